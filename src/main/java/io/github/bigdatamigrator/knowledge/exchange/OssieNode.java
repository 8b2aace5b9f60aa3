package io.github.bigdatamigrator.knowledge.exchange;

import io.github.bigdatamigrator.knowledge.MeaningEntries.Words;
import io.github.bigdatamigrator.knowledge.MeaningsYaml;
import io.github.bigdatamigrator.text.NearestName;
import io.github.bigdatamigrator.yaml.Yaml;
import io.github.bigdatamigrator.yaml.Yaml.Entry;
import io.github.bigdatamigrator.yaml.Yaml.Mapping;
import io.github.bigdatamigrator.yaml.Yaml.Place;
import io.github.bigdatamigrator.yaml.Yaml.Scalar;
import io.github.bigdatamigrator.yaml.Yaml.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one object of an Ossie model; tells what is of another type than the specification says. */
record OssieNode(Mapping mapping, String what, EntryCollector found) {
    static final Set<String> MODEL = Set.of(
            "version",
            "name",
            "description",
            "ai_context",
            "datasets",
            "relationships",
            "metrics",
            "custom_extensions");
    static final Set<String> DATASET = Set.of(
            "name", "source", "primary_key", "unique_keys", "description", "ai_context", "fields", "custom_extensions");
    static final Set<String> FIELD = Set.of(
            "name", "expression", "dimension", "label", "description", "datatype", "ai_context", "custom_extensions");
    static final Set<String> RELATIONSHIP =
            Set.of("name", "from", "to", "from_columns", "to_columns", "ai_context", "custom_extensions");
    static final Set<String> METRIC =
            Set.of("name", "expression", "description", "datatype", "ai_context", "custom_extensions");
    /** The fields of any of them. */
    static final Set<String> ALL = all();

    private static final Set<String> TYPES = Set.of(
            "String", "Integer", "Decimal", "Float", "Boolean", "Date", "Time", "DateTime", "DateTimeTz", "Opaque");
    /** Dialects whose expressions are SQL that Spark may run, the first one preferred. */
    private static final List<String> USABLE = List.of("ANSI_SQL", "OSSIE_SQL_2026", "DATABRICKS");

    private static final Set<String> DIALECTS = Set.of(
            "ANSI_SQL",
            "OSSIE_SQL_2026",
            "DATABRICKS",
            "SNOWFLAKE",
            "MDX",
            "TABLEAU",
            "MAQL",
            "BIGQUERY",
            "SIGMA",
            "THOUGHTSPOT",
            "DAX",
            "HOLISTICS_AQL");

    private static Set<String> all() {
        Set<String> all = new HashSet<>();
        List.of(MODEL, DATASET, FIELD, RELATIONSHIP, METRIC).forEach(all::addAll);
        return Set.copyOf(all);
    }

    /** A part of a model that cannot be used. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Place place;

        Unusable(Place place, String reason) {
            super(reason);
            this.place = place;
        }

        Place place() {
            return place;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** A step that may find that a part cannot be used. */
    interface Reading {
        void read() throws Unusable;
    }

    Place place() {
        return mapping.place();
    }

    private Optional<Entry> entry(String key) {
        return mapping.entry(key);
    }

    boolean has(String key) {
        return entry(key).isPresent();
    }

    /** The place of a field, or of the object if it has none. */
    private Place place(String key) {
        return entry(key).map(Entry::place).orElse(place());
    }

    void tell(String key, String message) {
        found.fault(place(key), message);
    }

    Unusable unusable(String key, String message) {
        return new Unusable(place(key), message);
    }

    private void mistyped(Entry entry, String expected) {
        found.fault(
                entry.place(),
                "“" + entry.key() + "” of " + what + " is " + entry.value().shown() + "; expected " + expected);
    }

    Optional<String> text(String key) {
        Optional<Entry> entry = entry(key);
        if (entry.isPresent() && entry.get().value() instanceof Scalar scalar && scalar.textual()) {
            return Optional.of(scalar.text()).filter(text -> !text.isBlank());
        }
        entry.ifPresent(each -> mistyped(each, "a text"));
        return Optional.empty();
    }

    String required(String key) throws Unusable {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            throw unusable(key, what + " has no “" + key + "”, so it is not used");
        }
        return text.get();
    }

    List<String> requiredTexts(String key) throws Unusable {
        List<String> texts = texts(key);
        if (texts.isEmpty()) {
            throw unusable(key, what + " has no “" + key + "”, so it is not used");
        }
        return texts;
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        Optional<Entry> entry = entry(key);
        if (entry.isEmpty()) {
            return texts;
        }
        if (!(entry.get().value() instanceof Sequence sequence)) {
            mistyped(entry.get(), "a list of texts");
            return texts;
        }
        for (Yaml item : sequence.items()) {
            if (item instanceof Scalar scalar && scalar.textual()) {
                texts.add(scalar.text());
            } else {
                found.fault(item.place(), "“" + key + "” of " + what + " holds " + item.shown() + "; expected a text");
            }
        }
        return texts;
    }

    /** The objects of a list. */
    List<OssieNode> items(String key) {
        List<OssieNode> items = new ArrayList<>();
        Optional<Entry> entry = entry(key);
        if (entry.isEmpty()) {
            return items;
        }
        if (!(entry.get().value() instanceof Sequence sequence)) {
            mistyped(entry.get(), "a list");
            return items;
        }
        String one = key.equals("semantic_model") ? "the model" : "a " + key.replaceAll("s$", "");
        for (Yaml item : sequence.items()) {
            if (item instanceof Mapping each) {
                items.add(new OssieNode(each, one + " of " + what, found).named());
            } else {
                found.fault(item.place(), "“" + key + "” holds " + item.shown() + "; expected an object");
            }
        }
        return items;
    }

    /** The same, called by its name in messages. */
    private OssieNode named() {
        return entry("name")
                .filter(entry -> entry.value() instanceof Scalar)
                .map(entry -> new OssieNode(
                        mapping,
                        what.replaceAll(" of .*", "").replaceFirst("^a ", "the ") + " "
                                + ((Scalar) entry.value()).text(),
                        found))
                .orElse(this);
    }

    Optional<OssieNode> mapping(String key) {
        Optional<Entry> entry = entry(key);
        if (entry.isPresent() && entry.get().value() instanceof Mapping inner) {
            return Optional.of(new OssieNode(inner, key + " of " + what, found));
        }
        entry.ifPresent(each -> mistyped(each, "an object"));
        return Optional.empty();
    }

    /** The description, and the synonyms of the context for AI. */
    Words words() {
        List<String> synonyms = List.of();
        Optional<Entry> context = entry("ai_context");
        if (context.isPresent() && context.get().value() instanceof Mapping inner) {
            synonyms = new OssieNode(inner, "ai_context of " + what, found).texts("synonyms");
        } else if (context.isPresent()
                && !(context.get().value() instanceof Scalar scalar && scalar.kind() == Yaml.Kind.TEXT)) {
            mistyped(context.get(), "a text or an object");
        }
        return new Words(text("description").orElse(null), synonyms);
    }

    /** Tells fields that the specification does not know. */
    void unknown(Set<String> known) {
        for (Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                found.fault(
                        entry.place(),
                        what + " has the field “" + entry.key() + "”, which Ossie does not have; it is" + " not used"
                                + nearest(entry.key(), known));
            }
        }
    }

    static String nearest(String name, Collection<String> known) {
        return NearestName.within(Math.max(2, name.length() / 3), name, known)
                .map(near -> "; the nearest is " + near)
                .orElse("");
    }

    void checkType() {
        text("datatype")
                .filter(type -> !TYPES.contains(type))
                .ifPresent(type -> tell(
                        "datatype",
                        "“datatype” of " + what + " is “" + type + "”; known are "
                                + String.join(", ", TYPES.stream().sorted().toList())));
        mapping("dimension")
                .ifPresent(dimension -> dimension.entry("is_time").ifPresent(time -> {
                    if (!(time.value() instanceof Scalar scalar && scalar.kind() == Yaml.Kind.BOOLEAN)) {
                        dimension.mistyped(time, "true or false");
                    }
                }));
    }

    int dialects() {
        return mapping("expression")
                .map(expression -> expression.items("dialects").size())
                .orElse(0);
    }

    /** The expression in the dialect that is nearest to Spark's. */
    String expression() throws Unusable {
        Optional<OssieNode> expression = mapping("expression");
        if (expression.isEmpty()) {
            throw unusable("expression", what + " has no “expression” with its dialects, so it is not used");
        }
        expression.get().unknown(Set.of("dialects"));
        List<OssieNode> all = expression.get().items("dialects");
        String best = null;
        int rank = USABLE.size();
        for (OssieNode each : all) {
            String dialect = each.text("dialect").orElse("");
            if (!DIALECTS.contains(dialect)) {
                each.tell(
                        "dialect",
                        "“dialect” of " + what + " is “" + dialect + "”; known are "
                                + String.join(", ", DIALECTS.stream().sorted().toList()));
            }
            Optional<String> sql = each.text("expression");
            int at = USABLE.indexOf(dialect);
            if (sql.isEmpty()) {
                each.tell("expression", "a dialect of " + what + " has no “expression”");
            } else if (at >= 0 && at < rank) {
                best = sql.get();
                rank = at;
            }
        }
        if (best == null) {
            throw unusable(
                    "expression",
                    what + " has no expression in ANSI_SQL, OSSIE_SQL_2026 or DATABRICKS, so it is" + " not used");
        }
        return best;
    }

    /** Our own extension; null if there is none. */
    @Nullable
    OssieNode extension() {
        OssieNode own = null;
        for (OssieNode each : items("custom_extensions")) {
            each.unknown(Set.of("vendor_name", "data"));
            if (each.text("vendor_name").isEmpty()) {
                each.tell("", "an extension of " + what + " has no “vendor_name”");
            }
            Optional<Entry> data = each.entry("data");
            if (data.isEmpty()) {
                each.tell("", "an extension of " + what + " has no “data”");
            } else if (data.get().value() instanceof Sequence) {
                each.mistyped(data.get(), "an object");
            } else if (each.text("vendor_name")
                    .filter(OssieExport.VENDOR::equals)
                    .isPresent()) {
                Mapping inner = data.get().value() instanceof Mapping object
                        ? object
                        : OssieImport.parsed(
                                place().file(), ((Scalar) data.get().value()).text());
                if (inner == null) {
                    each.mistyped(data.get(), "an object");
                }
                own = inner == null ? null : new OssieNode(inner, "our extension of " + what, found);
            }
        }
        return own;
    }

    Map<String, Object> plain() {
        return MeaningsYaml.plain(mapping);
    }
}
