package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.TableProfile;

/** Converts between a table record and its form in profile.json. */
final class TableJson {
    private TableJson() {}

    static void toFile(ObjectNode node, TableProfile table) {
        ObjectNode origin = (ObjectNode) Fields.required(node, "origin");
        node.set("format", origin.remove("format"));
        if (table.origin().schema() != null) {
            origin.set("schema", Json.parse(table.origin().schema()));
        }
        if (table.primaryKey() == null) {
            node.putNull("primary_key");
        }
        if (table.keyUndecided()) {
            node.put("primary_key_undecided", true);
        }
        if (table.correlations().equals(Correlations.NONE)) {
            node.remove("correlations");
        }
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnJson.toFile(
                    (ObjectNode) node.get("columns").get(i), table.columns().get(i));
        }
    }

    /** Also adds fields that earlier versions did not write. */
    static void fromFile(ObjectNode node) {
        ObjectNode origin = (ObjectNode) Fields.required(node, "origin");
        origin.set("format", Fields.required(node, "format"));
        if (origin.has("schema")) {
            origin.put("schema", origin.get("schema").toString());
        }
        if (origin.get("dialect") instanceof ObjectNode dialect) {
            // The first version wrote only whether there is a header.
            dialect.putIfAbsent(
                    "header_rows", IntNode.valueOf(dialect.path("header").asBoolean() ? 1 : 0));
            dialect.putIfAbsent("footer_lines", IntNode.valueOf(0));
        }
        node.putIfAbsent("correlations", RecordJson.write(Correlations.NONE));
        ContextJson.addSeverities(node);
        for (JsonNode column : node.path("columns")) {
            ColumnJson.fromFile((ObjectNode) column);
        }
    }
}
