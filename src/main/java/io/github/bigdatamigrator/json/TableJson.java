package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.Correlation;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DuplicateRows;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Problem.Severity;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One table of profile.json, and what is needed to open its rows again. */
final class TableJson {
    private TableJson() {}

    static ObjectNode write(TableProfile table) {
        ObjectNode node = Json.object();
        node.put("name", table.name());
        node.put("sql_name", table.sqlName());
        node.put("location", table.location());
        node.put("format", table.format());
        node.put("rows", table.rows());
        if (table.primaryKey() == null) {
            node.putNull("primary_key");
        } else {
            Fields.putTexts(node, "primary_key", table.primaryKey());
        }
        Fields.putList(node, "problems", table.problems(), TableJson::problem);
        Fields.putList(node, "columns", table.columns(), ColumnJson::write);
        ArrayNode sample = node.putArray("sample_rows");
        for (List<@Nullable String> row : table.sampleRows()) {
            ArrayNode cells = sample.addArray();
            row.forEach(cells::add);
        }
        DuplicateRows duplicates = table.duplicates();
        if (duplicates != null) {
            node.putObject("duplicate_rows")
                    .put("value", duplicates.rows())
                    .put("exact", duplicates.exact())
                    .put("error", duplicates.error());
        }
        if (!table.correlations().equals(Correlations.NONE)) {
            node.set("correlations", correlations(table.correlations()));
        }
        node.set("origin", origin(table.origin()));
        return node;
    }

    static TableProfile read(JsonNode node) {
        JsonNode key = Fields.optional(node, "primary_key");
        List<List<@Nullable String>> sample = new ArrayList<>();
        for (JsonNode row : node.path("sample_rows")) {
            List<@Nullable String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(cell.isNull() ? null : cell.asText()));
            sample.add(cells);
        }
        return new TableProfile(
                Fields.text(node, "name"),
                Fields.text(node, "sql_name"),
                Fields.text(node, "location"),
                origin(Fields.text(node, "format"), Fields.required(node, "origin")),
                Fields.number(node, "rows"),
                Fields.list(node, "columns", ColumnJson::read),
                sample,
                key == null ? null : Fields.texts(node, "primary_key"),
                Fields.list(node, "problems", TableJson::problem),
                duplicates(Fields.optional(node, "duplicate_rows")),
                correlations(Fields.optional(node, "correlations")));
    }

    private static @Nullable DuplicateRows duplicates(@Nullable JsonNode node) {
        return node == null
                ? null
                : new DuplicateRows(
                        Fields.number(node, "value"), Fields.flag(node, "exact"), Fields.number(node, "error"));
    }

    private static ObjectNode correlations(Correlations correlations) {
        ObjectNode node = Json.object();
        Fields.putList(
                node,
                "pairs",
                correlations.pairs(),
                pair -> Json.object()
                        .put("left", pair.left())
                        .put("right", pair.right())
                        .put("pearson", pair.pearson())
                        .put("spearman", pair.spearman())
                        .put("rows", pair.rows())
                        .put("error", pair.error()));
        Fields.putTexts(node, "columns", correlations.columns());
        return node.put("numeric_columns", correlations.numericColumns())
                .put("sampled_rows", correlations.sampledRows());
    }

    private static Correlations correlations(@Nullable JsonNode node) {
        return node == null
                ? Correlations.NONE
                : new Correlations(
                        Fields.list(
                                node,
                                "pairs",
                                pair -> new Correlation(
                                        Fields.text(pair, "left"),
                                        Fields.text(pair, "right"),
                                        Fields.real(pair, "pearson"),
                                        Fields.real(pair, "spearman"),
                                        Fields.number(pair, "rows"),
                                        Fields.real(pair, "error"))),
                        Fields.texts(node, "columns"),
                        (int) Fields.number(node, "numeric_columns"),
                        Fields.number(node, "sampled_rows"));
    }

    static ObjectNode problem(Problem problem) {
        return Json.object()
                .put("subject", problem.subject())
                .put("message", problem.message())
                .put("count", problem.count())
                .put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    }

    static Problem problem(JsonNode node) {
        String severity = Fields.textOrNull(node, "severity");
        return new Problem(
                Fields.text(node, "subject"),
                Fields.text(node, "message"),
                Fields.number(node, "count"),
                severity == null ? Severity.MEDIUM : Severity.valueOf(severity.toUpperCase(Locale.ROOT)));
    }

    private static ObjectNode file(DataFile file) {
        ObjectNode node = Json.object()
                .put("path", file.path())
                .put("bytes", file.bytes())
                .put("modified_millis", file.modifiedMillis());
        if (!file.rowStarts().isEmpty()) {
            ArrayNode starts = node.putArray("row_starts");
            file.rowStarts().forEach(starts::add);
        }
        return node;
    }

    private static DataFile file(JsonNode node) {
        List<Long> starts = new ArrayList<>();
        if (node.has("row_starts")) {
            node.get("row_starts").forEach(start -> starts.add(start.longValue()));
        }
        return new DataFile(
                Fields.text(node, "path"),
                Fields.number(node, "bytes"),
                Fields.number(node, "modified_millis"),
                starts);
    }

    private static ObjectNode origin(Origin origin) {
        ObjectNode node = Json.object();
        Fields.putList(node, "files", origin.files(), TableJson::file);
        Fields.put(node, "sheet", origin.sheet());
        Dialect dialect = origin.dialect();
        if (dialect != null) {
            ObjectNode how = node.putObject("dialect");
            how.put("charset", dialect.charset());
            how.put("delimiter", dialect.delimiter());
            Fields.putLetter(how, "quote", dialect.quote());
            Fields.putLetter(how, "escape", dialect.escape());
            how.put("header_rows", dialect.headerRows());
            how.put("skip_lines", dialect.skipLines());
            how.put("footer_lines", dialect.footerLines());
            how.put("decimal_comma", dialect.decimalComma());
            Fields.putLetter(how, "grouping", dialect.grouping());
            Fields.putLetter(how, "comment", dialect.comment());
            Fields.putTexts(how, "null_values", dialect.nullValues());
        }
        if (origin.schema() != null) {
            node.set("schema", Json.parse(origin.schema()));
        }
        return node;
    }

    private static Origin origin(String format, JsonNode node) {
        JsonNode how = Fields.optional(node, "dialect");
        Dialect dialect = how == null
                ? null
                : new Dialect(
                        Fields.text(how, "charset"),
                        Fields.text(how, "delimiter"),
                        Fields.letter(how, "quote"),
                        Fields.letter(how, "escape"),
                        headerRows(how),
                        (int) Fields.number(how, "skip_lines"),
                        how.path("footer_lines").asInt(),
                        Fields.flag(how, "decimal_comma"),
                        Fields.letter(how, "grouping"),
                        Fields.letter(how, "comment"),
                        Fields.texts(how, "null_values"));
        JsonNode schema = Fields.optional(node, "schema");
        return new Origin(
                format,
                Fields.list(node, "files", TableJson::file),
                Fields.textOrNull(node, "sheet"),
                dialect,
                schema == null ? null : schema.toString());
    }

    /** Contexts kept by the first version say only whether there is a header. */
    private static int headerRows(JsonNode how) {
        JsonNode rows = Fields.optional(how, "header_rows");
        return rows == null ? (Fields.flag(how, "header") ? 1 : 0) : rows.asInt();
    }
}
