package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.checks.DataCheck.Kind;
import io.github.bigdatamigrator.checks.DataCheck.Rule;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes data and its checks as a contract of the Open Data Contract Standard. */
final class OdcsChecks {
    private static final String VERSION = "v3.1.0";

    private final List<DataCheck> checks;

    private OdcsChecks(List<DataCheck> checks) {
        this.checks = checks;
    }

    static String yaml(DataContext context, List<DataCheck> checks, String title) {
        OdcsChecks writer = new OdcsChecks(checks);
        Map<String, Object> contract = new LinkedHashMap<>();
        contract.put("apiVersion", VERSION);
        contract.put("kind", "DataContract");
        contract.put("id", DbtChecks.slug(title).replace('_', '-'));
        contract.put("name", title);
        contract.put("version", "1.0.0");
        contract.put("status", "draft");
        contract.put("schema", context.tables().stream().map(writer::table).toList());
        return YamlWriter.write(contract);
    }

    private Map<String, Object> table(TableProfile table) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("name", table.name());
        node.put("physicalName", table.name());
        node.put("logicalType", "object");
        node.put("physicalType", "table");
        node.put(
                "properties",
                table.columns().stream().map(column -> property(table, column)).toList());
        List<Object> relationships = new ArrayList<>();
        List<Object> quality = new ArrayList<>();
        for (DataCheck check : checks) {
            if (check.table().equals(table)) {
                if (check.rule() instanceof Rule.Included included
                        && check.columns().size() > 1) {
                    relationships.add(Map.of(
                            "type", "foreignKey",
                            "from", paths(table, check.columns()),
                            "to", paths(included.to(), included.toColumns())));
                }
                if (!isOfOneColumn(check)) {
                    quality.add(rule(check));
                }
            }
        }
        if (!relationships.isEmpty()) {
            node.put("relationships", relationships);
        }
        if (!quality.isEmpty()) {
            node.put("quality", quality);
        }
        return node;
    }

    private static boolean isOfOneColumn(DataCheck check) {
        return check.columns().size() == 1 && !(check.rule() instanceof Rule.Whole);
    }

    private Map<String, Object> property(TableProfile table, ColumnProfile column) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("name", CheckSql.original(column));
        node.put("logicalType", logicalType(column));
        node.put("physicalType", column.type().toString());
        List<Object> relationships = new ArrayList<>();
        List<Object> quality = new ArrayList<>();
        for (DataCheck check : checks) {
            int place = check.table().equals(table) ? check.columns().indexOf(column) : -1;
            if (place >= 0 && check.kind() == Kind.KEY && isPrimary(table, check)) {
                node.put("primaryKey", true);
                node.put("primaryKeyPosition", place + 1);
                node.put("required", true);
            } else if (place >= 0 && check.kind() == Kind.REQUIRED) {
                node.put("required", true);
            }
            if (place >= 0 && isOfOneColumn(check)) {
                if (check.rule() instanceof Rule.Included included) {
                    relationships.add(Map.of(
                            "type",
                            "foreignKey",
                            "to",
                            paths(included.to(), included.toColumns()).get(0)));
                }
                quality.add(rule(check));
            }
        }
        if (!relationships.isEmpty()) {
            node.put("relationships", relationships);
        }
        if (!quality.isEmpty()) {
            node.put("quality", quality);
        }
        return node;
    }

    private static boolean isPrimary(TableProfile table, DataCheck check) {
        return table.primaryKey() != null
                && check.columns().stream().map(ColumnProfile::name).toList().equals(table.primaryKey());
    }

    private static List<String> paths(TableProfile table, List<ColumnProfile> columns) {
        return columns.stream()
                .map(column -> table.name() + "." + CheckSql.original(column))
                .toList();
    }

    private static String logicalType(ColumnProfile column) {
        return switch (column.type().kind()) {
            case BOOLEAN -> "boolean";
            case BIGINT -> "integer";
            case DECIMAL, DOUBLE -> "number";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp";
            case STRING, BINARY -> "string";
        };
    }

    private static Map<String, Object> rule(DataCheck check) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("name", check.name());
        rule.put("description", check.text() + " (" + check.reason() + ")");
        rule.put("dimension", check.kind().dimension);
        rule.put("severity", check.isError() ? "error" : "warning");
        if (check.rule() instanceof Rule.Unique) {
            rule.put("type", "library");
            rule.put("metric", "duplicateValues");
            if (check.columns().size() > 1) {
                rule.put(
                        "arguments",
                        Map.of(
                                "properties",
                                check.columns().stream().map(CheckSql::original).toList()));
            }
        } else if (check.rule() instanceof Rule.Allowed allowed) {
            rule.put("type", "library");
            rule.put("metric", "invalidValues");
            rule.put("arguments", Map.of("validValues", allowed.values()));
        } else {
            rule.put("type", "sql");
            rule.put("query", "SELECT " + CheckSql.violations(check));
        }
        rule.put("mustBe", 0);
        return rule;
    }
}
