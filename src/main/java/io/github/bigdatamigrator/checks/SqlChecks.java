package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.sql.SqlLiterals;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;
import java.util.stream.Stream;

/** Writes checks as SQL: each statement returns the name of a check and the number of its violations. */
final class SqlChecks {
    private SqlChecks() {}

    static String script(List<DataCheck> checks, String title) {
        StringBuilder script = new StringBuilder("-- " + line(title) + ": " + NumberFormat.count(checks.size(), "check")
                + ", the most surprising to break first.\n"
                + "-- Each statement returns the name of a check and its violations; 0 means that it holds.\n");
        if (checks.stream().anyMatch(SqlChecks::needsQuotes)) {
            script.append("-- In Spark, first: SET spark.sql.ansi.doubleQuotedIdentifiers = true;\n");
        }
        for (DataCheck check : checks) {
            String says = check.table().name() + ": " + check.text();
            script.append("\n-- " + (check.isError() ? "" : "Warning: ") + line(says) + "\n-- ("
                    + line(check.reason()) + ")\nSELECT " + SqlLiterals.quoteStandard(check.name())
                    + " AS check_name, " + CheckSql.violations(check) + ";\n");
        }
        return script.toString();
    }

    private static boolean needsQuotes(DataCheck check) {
        return Stream.concat(
                        Stream.of(check.table().name()),
                        check.columns().stream().map(ColumnProfile::name))
                .anyMatch(CheckSql::needsQuotes);
    }

    /** A text that cannot end a comment. */
    private static String line(String text) {
        return text.replaceAll("\\R|\\p{Cc}", " ");
    }
}
