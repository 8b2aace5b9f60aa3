package io.github.bigdatamigrator.knowledge.exchange;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Meanings.Kind;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.knowledge.MeaningEntries;
import io.github.bigdatamigrator.knowledge.MeaningEntries.ColumnEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Status;
import io.github.bigdatamigrator.knowledge.MeaningEntries.TableEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Words;
import io.github.bigdatamigrator.knowledge.MeaningsYaml;
import io.github.bigdatamigrator.knowledge.exchange.OssieNode.Unusable;
import io.github.bigdatamigrator.yaml.Yaml.Mapping;
import io.github.bigdatamigrator.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an Apache Ossie semantic model: the flat document of version 0.2, and the documents before it with their list
 * {@code semantic_model} of one model. Descriptions, synonyms, keys, relationships and metrics become entries; what the
 * program has no use for is kept with the entry.
 */
final class OssieImport {
    /** Versions whose documents are read. */
    static final Set<String> VERSIONS = Set.of("0.1.0", "0.1.1", "0.1.2", "0.2.0", "0.2.0.dev0", "1.0");

    private final EntryCollector found;
    private final Map<String, OssieDataset> datasets = new LinkedHashMap<>();
    private MeaningEntries own = MeaningEntries.NONE;

    OssieImport(DataContext context) {
        found = new EntryCollector(context);
    }

    MeaningEntries read(Mapping document) {
        OssieNode root = new OssieNode(document, "the document", found);
        OssieNode model = model(root);
        root.text("version").ifPresent(version -> {
            if (!VERSIONS.contains(version)) {
                root.tell(
                        "version",
                        "the version " + version + " is not known; known are "
                                + String.join(", ", VERSIONS.stream().sorted().toList())
                                + "; it is read as 0.2.0.dev0");
            }
        });
        if (root.text("version").isEmpty()) {
            root.tell("", "there is no “version”");
        }
        if (model == null) {
            return found.entries(Map.of());
        }
        if (model.text("name").isEmpty()) {
            model.tell("", "the model has no “name”");
        }
        List<OssieNode> all = model.items("datasets");
        if (all.isEmpty()) {
            model.tell("datasets", "the model has no “datasets”");
        }
        for (OssieNode dataset : all) {
            attempt(() -> {
                OssieDataset read = new OssieDataset(dataset, found.names);
                if (datasets.putIfAbsent(read.name(), read) != null) {
                    throw dataset.unusable("name", "there are two datasets " + read.name() + "; the first is used");
                }
                found.table(entry(read));
            });
        }
        Set<String> names = new HashSet<>();
        model.items("relationships").forEach(each -> attempt(() -> relationship(each, names)));
        Set<String> metrics = new HashSet<>();
        model.items("metrics").forEach(each -> attempt(() -> metric(each, metrics)));
        Map<String, Object> kept = kept(model, Set.of("version", "datasets", "relationships", "metrics"));
        model.unknown(OssieNode.MODEL);
        ownEntries(model);
        return found.entries(kept).and(own);
    }

    private void attempt(OssieNode.Reading reading) {
        try {
            reading.read();
        } catch (Unusable e) {
            found.fault(e.place(), e.reason());
        }
    }

    /** The only model of the document. */
    private @Nullable OssieNode model(OssieNode root) {
        if (!root.has("semantic_model")) {
            return root;
        }
        root.unknown(Set.of("version", "semantic_model", "dialects", "vendors", "ai_context"));
        List<OssieNode> models = root.items("semantic_model");
        if (models.size() != 1) {
            root.tell(
                    "semantic_model",
                    "the document has " + models.size() + " models; write one document for each model");
            return null;
        }
        return models.get(0);
    }

    private TableEntry entry(OssieDataset dataset) throws Unusable {
        OssieNode node = dataset.node();
        String table = dataset.table();
        List<ColumnEntry> columns = new ArrayList<>();
        List<Object> computed = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (OssieNode field : node.items("fields")) {
            attempt(() -> {
                String name = field.required("name");
                if (!names.add(name)) {
                    throw field.unusable("name", "the dataset " + dataset.name() + " has two fields " + name);
                }
                field.unknown(OssieNode.FIELD);
                field.checkType();
                String expression = field.expression();
                String column = OssieDataset.column(expression);
                if (column == null) {
                    dataset.computed().put(name, expression);
                    computed.add(field.plain());
                    return;
                }
                columns.add(column(field, name, found.names.columnName(table, column)));
                dataset.columns().put(name, found.names.columnName(table, column));
            });
        }
        List<String> key = node.texts("primary_key").stream()
                .map(dataset::columnOf)
                .map(name -> found.names.columnName(table, name))
                .toList();
        OssieNode extension = node.extension();
        List<String> hidden = new ArrayList<>();
        String time = null;
        if (extension != null) {
            time = extension.text("time_column").orElse(null);
            extension.mapping("hidden_columns").ifPresent(each -> {
                // A column stays hidden if what is said of it cannot be read.
                each.mapping().entries().forEach(column -> hidden.add(column.key()));
                columns.addAll(MeaningsYaml.columns(each.mapping(), found::fault));
            });
        }
        Map<String, Object> kept =
                kept(node, Set.of("fields", "primary_key", dataset.name().equals(table) ? "name" : ""));
        if (table.equals(kept.get("source"))) {
            kept.remove("source");
        }
        if (!computed.isEmpty()) {
            kept.put("fields", computed);
        }
        node.unknown(OssieNode.DATASET);
        List<ColumnEntry> said = columns.stream()
                .filter(each -> !each.words().equals(Words.NONE)
                        || each.unit() != null
                        || !each.ossie().isEmpty())
                .toList();
        return new TableEntry(node.place(), Status.APPROVED, table, node.words(), time, key, hidden, said, kept);
    }

    private static ColumnEntry column(OssieNode field, String name, String column) throws Unusable {
        Map<String, Object> kept = kept(field, Set.of("expression", "datatype", "name"));
        if (!name.equals(column)) {
            kept.put("name", name);
        }
        if (field.dialects() > 1) {
            kept.put("expression", Objects.requireNonNull(field.plain().get("expression")));
        }
        // What the type of the column says is not kept.
        if (Map.of("is_time", true).equals(kept.get("dimension")) || Map.of().equals(kept.get("dimension"))) {
            kept.remove("dimension");
        }
        OssieNode extension = field.extension();
        String unit = extension == null ? null : extension.text("unit").orElse(null);
        return new ColumnEntry(field.place(), Status.APPROVED, column, field.words(), unit, kept);
    }

    private OssieDataset dataset(OssieNode node, String key) throws Unusable {
        String name = node.required(key);
        OssieDataset dataset = datasets.get(name);
        if (dataset == null) {
            throw node.unusable(key, "there is no dataset " + name + OssieNode.nearest(name, datasets.keySet()));
        }
        return dataset;
    }

    private void relationship(OssieNode node, Set<String> names) throws Unusable {
        String name = node.required("name");
        if (!names.add(name)) {
            throw node.unusable("name", "there are two relationships " + name);
        }
        OssieDataset from = dataset(node, "from");
        OssieDataset to = dataset(node, "to");
        List<String> columns =
                node.requiredTexts("from_columns").stream().map(from::columnOf).toList();
        List<String> toColumns =
                node.requiredTexts("to_columns").stream().map(to::columnOf).toList();
        node.unknown(OssieNode.RELATIONSHIP);
        if (columns.size() != toColumns.size()) {
            throw node.unusable(
                    "to_columns",
                    "the relationship " + name + " pairs " + columns.size() + " columns with " + toColumns.size());
        }
        Map<String, Object> kept = kept(node, Set.of("from", "to", "from_columns", "to_columns"));
        if (OssieExport.name(from.table(), columns, to.table()).equals(kept.get("name"))) {
            kept.remove("name");
        }
        found.reference(node.place(), from.table(), columns, to.table(), toColumns, kept);
    }

    private void metric(OssieNode node, Set<String> names) throws Unusable {
        String name = node.required("name");
        if (!names.add(name)) {
            throw node.unusable("name", "there are two metrics " + name);
        }
        node.checkType();
        node.unknown(OssieNode.METRIC);
        String sql = OssieDataset.sql(node, name, node.expression(), datasets);
        Map<String, Object> kept = kept(node, Set.of("expression", "name"));
        if (node.dialects() > 1) {
            kept.put("expression", Objects.requireNonNull(node.plain().get("expression")));
        }
        OssieNode extension = node.extension();
        String table = extension == null ? null : extension.text("table").orElse(null);
        found.definition(node.place(), Kind.MEASURE, name, table, sql, node.words(), kept);
    }

    /** What is not among the entries: all known fields but these, descriptions, synonyms and our own extension. */
    private static Map<String, Object> kept(OssieNode node, Set<String> used) {
        Map<String, Object> kept = new LinkedHashMap<>();
        node.plain().forEach((key, value) -> {
            if (!used.contains(key) && OssieNode.ALL.contains(key)) {
                kept.put(key, value);
            }
        });
        boolean model = node.has("datasets");
        if (!model) {
            kept.remove("description");
            if (kept.get("ai_context") instanceof Map<?, ?> context) {
                Map<Object, Object> rest = new LinkedHashMap<>(context);
                rest.remove("synonyms");
                kept.put("ai_context", rest);
                kept.values().removeIf(Map.of()::equals);
            }
        }
        List<Object> others = new ArrayList<>();
        if (kept.get("custom_extensions") instanceof List<?> extensions) {
            extensions.stream()
                    .filter(each ->
                            !(each instanceof Map<?, ?> map && OssieExport.VENDOR.equals(map.get("vendor_name"))))
                    .forEach(others::add);
        }
        kept.remove("custom_extensions");
        if (!others.isEmpty()) {
            kept.put("custom_extensions", others);
        }
        return kept;
    }

    /** Reads our own extension of the model: filters, and relationships that do not hold. */
    private void ownEntries(OssieNode model) {
        OssieNode extension = model.extension();
        if (extension != null) {
            own = MeaningsYaml.read(extension.mapping());
        }
    }

    /** A document in a text, as extensions of earlier versions are. */
    static @Nullable Mapping parsed(String file, String text) {
        try {
            return YamlReader.read(file, text) instanceof Mapping mapping ? mapping : null;
        } catch (MigratorException e) {
            return null;
        }
    }
}
