package io.github.bigdatamigrator.query.counting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.ExprId;

/**
 * Describes what each row of a plan is made of: one row of each source, with the functional dependencies between
 * sources and columns. Immutable.
 *
 * @param sources the sources whose rows are combined
 * @param dependencies what determines what; also holds within one group of {@code sources} that were grouped
 * @param lineage the sources that the value of each column comes from
 * @param links sources that one condition compares
 */
record RowSources(
        List<RowSource> sources,
        List<Dependency> dependencies,
        Map<ExprId, Set<RowSource>> lineage,
        List<Set<RowSource>> links) {

    /**
     * Rows that agree in {@code from} agree in {@code to}.
     *
     * @param from columns ({@link ExprId}) and sources
     * @param to as {@code from}
     */
    record Dependency(Set<?> from, Set<?> to) {}

    /** Everything that these columns and sources determine. */
    Set<Object> closure(Collection<?> given) {
        Set<Object> known = new HashSet<>(given);
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Dependency each : dependencies) {
                if (!known.containsAll(each.to()) && known.containsAll(each.from())) {
                    known.addAll(each.to());
                    grows = true;
                }
            }
        }
        return known;
    }

    RowSources with(Dependency more) {
        List<Dependency> all = new ArrayList<>(dependencies);
        all.add(more);
        return new RowSources(sources, all, lineage, links);
    }

    /** The same rows, all of whose sources are connected. */
    RowSources linked() {
        List<Set<RowSource>> all = new ArrayList<>(links);
        all.add(Set.copyOf(sources));
        return new RowSources(sources, dependencies, lineage, all);
    }

    /** The sources whose value a column has; empty if it is not known. */
    Set<RowSource> of(ExprId column) {
        return lineage.getOrDefault(column, Set.of());
    }

    /** Whether conditions connect two sources, directly or through others. */
    boolean connected(RowSource one, RowSource other) {
        Set<RowSource> reached = new LinkedHashSet<>(Set.of(one));
        boolean grows = true;
        while (grows && !reached.contains(other)) {
            grows = false;
            for (Set<RowSource> link : links) {
                if (link.stream().anyMatch(reached::contains)) {
                    grows |= reached.addAll(link);
                }
            }
        }
        return reached.contains(other);
    }
}
