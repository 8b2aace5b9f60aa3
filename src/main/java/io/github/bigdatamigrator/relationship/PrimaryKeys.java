package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.Uniqueness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chosen primary key of each table, settled by exact counts. */
final class PrimaryKeys {
    private final Map<Integer, Probe> chosen = new HashMap<>();

    private PrimaryKeys() {}

    static PrimaryKeys choose(
            List<TableProfile> tables,
            KeyChoice choice,
            ProbePlan plan,
            Tally tally,
            Map<Integer, List<Probe>> tuples) {
        PrimaryKeys result = new PrimaryKeys();
        for (int table = 0; table < tables.size(); table++) {
            long rows = tables.get(table).rows();
            Optional<Probe> single = choice.single(table).stream()
                    .filter(probe -> plan.has(probe) ? unique(probe, plan, tally, rows) : rows > 0)
                    .findFirst();
            List<Probe> composite = tuples.getOrDefault(table, List.of()).stream()
                    .filter(probe -> unique(probe, plan, tally, rows))
                    .toList();
            Optional<Probe> junction =
                    composite.stream().filter(choice::junction).findFirst();
            if (junction.isPresent()) {
                result.chosen.put(table, junction.get());
            } else if (single.isPresent() && choice.score(table, single.get().column()) >= KeyChoice.ENOUGH) {
                result.chosen.put(table, single.get());
            } else if (!composite.isEmpty()) {
                result.chosen.put(table, composite.get(0));
            } else if (single.isPresent()) {
                result.chosen.put(table, single.get());
            }
        }
        return result;
    }

    @Nullable
    Probe of(int table) {
        return chosen.get(table);
    }

    boolean isKey(Probe probe) {
        return probe.equals(chosen.get(probe.table()));
    }

    /** Tables with their keys, and with what the shuffle settled exactly about single columns. */
    List<TableProfile> apply(List<TableProfile> tables, ProbePlan plan, Tally tally) {
        List<TableProfile> result = new ArrayList<>();
        for (int table = 0; table < tables.size(); table++) {
            List<ColumnProfile> columns = new ArrayList<>(tables.get(table).columns());
            for (Probe probe : plan.probes()) {
                if (probe.table() == table && probe.columns().size() == 1) {
                    int number = plan.number(probe);
                    columns.set(
                            probe.column(),
                            settled(columns.get(probe.column()), tally.distinct(number), tally.rows(number)));
                }
            }
            Probe key = chosen.get(table);
            result.add(tables.get(table)
                    .withColumns(columns)
                    .withPrimaryKey(key == null ? null : RelationshipFinder.columnNames(tables, key)));
        }
        return result;
    }

    private static ColumnProfile settled(ColumnProfile column, long distinct, long rows) {
        return column.unique().exact() && column.distinct().exact()
                ? column
                : column.withDistinct(Count.exactly(distinct), new Uniqueness(distinct == rows, true));
    }

    private static boolean unique(Probe probe, ProbePlan plan, Tally tally, long rows) {
        int number = plan.number(probe);
        return rows > 0 && tally.rows(number) == rows && tally.distinct(number) == rows;
    }
}
