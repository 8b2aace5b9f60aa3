package io.github.bigdatamigrator.comparison;

import io.github.bigdatamigrator.comparison.Difference.Kind;
import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.context.ColumnFindings.Order;
import io.github.bigdatamigrator.context.ColumnFindings.Semantics;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.SemanticKind;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds keys whose values repeat, or are missing, where they did not before. That breaks something only if the column
 * was a key for a reason: it is declared, referred to, named or numbered as one, or so many rows do not differ by
 * chance. Stateless.
 */
final class KeyChanges {
    private static final Pattern ID = Pattern.compile("(?i:.*[_\\- .])?(?i:id|uuid|guid)|.*\\p{Ll}I[dD]");
    /** Fewer rows are numbered or different by chance. */
    private static final int FEW_ROWS = 20;

    private KeyChanges() {}

    static List<Difference> differences(
            DataContext before, TableProfile a, TableProfile b, Map<ColumnProfile, ColumnProfile> columns) {
        List<String> key = a.primaryKey();
        if (key == null || a.keyUndecided() || b.rows() == 0) {
            return List.of();
        }
        List<ColumnProfile> parts =
                key.stream().map(a::column).flatMap(Optional::stream).toList();
        List<ColumnProfile> after = parts.stream()
                .flatMap(part -> Optional.ofNullable(columns.get(part)).stream())
                .toList();
        if (after.size() < key.size()) {
            return List.of();
        }
        List<Difference> found = new ArrayList<>();
        long repeated = repeated(b, after);
        Level level = isReal(before, a, parts, b, repeated) ? Level.BREAKING : Level.CHANGE;
        String names = String.join(", ", key);
        if (repeated > 0) {
            String verb = repeated == 1 ? " repeats" : " repeat";
            String rows = NumberFormat.count(repeated, "row") + verb + " a value";
            found.add(Difference.certain(level, Kind.KEY, a.name(), names, "key", "unique", rows, ""));
        }
        for (ColumnProfile part : after) {
            if (part.nulls() > 0) {
                String rows = NumberFormat.count(part.nulls(), "row") + " without a value";
                found.add(Difference.certain(level, Kind.KEY, a.name(), names, "key", "no nulls", rows, ""));
            }
        }
        return found;
    }

    /** Rows that surely repeat the key of another row: a lower bound where the distinct values are estimated. */
    private static long repeated(TableProfile table, List<ColumnProfile> key) {
        if (key.size() > 1) {
            return table.duplicates() != null && table.duplicates().certain()
                    ? table.duplicates().rows() - table.duplicates().error()
                    : 0;
        }
        ColumnProfile column = key.get(0);
        if (column.unique().value() || !column.unique().exact()) {
            return 0;
        }
        double atMost = column.distinct().value()
                * (1 + SampleTests.surely95(column.distinct().relativeError()));
        return Math.max(1, table.rows() - column.nulls() - Math.round(atMost));
    }

    private static boolean isReal(
            DataContext before, TableProfile a, List<ColumnProfile> key, TableProfile b, long repeated) {
        List<String> names = key.stream().map(ColumnProfile::name).toList();
        if (a.declared() != null && a.declared().primaryKey().equals(names)) {
            return true;
        }
        // The probability that all pairs of equal rows are among those after, if they are anywhere by chance.
        double pairs = Math.pow(b.rows(), 2) / (Math.pow(a.rows(), 2) + Math.pow(b.rows(), 2));
        boolean referred = before.relationships().stream()
                .anyMatch(edge -> edge.reliableKey()
                        && edge.toTable().equals(a.name())
                        && edge.toColumns().equals(names));
        return a.rows() >= FEW_ROWS
                && (referred
                        || Math.pow(pairs, repeated) < Comparison.FALSE_ALARMS
                        || (key.size() == 1 && isIdentifier(key.get(0), a.rows())));
    }

    private static boolean isIdentifier(ColumnProfile column, long rows) {
        Order order = column.findings().order();
        Semantics semantics = column.findings().semantics();
        return order == Order.STRICTLY_ASCENDING
                || order == Order.STRICTLY_DESCENDING
                || (semantics != null && semantics.kind() == SemanticKind.UUID)
                || ID.matcher(column.name()).matches()
                || (column.type().kind() == ColumnType.Kind.BIGINT
                        && NumberDrift.place(column.max()) - NumberDrift.place(column.min()) < 2.0 * rows);
    }
}
