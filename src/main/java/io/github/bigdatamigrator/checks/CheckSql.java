package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.checks.DataCheck.Rule;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the violations of a check as SQL that Spark, PostgreSQL and DuckDB understand alike. */
final class CheckSql {
    /** Reserved words of PostgreSQL and DuckDB that Spark does not know as keywords. */
    private static final Set<String> MORE_RESERVED = Set.of(
            ("analyse analyze asymmetric binary concurrently deferrable default describe do freeze ilike initially"
                            + " isnull lambda localtime localtimestamp notnull pivot placing returning show similar"
                            + " summarize symmetric unpivot variadic verbose")
                    .split(" "));

    private CheckSql() {}

    /** How names and texts are written. */
    enum Dialect {
        /** Names of the views of this program, for the verification. */
        VIEWS,
        /** Names as in the files, quoted where they need it. */
        STANDARD;

        String name(ColumnProfile column) {
            return this == VIEWS ? SqlIdentifiers.quote(column.sqlName()) : standardName(original(column));
        }

        String text(String text) {
            return this == VIEWS ? SqlLiterals.quote(text) : SqlLiterals.quoteStandard(text);
        }

        /** A value of the column as a literal of its type. */
        String literal(ColumnProfile column, String value) {
            return column.type().kind() == ColumnType.Kind.STRING ? text(value) : value;
        }
    }

    static String original(ColumnProfile column) {
        return column.name().isEmpty() ? column.sqlName() : column.name();
    }

    static String table(TableProfile table) {
        return standardName(table.name());
    }

    private static String standardName(String name) {
        return needsQuotes(name) ? SqlIdentifiers.quoteStandard(name) : name;
    }

    /** Whether some database would take the name for another one, or for a keyword. */
    static boolean needsQuotes(String name) {
        return !SqlIdentifiers.isPlain(name)
                || !name.equals(SqlIdentifiers.fold(name))
                || SqlIdentifiers.isKeyword(name)
                || MORE_RESERVED.contains(name);
    }

    /** A query with one number: how many rows, or groups of rows, violate the check. */
    static String violations(DataCheck check) {
        String table = table(check.table());
        if (check.rule() instanceof Rule.Unique) {
            String columns = names(check.columns());
            String missing = check.columns().stream()
                    .map(column -> Dialect.STANDARD.name(column) + " IS NULL")
                    .collect(Collectors.joining(" OR "));
            return "count(*) AS violations FROM (SELECT " + columns + " FROM " + table + " GROUP BY " + columns
                    + " HAVING count(*) > 1 OR " + missing + ") AS repeated";
        } else if (check.rule() instanceof Rule.Included included) {
            List<String> pairs = new ArrayList<>();
            List<String> filled = new ArrayList<>();
            for (int i = 0; i < check.columns().size(); i++) {
                String from = "child." + Dialect.STANDARD.name(check.columns().get(i));
                pairs.add("parent." + Dialect.STANDARD.name(included.toColumns().get(i)) + " = " + from);
                filled.add(from + " IS NOT NULL");
            }
            return "count(*) AS violations FROM " + table + " AS child WHERE " + String.join(" AND ", filled)
                    + " AND NOT EXISTS (SELECT 1 FROM " + table(included.to()) + " AS parent WHERE "
                    + String.join(" AND ", pairs) + ")";
        } else if (check.rule() instanceof Rule.Whole whole) {
            return "CASE WHEN " + whole.violation().in(Dialect.STANDARD) + " THEN 1 ELSE 0 END AS violations FROM "
                    + table;
        }
        return "count(*) AS violations FROM " + table + " WHERE " + violatingRow(check, Dialect.STANDARD);
    }

    /** The condition of violating rows, for the checks that look at one row at a time. */
    static String violatingRow(DataCheck check, Dialect dialect) {
        if (check.rule() instanceof Rule.Allowed allowed) {
            return notIn(check.columns().get(0), allowed.values(), dialect);
        } else if (check.rule() instanceof Rule.NoRow rows) {
            return rows.breaches().stream()
                    .map(breach -> breach.condition().in(dialect))
                    .collect(Collectors.joining(" OR "));
        }
        throw new IllegalArgumentException("not about single rows: " + check.name());
    }

    static String notIn(ColumnProfile column, List<String> values, Dialect dialect) {
        return values.stream()
                .map(value -> dialect.literal(column, value))
                .collect(Collectors.joining(", ", dialect.name(column) + " NOT IN (", ")"));
    }

    static String names(List<ColumnProfile> columns) {
        return columns.stream().map(Dialect.STANDARD::name).collect(Collectors.joining(", "));
    }
}
