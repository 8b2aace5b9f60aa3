package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts a {@link QueryResult} to JSON for the REST API and for the event log, and back. Cells use the JSON types of
 * profile.json.
 */
public final class QueryJson {
    private QueryJson() {}

    /** Writes the fields of the REST API: sql, columns, rows, row_count, truncated, and limit_cut if any. */
    public static ObjectNode write(QueryResult result) {
        ObjectNode node = Json.object();
        node.put("sql", result.sql());
        Fields.putTexts(node, "columns", result.columns());
        ArrayNode rows = node.putArray("rows");
        for (List<@Nullable Object> row : result.rows()) {
            ArrayNode cells = rows.addArray();
            row.forEach(cell -> cells.add(ValueJson.cell(cell)));
        }
        node.put("row_count", result.rowCount());
        node.put("truncated", result.truncated());
        if (result.cut() != null) {
            node.set("limit_cut", RecordJson.write(result.cut()));
        }
        return node;
    }

    /** Also writes types and run time, so that {@link #read} returns an equal result. */
    public static ObjectNode writeWhole(QueryResult result) {
        ObjectNode node = write(result);
        Fields.putList(node, "types", result.types(), type -> TextNode.valueOf(type.toString()));
        node.put("seconds", result.seconds());
        return node;
    }

    /** Reads the output of both write methods; missing types are inferred from the cells. */
    public static QueryResult read(JsonNode node) {
        List<String> columns = Fields.texts(node, "columns");
        JsonNode rows = Fields.required(node, "rows");
        List<ColumnType> types = node.has("types")
                ? Fields.list(node, "types", type -> ColumnType.parse(type.asText()))
                : inferTypes(columns.size(), rows);
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (JsonNode row : rows) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                values.add(ValueJson.cell(types.get(i).kind(), row.get(i)));
            }
            cells.add(values);
        }
        return new QueryResult(
                Fields.text(node, "sql"),
                columns,
                types,
                cells,
                node.path("truncated").asBoolean(),
                node.path("seconds").asDouble(),
                node.has("limit_cut") ? RecordJson.read(node.get("limit_cut"), QueryResult.Cut.class) : null);
    }

    private static List<ColumnType> inferTypes(int columns, JsonNode rows) {
        List<ColumnType> types = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            ColumnType type = null;
            for (JsonNode row : rows) {
                ColumnType cell = cellType(row.path(i));
                if (cell != null) {
                    type = type == null || type.equals(cell) ? cell : wider(type, cell);
                }
            }
            types.add(type == null ? ColumnType.STRING : type);
        }
        return types;
    }

    private static @Nullable ColumnType cellType(JsonNode cell) {
        if (cell.isNull() || cell.isMissingNode()) {
            return null;
        }
        return cell.isBoolean()
                ? ColumnType.BOOLEAN
                : cell.isIntegralNumber() ? ColumnType.BIGINT : cell.isNumber() ? ColumnType.DOUBLE : ColumnType.STRING;
    }

    private static ColumnType wider(ColumnType one, ColumnType other) {
        return one.numeric() && other.numeric() ? ColumnType.DOUBLE : ColumnType.STRING;
    }
}
