package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import java.util.List;

/**
 * Converts between a column record and its form in profile.json, in which values have the JSON type of the column,
 * findings are fields of the column, and a histogram of dates is in the same field as one of numbers.
 */
final class ColumnJson {
    private static final List<String> VALUES = List.of("min", "max", "sum");
    private static final List<String> VALUE_LISTS = List.of("top_values", "sentinels");
    private static final List<String> SIGNS = List.of("zeros", "negatives");
    private static final List<String> FINDINGS =
            List.of("cells", "order", "near_key", "shapes", "semantics", "outliers", "sentinels", "time", "almost");

    private ColumnJson() {}

    static void toFile(ObjectNode node, ColumnProfile column) {
        ObjectNode findings = (ObjectNode) node.remove("findings");
        if (findings.remove("signs") instanceof ObjectNode signs) {
            node.setAll(signs);
        }
        if (findings.get("time") instanceof ObjectNode time) {
            node.set("histogram", time.remove("histogram"));
        }
        node.setAll(findings);
        if (column.distinct().exact()) {
            ((ObjectNode) node.get("distinct")).remove("relative_error");
        }
        if (column.constant()) {
            node.put("constant", true);
        }
        ColumnType.Kind kind = column.type().kind();
        VALUES.forEach(name -> putTyped(node, name, kind));
        VALUE_LISTS.forEach(name -> node.path(name).forEach(top -> putTyped((ObjectNode) top, "value", kind)));
    }

    private static void putTyped(ObjectNode node, String name, ColumnType.Kind kind) {
        JsonNode text = node.get(name);
        JsonNode value = text == null ? null : ValueJson.node(kind, text.asText());
        if (value == null) {
            node.remove(name);
        } else {
            node.set(name, value);
        }
    }

    /** Also adds fields that earlier versions did not write. */
    static void fromFile(ObjectNode node) {
        VALUES.stream().filter(node::hasNonNull).forEach(name -> node.put(name, ValueJson.text(node.get(name))));
        for (String list : VALUE_LISTS) {
            node.path(list)
                    .forEach(top -> ((ObjectNode) top)
                            .put("value", top.has("value") ? ValueJson.text(top.get("value")) : "NaN"));
        }
        ObjectNode findings = moved(node, FINDINGS);
        if (node.has(SIGNS.get(0))) {
            findings.set("signs", moved(node, SIGNS));
        }
        if (findings.get("time") instanceof ObjectNode time) {
            time.set("histogram", node.remove("histogram"));
        }
        findings.putIfAbsent("cells", RecordJson.write(ColumnFindings.NONE.cells()));
        findings.putIfAbsent("near_key", BooleanNode.FALSE);
        node.set("findings", findings);
        ((ObjectNode) Fields.required(node, "distinct")).putIfAbsent("relative_error", DoubleNode.valueOf(0));
    }

    private static ObjectNode moved(ObjectNode node, List<String> names) {
        ObjectNode target = Json.object();
        names.stream().filter(node::has).forEach(name -> target.set(name, node.remove(name)));
        return target;
    }
}
