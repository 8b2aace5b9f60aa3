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
import org.jspecify.annotations.Nullable;

/** Converts a {@link TableProfile} to one table of profile.json and back, with the origin that reopens its rows. */
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
                Fields.optional(node, "duplicate_rows", TableJson::duplicates),
                node.has("correlations") ? correlations(node.get("correlations")) : Correlations.NONE);
    }

    private static DuplicateRows duplicates(JsonNode node) {
        return new DuplicateRows(
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

    private static Correlations correlations(JsonNode node) {
        return new Correlations(
                Fields.list(node, "pairs", TableJson::correlation),
                Fields.texts(node, "columns"),
                (int) Fields.number(node, "numeric_columns"),
                Fields.number(node, "sampled_rows"));
    }

    private static Correlation correlation(JsonNode pair) {
        return new Correlation(
                Fields.text(pair, "left"),
                Fields.text(pair, "right"),
                Fields.real(pair, "pearson"),
                Fields.real(pair, "spearman"),
                Fields.number(pair, "rows"),
                Fields.real(pair, "error"));
    }

    static ObjectNode problem(Problem problem) {
        return Json.object()
                .put("subject", problem.subject())
                .put("message", problem.message())
                .put("count", problem.count())
                .put("severity", Json.word(problem.severity()));
    }

    static Problem problem(JsonNode node) {
        return new Problem(
                Fields.text(node, "subject"),
                Fields.text(node, "message"),
                Fields.number(node, "count"),
                node.has("severity") ? Fields.constant(node, "severity", Severity.class) : Severity.MEDIUM);
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
        return new DataFile(
                Fields.text(node, "path"),
                Fields.number(node, "bytes"),
                Fields.number(node, "modified_millis"),
                Fields.list(node, "row_starts", JsonNode::longValue));
    }

    private static ObjectNode origin(Origin origin) {
        ObjectNode node = Json.object();
        Fields.putList(node, "files", origin.files(), TableJson::file);
        Fields.put(node, "sheet", origin.sheet());
        Dialect dialect = origin.dialect();
        if (dialect != null) {
            node.set("dialect", dialect(dialect));
        }
        if (origin.schema() != null) {
            node.set("schema", Json.parse(origin.schema()));
        }
        return node;
    }

    private static Origin origin(String format, JsonNode node) {
        return new Origin(
                format,
                Fields.list(node, "files", TableJson::file),
                Fields.textOrNull(node, "sheet"),
                Fields.optional(node, "dialect", TableJson::dialect),
                Fields.optional(node, "schema", JsonNode::toString));
    }

    private static ObjectNode dialect(Dialect dialect) {
        ObjectNode node = Json.object().put("charset", dialect.charset()).put("delimiter", dialect.delimiter());
        Fields.putCharacter(node, "quote", dialect.quote());
        Fields.putCharacter(node, "escape", dialect.escape());
        node.put("header_rows", dialect.headerRows());
        node.put("skip_lines", dialect.skipLines());
        node.put("footer_lines", dialect.footerLines());
        node.put("decimal_comma", dialect.decimalComma());
        Fields.putCharacter(node, "grouping", dialect.grouping());
        Fields.putCharacter(node, "comment", dialect.comment());
        Fields.putTexts(node, "null_values", dialect.nullValues());
        return node;
    }

    private static Dialect dialect(JsonNode node) {
        return new Dialect(
                Fields.text(node, "charset"),
                Fields.text(node, "delimiter"),
                Fields.character(node, "quote"),
                Fields.character(node, "escape"),
                // The first version wrote only whether there is a header.
                node.has("header_rows") ? node.path("header_rows").asInt() : Fields.flag(node, "header") ? 1 : 0,
                (int) Fields.number(node, "skip_lines"),
                node.path("footer_lines").asInt(),
                Fields.flag(node, "decimal_comma"),
                Fields.character(node, "grouping"),
                Fields.character(node, "comment"),
                Fields.texts(node, "null_values"));
    }
}
