package io.github.bigdatamigrator.comparison;

import io.github.bigdatamigrator.comparison.ColumnDrift.Role;
import io.github.bigdatamigrator.comparison.Difference.Kind;
import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.comparison.Differences.ColumnPair;
import io.github.bigdatamigrator.comparison.Differences.TablePair;
import io.github.bigdatamigrator.comparison.rows.RowComparison;
import io.github.bigdatamigrator.comparison.rows.RowDifferences;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * Compares two states of data by their profiles alone: reads no data and runs no Spark job. One comparison of unchanged
 * data in a thousand raises an alarm of drift, or fewer, whatever the number of tables and columns. One use, one
 * thread; takes time in proportion to the columns.
 */
public final class Comparison {
    /** The probability of an alarm of drift where nothing has changed. */
    public static final double FALSE_ALARMS = 0.001;

    private record Tested(String table, String column, DriftTest test) {}

    private final DataContext before;
    private final DataContext after;
    private final List<Difference> found = new ArrayList<>();
    private final List<Tested> tests = new ArrayList<>();
    /** A figure that differs by column, to be told where nothing drifts. */
    private final List<Tested> figures = new ArrayList<>();

    private Comparison(DataContext before, DataContext after) {
        this.before = before;
        this.after = after;
    }

    /** Compares the data before with the data after. */
    public static Differences of(DataContext before, DataContext after) {
        return new Comparison(before, after).differences();
    }

    /**
     * Compares by profiles and row by row: reads each table that has a counterpart, in Spark jobs.
     *
     * @param key columns by which rows are matched in the tables that have them all; otherwise, and for none, their own
     *     key
     * @param spark a session in UTC
     * @throws MigratorException BAD_INPUT if no table has the key
     */
    public static Differences ofRows(DataContext before, DataContext after, List<String> key, SparkSession spark) {
        Differences found = of(before, after);
        List<RowDifferences> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>(found.notes());
        boolean used = false;
        for (Map.Entry<TableProfile, TableProfile> pair :
                new TablePairing(before.tables(), after.tables()).pairs().entrySet()) {
            boolean has = !key.isEmpty()
                    && key.stream()
                            .allMatch(column -> pair.getKey().column(column).isPresent());
            used |= has;
            try {
                rows.add(RowComparison.of(pair.getKey(), pair.getValue())
                        .key(has ? key : List.of())
                        .run(spark));
            } catch (MigratorException e) {
                if (has || e.code() != ErrorCode.BAD_INPUT) {
                    throw e;
                }
                notes.add("Rows of " + pair.getKey().name() + " were not compared: " + e.getMessage());
            }
        }
        if (!key.isEmpty() && !used) {
            throw MigratorException.badInput("No table before has the key " + String.join(", ", key)
                    + ". Name columns as they are in the data.");
        }
        return found.withRows(rows, notes);
    }

    private Differences differences() {
        TablePairing tables = new TablePairing(before.tables(), after.tables());
        tables.removed().forEach(table -> table(Level.BREAKING, table, rows(table), "", "removed"));
        tables.added().forEach(table -> table(Level.CHANGE, table, "", rows(table), "added"));
        List<TablePair> pairs = new ArrayList<>();
        Map<TableProfile, Map<ColumnProfile, ColumnProfile>> allColumns = new HashMap<>();
        tables.pairs().forEach((a, b) -> {
            ColumnPairing columns = new ColumnPairing(a, b);
            allColumns.put(a, columns.pairs());
            found.addAll(new TableChanges(a, b, columns).differences());
            found.addAll(KeyChanges.differences(before, a, b, columns.pairs()));
            columns.pairs().forEach((one, other) -> test(a, one, b, other));
            pairs.add(new TablePair(
                    a.name(),
                    b.name(),
                    a.rows(),
                    b.rows(),
                    columns.pairs().entrySet().stream()
                            .map(pair -> new ColumnPair(
                                    pair.getKey().name(), pair.getValue().name()))
                            .toList()));
        });
        found.addAll(new ReferenceChanges(before, after, tables.pairs(), allColumns).differences());
        judge();
        found.sort(Difference.BY_SURPRISE);
        List<String> notes = new ArrayList<>(tables.notes());
        note(before, "before", notes);
        note(after, "after", notes);
        return new Differences(locations(before), locations(after), pairs, found, List.of(), notes, tests.size());
    }

    private static List<String> locations(DataContext context) {
        return context.tables().stream().map(TableProfile::location).toList();
    }

    private static void note(DataContext context, String which, List<String> notes) {
        if (context.run().partial()) {
            notes.add("The profile " + which + " was interrupted and covers only a part of the data.");
        }
    }

    private static String rows(TableProfile table) {
        return NumberFormat.count(table.rows(), "row");
    }

    private void table(Level level, TableProfile table, String had, String has, String change) {
        found.add(Difference.certain(level, Kind.TABLE, table.name(), null, "table", had, has, change));
    }

    private void test(TableProfile a, ColumnProfile one, TableProfile b, ColumnProfile other) {
        if (one.type().kind() == ColumnType.Kind.BINARY || other.type().kind() == ColumnType.Kind.BINARY) {
            return;
        }
        ColumnDrift drift = new ColumnDrift(one, a.rows(), other, b.rows(), role(a, one, b, other));
        drift.tests().forEach(test -> tests.add(new Tested(a.name(), one.name(), test)));
        if (drift.movesOn()) {
            found.add(Difference.certain(
                    Level.CHANGE,
                    Kind.RANGE,
                    a.name(),
                    one.name(),
                    "range",
                    ExactFigures.range(one),
                    ExactFigures.range(other),
                    "moves on"));
        } else if (a.rows() > 0 && b.rows() > 0) {
            ExactFigures.difference(one, a.rows(), other, b.rows())
                    .ifPresent(figure -> figures.add(new Tested(a.name(), one.name(), figure)));
        }
    }

    private Role role(TableProfile a, ColumnProfile one, TableProfile b, ColumnProfile other) {
        if (isPrimaryKey(a, one) || isPrimaryKey(b, other) || (isIdentifier(one) && isIdentifier(other))) {
            return Role.KEY;
        }
        return isReference(before, a, one) || isReference(after, b, other) ? Role.REFERENCE : Role.VALUE;
    }

    private static boolean isPrimaryKey(TableProfile table, ColumnProfile column) {
        return List.of(column.name()).equals(table.primaryKey());
    }

    /** Whole numbers and texts that never repeat are hardly measures. */
    private static boolean isIdentifier(ColumnProfile column) {
        ColumnType.Kind kind = column.type().kind();
        return column.unique().value()
                && column.unique().exact()
                && (kind == ColumnType.Kind.BIGINT || kind == ColumnType.Kind.STRING);
    }

    private static boolean isReference(DataContext context, TableProfile table, ColumnProfile column) {
        return context.relationships().stream()
                .anyMatch(edge -> edge.reliableKey()
                        && edge.fromTable().equals(table.name())
                        && edge.fromColumns().contains(column.name()));
    }

    /** Reports what is too unlikely for chance, each test corrected for their number (Bonferroni). */
    private void judge() {
        double correction = Math.log(Math.max(1, tests.size()));
        Set<List<String>> drifting = new HashSet<>();
        for (Tested tested : tests) {
            double probability = Math.exp(Math.min(0, tested.test().logProbability() + correction));
            if (probability <= FALSE_ALARMS) {
                drifting.add(List.of(tested.table(), tested.column()));
                found.add(tested.test().difference(Level.DRIFT, tested.table(), tested.column(), probability));
            }
        }
        for (Tested figure : figures) {
            if (!drifting.contains(List.of(figure.table(), figure.column()))) {
                found.add(figure.test().difference(Level.CHANCE, figure.table(), figure.column(), 1));
            }
        }
    }
}
