package io.github.bigdatamigrator.comparison;

import io.github.bigdatamigrator.comparison.Difference.Kind;
import io.github.bigdatamigrator.comparison.Difference.Level;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds references that held before and have orphans after. A reference that was not found again counts as broken only
 * if the figures of its columns prove it, since two samples of the same data may differ in what is found.
 */
final class ReferenceChanges {
    private final DataContext before;
    private final DataContext after;
    private final Map<TableProfile, TableProfile> tables;
    private final Map<TableProfile, Map<ColumnProfile, ColumnProfile>> columns;

    ReferenceChanges(
            DataContext before,
            DataContext after,
            Map<TableProfile, TableProfile> tables,
            Map<TableProfile, Map<ColumnProfile, ColumnProfile>> columns) {
        this.before = before;
        this.after = after;
        this.tables = tables;
        this.columns = columns;
    }

    List<Difference> differences() {
        List<Difference> found = new ArrayList<>();
        for (Relationship edge : before.relationships()) {
            Sides child = sides(edge.fromTable(), edge.fromColumns());
            Sides parent = sides(edge.toTable(), edge.toColumns());
            if (edge.reliableKey() && child != null && parent != null) {
                orphans(edge, child, parent)
                        .ifPresent(orphans -> found.add(Difference.certain(
                                Level.BREAKING,
                                Kind.REFERENCE,
                                edge.fromTable(),
                                String.join(", ", edge.fromColumns()),
                                "reference to " + edge.toTable(),
                                edge.orphanRows() == 0 ? "no orphans" : NumberFormat.count(edge.orphanRows(), "orphan"),
                                orphans,
                                "")));
            }
        }
        return found;
    }

    /** A table after, and its columns. */
    private record Sides(TableProfile table, List<ColumnProfile> columns) {
        List<String> names() {
            return columns.stream().map(ColumnProfile::name).toList();
        }
    }

    private @Nullable Sides sides(String name, List<String> names) {
        TableProfile table = before.table(name).orElse(null);
        TableProfile other = table == null ? null : tables.get(table);
        if (table == null || other == null) {
            return null;
        }
        Map<ColumnProfile, ColumnProfile> pairs = columns.getOrDefault(table, Map.of());
        List<ColumnProfile> others = names.stream()
                .map(column -> table.column(column).map(pairs::get))
                .flatMap(Optional::stream)
                .toList();
        return others.size() == names.size() ? new Sides(other, others) : null;
    }

    /** What is broken, in words; empty if nothing proves it. */
    private Optional<String> orphans(Relationship edge, Sides child, Sides parent) {
        Optional<Relationship> again = after.relationships().stream()
                .filter(other -> other.fromTable().equals(child.table().name())
                        && other.toTable().equals(parent.table().name())
                        && other.fromColumns().equals(child.names())
                        && other.toColumns().equals(parent.names()))
                .findFirst();
        if (again.isPresent()) {
            long orphans = again.get().orphanRows();
            return orphans > 0 && edge.orphanRows() == 0
                    ? Optional.of(NumberFormat.count(orphans, "orphan") + examples(again.get()))
                    : Optional.empty();
        }
        for (int i = 0; i < child.columns().size(); i++) {
            ColumnProfile from = child.columns().get(i);
            ColumnProfile to = parent.columns().get(i);
            if (edge.orphanRows() == 0 && isOutside(from, to)) {
                return Optional.of("values that " + edge.toTable() + " lacks: " + ExactFigures.range(from) + ", beyond "
                        + ExactFigures.range(to));
            } else if (edge.orphanRows() == 0
                    && from.distinct().exact()
                    && to.distinct().exact()
                    && from.distinct().value() > to.distinct().value()) {
                return Optional.of("more values than " + edge.toTable() + " has: "
                        + NumberFormat.of(from.distinct().value()) + " to "
                        + NumberFormat.of(to.distinct().value()));
            }
        }
        return Optional.empty();
    }

    private static String examples(Relationship edge) {
        return edge.orphanExamples().isEmpty() ? "" : ": " + DriftTest.shown(String.join(", ", edge.orphanExamples()));
    }

    private static boolean isOutside(ColumnProfile child, ColumnProfile parent) {
        return child.type().numeric()
                && parent.type().numeric()
                && (NumberDrift.place(child.max()) > NumberDrift.place(parent.max())
                        || NumberDrift.place(child.min()) < NumberDrift.place(parent.min()));
    }
}
