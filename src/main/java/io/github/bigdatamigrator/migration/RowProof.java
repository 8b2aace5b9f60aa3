package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.comparison.rows.ChangeKind;
import io.github.bigdatamigrator.comparison.rows.RowComparison;
import io.github.bigdatamigrator.comparison.rows.RowDifferences;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.ColumnChanges;
import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DeclaredFacts;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.migration.MigrationPlan.Column;
import io.github.bigdatamigrator.migration.MigrationPlan.Table;
import io.github.bigdatamigrator.schema.TargetType;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Compares a loaded table with its source, row by row. The target is read by a profile that follows from the source's
 * and the plan, so that it is read once and not profiled first.
 */
final class RowProof {
    private static final int MOST_EXAMPLES = 5;
    private static final Set<ChangeKind> BLANKS = Set.of(ChangeKind.TRIMMING);

    private RowProof() {}

    /**
     * Reads both tables, and both once more if rows differ.
     *
     * @param location of the loaded table, as a user would name it
     * @param rows of the loaded table
     */
    static TableProof of(
            SparkSession session, TableProfile source, Table table, String location, Origin origin, long rows) {
        RowDifferences found = RowComparison.of(source(source, table), target(source, table, location, origin, rows))
                .columns(table.columns().stream()
                        .collect(Collectors.toMap(column -> named(source, column), Column::name)))
                .key(table.primaryKey().stream()
                        .map(key -> named(source, table.column(key)))
                        .toList())
                .run(session);
        List<String> rules = new ArrayList<>();
        found.rules()
                .forEach(rule -> rules.add(rule.column() + ": "
                        + rule.rule().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        long explained = 0;
        List<String> examples = new ArrayList<>();
        for (ColumnChanges changes : found.columns()) {
            boolean trimmed = table.columns().stream()
                            .noneMatch(column ->
                                    column.asWritten() && named(source, column).equals(changes.column()))
                    && BLANKS.containsAll(changes.kinds().keySet());
            if (trimmed) {
                rules.add(changes.column() + ": blanks around values are left out, as planned ("
                        + NumberFormat.count(changes.cells(), "cell") + ")");
                explained++;
            } else {
                changes.examples().stream()
                        .limit(MOST_EXAMPLES)
                        .forEach(change -> examples.add(changes.column() + " of " + change.key() + ": “"
                                + change.before() + "” became “" + change.after() + "”"));
            }
        }
        found.missing().stream().limit(MOST_EXAMPLES).forEach(row -> examples.add("missing: " + row.values()));
        found.extra().stream().limit(MOST_EXAMPLES).forEach(row -> examples.add("extra: " + row.values()));
        long changed = explained == found.columns().size() ? 0 : found.rows().changed();
        found.schema()
                .incomparable()
                .forEach(conflict -> examples.add("not compared: " + conflict.column() + ", " + conflict.before()
                        + " in the source and " + conflict.after() + " in the target"));
        return new TableProof(
                found.rows().missing(), found.rows().extra() + changed, List.copyOf(rules), List.copyOf(examples));
    }

    private static String named(TableProfile source, Column column) {
        return profile(source, column).name();
    }

    private static ColumnProfile profile(TableProfile source, Column column) {
        return source.columns().stream()
                .filter(one -> one.sqlName().equals(column.source()))
                .findFirst()
                .orElseThrow();
    }

    /** The source with blanks only where they are loaded too. */
    private static TableProfile source(TableProfile source, Table table) {
        Set<String> asWritten = table.columns().stream()
                .filter(Column::asWritten)
                .map(Column::source)
                .collect(Collectors.toSet());
        return source.withColumns(source.columns().stream()
                .map(column -> asWritten.contains(column.sqlName())
                        ? column
                        : copy(
                                column,
                                column.name(),
                                column.type(),
                                column.pattern(),
                                column.nullMarkers(),
                                ColumnFindings.NONE))
                .toList());
    }

    private static TableProfile target(TableProfile source, Table table, String location, Origin origin, long rows) {
        Map<String, String> names = new HashMap<>();
        List<ColumnProfile> columns = new ArrayList<>();
        List<DeclaredFacts.Column> declared = new ArrayList<>();
        for (Column column : table.columns()) {
            ColumnProfile profile = profile(source, column);
            names.put(column.source(), column.name());
            columns.add(copy(profile, column.name(), type(column.type()), null, List.of(), findings(profile, column)));
            declared.add(
                    new DeclaredFacts.Column(column.name(), SchemaNames.type(column.type()), column.notNull(), null));
        }
        List<String> key = table.primaryKey().stream().map(names::get).toList();
        return new TableProfile(
                table.name(),
                source.sqlName(),
                location,
                origin,
                rows,
                columns,
                List.of(),
                key.isEmpty() ? null : key,
                List.of(),
                List.of(),
                null,
                source.correlations(),
                new DeclaredFacts(null, declared, key, List.of(), List.of(), List.of()));
    }

    /** A text that was loaded with its blanks has them in the target too, and is read with them. */
    private static ColumnFindings findings(ColumnProfile source, Column column) {
        return column.asWritten() ? source.findings() : ColumnFindings.NONE;
    }

    private static ColumnProfile copy(
            ColumnProfile column,
            String name,
            ColumnType type,
            @Nullable String pattern,
            List<String> nullMarkers,
            ColumnFindings findings) {
        return new ColumnProfile(
                name,
                column.sqlName(),
                type,
                pattern,
                null,
                nullMarkers,
                column.nulls(),
                column.distinct(),
                column.unique(),
                column.min(),
                column.max(),
                column.mean(),
                column.stddev(),
                column.sum(),
                column.quantiles(),
                column.lengths(),
                List.of(),
                List.of(),
                findings);
    }

    private static ColumnType type(TargetType type) {
        return switch (type.kind()) {
            case BOOLEAN -> ColumnType.BOOLEAN;
            case INTEGER -> ColumnType.BIGINT;
            case DECIMAL -> ColumnType.decimal(type.size(), type.scale());
            case DOUBLE -> ColumnType.DOUBLE;
            case DATE -> ColumnType.DATE;
            case TIMESTAMP -> ColumnType.TIMESTAMP;
            case TEXT -> ColumnType.STRING;
            case BINARY -> ColumnType.BINARY;
        };
    }

    /** The loaded table of a database. */
    static Origin jdbc(Table table, String location) {
        String kinds = table.columns().stream()
                .map(column -> '"' + kind(column.type()) + '"')
                .collect(Collectors.joining(",", "[", "]"));
        return Origin.ofTable("jdbc", location, null).withSchema(kinds);
    }

    /** How the database's column is read. */
    private static String kind(TargetType type) {
        return switch (type.kind()) {
            case BOOLEAN, DECIMAL, DOUBLE, DATE, TIMESTAMP, TEXT -> type.kind().name();
            case INTEGER -> "BIGINT";
            case BINARY -> "BYTES";
        };
    }
}
