package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Holds a test of the data.
 *
 * @param says what holds of the columns, or for checks of whole tables the whole sentence
 * @param reason the figures of the profile that justify it
 * @param surprise how unlikely a breach is while the data is sound, in bits: the rows that speak for it, and names
 */
record DataCheck(
        Kind kind,
        TableProfile table,
        List<ColumnProfile> columns,
        Rule rule,
        String says,
        String reason,
        double surprise) {
    /**
     * From here on a breach is an error; below, a warning. A thousand rows without exception, or a name, say so much.
     */
    private static final double ERROR_BITS = CheckRules.bits(999);

    private static final int MAX_SHOWN = 30; // columns or conditions in a sentence

    DataCheck {
        columns = List.copyOf(columns);
    }

    /** What a check is about. */
    enum Kind {
        KEY("key", "uniqueness"),
        REFERENCE("reference", "consistency"),
        REQUIRED("required", "completeness"),
        VALUES("values", "conformity"),
        PLAUSIBLE("plausible", "accuracy"),
        USUAL("usual", "coverage"),
        FRESH("fresh", "timeliness");

        /** The last part of the check's name. */
        final String word;
        /** The dimension of data quality, as ODCS lists them. */
        final String dimension;

        Kind(String word, String dimension) {
            this.word = word;
            this.dimension = dimension;
        }
    }

    /** What the check demands. */
    sealed interface Rule {
        /** No two rows agree in all columns, and none is null. */
        record Unique() implements Rule {}

        /** The other table has the values of every row whose columns are not null. */
        record Included(TableProfile to, List<ColumnProfile> toColumns) implements Rule {}

        /** The column has no other values; nulls are ignored. */
        record Allowed(List<String> values) implements Rule {}

        /** No row fulfils any of the conditions. */
        record NoRow(List<Breach> breaches) implements Rule {}

        /** The table does not fulfil the condition, which is about aggregates. */
        record Whole(Condition violation) implements Rule {}
    }

    /**
     * A condition that no row fulfils.
     *
     * @param says what holds of the columns instead
     */
    record Breach(List<ColumnProfile> columns, String says, Condition condition) {}

    /** A boolean expression in the SQL of a dialect. */
    interface Condition {
        String in(CheckSql.Dialect dialect);
    }

    /** What holds, in a sentence. */
    String text() {
        if (rule instanceof Rule.Whole) {
            return says;
        } else if (kind == Kind.PLAUSIBLE && rule instanceof Rule.NoRow rows) {
            return shortened(
                    rows.breaches().stream()
                            .map(breach -> CheckRules.shown(breach.columns()) + " " + breach.says())
                            .toList(),
                    "; ");
        }
        return shortened(columns.stream().map(CheckSql::original).toList(), ", ") + " " + says;
    }

    private static String shortened(List<String> parts, String separator) {
        int more = parts.size() - MAX_SHOWN;
        String shown = parts.stream().limit(MAX_SHOWN).collect(Collectors.joining(separator));
        return more <= 0 ? shown : shown + separator + more + " more";
    }

    DataCheck withBreaches(List<Breach> some) {
        List<ColumnProfile> about = some.stream()
                .flatMap(breach -> breach.columns().stream())
                .distinct()
                .toList();
        return new DataCheck(kind, table, about, new Rule.NoRow(some), says, reason, surprise);
    }

    boolean isError() {
        return surprise >= ERROR_BITS;
    }

    /** The name, of letters, digits and underscores: {@code orders__customer_id_reference}. */
    String name() {
        String about = switch (kind) {
            case KEY, REFERENCE, VALUES ->
                columns.stream().map(column -> "__" + column.sqlName()).collect(Collectors.joining());
            case REQUIRED, PLAUSIBLE, USUAL, FRESH -> "";
        };
        return table.sqlName() + about + "_" + kind.word;
    }
}
