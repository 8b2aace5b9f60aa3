package io.github.bigdatamigrator.relationship.expression;

import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Relationship.Cardinality;
import io.github.bigdatamigrator.relationship.ExpressionOverlaps;
import io.github.bigdatamigrator.relationship.ExpressionOverlaps.Overlap;
import io.github.bigdatamigrator.relationship.RelationshipFinder.RelationshipFindings;
import io.github.bigdatamigrator.relationship.RelationshipFinder.TableFacts;
import io.github.bigdatamigrator.relationship.expression.Proposal.ColumnId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Adds the references that hold between expressions to the foreign keys. Costs nothing on the full data where the
 * sketches suggest none, else one job, and another for the orphans of each. Driver only.
 */
public final class ExpressionReferences {
    private final Columns columns;
    private final double confidence;
    private final List<Relationship> result;

    private ExpressionReferences(Columns columns, double confidence) {
        this.columns = columns;
        this.confidence = confidence;
        result = new ArrayList<>(columns.foreignKeys());
    }

    /**
     * Returns the foreign keys and the references between expressions, by child table.
     *
     * @param confidence from 0 to 1; references below are marked as possible only
     */
    public static List<Relationship> add(
            List<TableFacts> tables, RelationshipFindings findings, ExpressionOverlaps overlaps, double confidence) {
        return new ExpressionReferences(new Columns(tables, findings), confidence).find(overlaps);
    }

    private List<Relationship> find(ExpressionOverlaps overlaps) {
        List<List<Proposal>> groups = new ArrayList<>(new ConditionalReferences(columns).find());
        new ListReferences(columns).find().forEach(one -> groups.add(List.of(one)));
        new RewrittenReferences(columns).find().forEach(one -> groups.add(List.of(one)));
        List<Proposal> open = groups.stream()
                .flatMap(List::stream)
                .filter(one -> one.known() == null)
                .toList();
        List<Overlap> counted = open.isEmpty()
                ? List.of()
                : overlaps.count(open.stream().map(Proposal::pair).toList());
        Iterator<Overlap> next = counted.iterator();
        Map<Proposal, Overlap> counts = new HashMap<>();
        groups.forEach(group -> group.forEach(one -> {
            Overlap known = one.known();
            counts.put(one, known == null ? next.next() : known);
        }));
        Set<ColumnId> taken = new HashSet<>();
        for (List<Proposal> group : groups) {
            List<Proposal> held = group.stream()
                    .filter(one -> one.holds(Objects.requireNonNull(counts.get(one))))
                    .toList();
            // One branch alone of a conditional reference says nothing.
            if (!held.isEmpty()
                    && (group.size() == 1 || held.size() > 1)
                    && taken.add(held.get(0).child())) {
                if (held.get(0).join().condition() != null) {
                    result.remove(columns.foreignKey(held.get(0).child()));
                }
                held.forEach(one -> result.add(relationship(one, Objects.requireNonNull(counts.get(one)))));
            }
        }
        List<String> order =
                columns.tables().stream().map(table -> table.name()).toList();
        result.sort(Comparator.comparingInt(edge -> order.indexOf(edge.fromTable())));
        return result;
    }

    private Relationship relationship(Proposal proposal, Overlap counted) {
        Cardinality cardinality = proposal.join().delimiter() != null
                ? Cardinality.MANY_TO_MANY
                : counted.rows() > counted.distinct() ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_ONE;
        return new Relationship(
                columns.tables().get(proposal.child().table()).name(),
                List.of(columns.profile(proposal.child()).name()),
                columns.tables().get(proposal.parent().table()).name(),
                List.of(columns.profile(proposal.parent()).name()),
                cardinality,
                (double) counted.containedDistinct() / counted.distinct(),
                (double) counted.containedRows() / counted.rows(),
                counted.rows() - counted.containedRows(),
                counted.orphans().get(),
                proposal.confidence(counted),
                proposal.evidence(),
                null,
                proposal.confidence(counted) < confidence ? Relationship.Standing.POSSIBLE : null,
                proposal.join());
    }
}
