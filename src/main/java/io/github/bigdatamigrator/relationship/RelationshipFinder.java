package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.Uniqueness;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Finds the keys of tables and the foreign keys between and within them. Costs no scan for the candidates; then no job
 * where the sketches hold every value that matters or the keys fill a range of numbers, else one shuffle over the
 * columns that are not settled, and a second one only for large tables in which the likeliest combination of columns is
 * no key, or whose rows are not clustered as the first ones are; and, for each chosen edge whose orphans the sketches
 * do not know, one read of its child column to show some. Driver only.
 */
public final class RelationshipFinder {
    private final SparkSession spark;
    private final Function<TableProfile, Dataset<Row>> views;

    /** @param views gives the rows of a profiled table by SQL names */
    public RelationshipFinder(SparkSession spark, Function<TableProfile, Dataset<Row>> views) {
        this.spark = spark;
        this.views = views;
    }

    public RelationshipFindings find(List<TableFacts> tables) {
        List<TableProfile> profiles = tables.stream().map(TableFacts::profile).toList();
        List<KeyTable> facts = tables.stream().map(KeyTable::of).toList();
        KeyGraph graph = KeyGraph.of(
                facts, new InclusionDependencyJob(spark, views, profiles, facts), EnumSet.allOf(EvidenceRule.class));
        List<Relationship> relationships = new ArrayList<>();
        for (ForeignKeySelector.Chosen chosen : graph.edges()) {
            relationships.add(relationship(facts, graph.counts(), chosen));
        }
        List<TableProfile> withKeys = new ArrayList<>();
        for (int table = 0; table < profiles.size(); table++) {
            withKeys.add(withKeys(profiles.get(table), table, graph));
        }
        return new RelationshipFindings(withKeys, relationships);
    }

    private static Relationship relationship(
            List<KeyTable> tables, ExactOverlaps counts, ForeignKeySelector.Chosen chosen) {
        CandidateEdge edge = chosen.score().edge();
        Containment share = chosen.score().share();
        boolean repeats = counts.values(edge.child()) > counts.distinct(edge.child());
        CandidateEdge rival = chosen.rival();
        return new Relationship(
                tables.get(edge.child().table()).name(),
                columnNames(tables, edge.child()),
                tables.get(edge.parent().table()).name(),
                columnNames(tables, edge.parent()),
                repeats ? Relationship.Cardinality.MANY_TO_ONE : Relationship.Cardinality.ONE_TO_ONE,
                share.distinct(),
                share.rows(),
                share.orphanRows(),
                counts.orphans(edge),
                chosen.confidence(),
                chosen.score().evidence(),
                rival == null
                        ? null
                        : tables.get(rival.parent().table()).name() + "."
                                + String.join(", ", columnNames(tables, rival.parent())));
    }

    /** The table with its key, and with what the shuffle settled about single columns. */
    private static TableProfile withKeys(TableProfile profile, int table, KeyGraph graph) {
        List<ColumnProfile> columns = new ArrayList<>(profile.columns());
        for (int i = 0; i < columns.size(); i++) {
            ColumnSet probe = ColumnSet.of(table, i);
            ColumnProfile column = columns.get(i);
            if (graph.counts().counted(probe)
                    && !(column.unique().exact() && column.distinct().exact())) {
                long distinct = graph.counts().distinct(probe);
                boolean unique = distinct == graph.counts().values(probe);
                columns.set(i, column.withDistinct(Count.exactly(distinct), new Uniqueness(unique, true)));
            }
        }
        ColumnSet key = graph.keys().of(table);
        TableProfile result =
                profile.withColumns(columns).withPrimaryKey(key == null ? null : columnNames(graph.tables(), key));
        Problem fault = key == null ? null : fault(graph, key);
        return fault == null ? result : result.withProblem(fault);
    }

    private static @Nullable Problem fault(KeyGraph graph, ColumnSet key) {
        KeyTable table = graph.tables().get(key.table());
        String names = String.join(", ", columnNames(graph.tables(), key));
        if (table.rows() == 0) {
            return new Problem(table.name(), "has no rows; its key " + names + " is taken from the names alone", 1);
        }
        long faults = table.rows() - graph.counts().distinct(key);
        if (faults == 0) {
            return null;
        }
        List<String> examples = graph.counts().repeated(key);
        return new Problem(
                table.name() + "." + names,
                "is the table's key but for rows that repeat its value or lack one"
                        + (examples.isEmpty() ? "" : "; repeated: " + String.join(", ", examples)),
                faults);
    }

    static List<String> columnNames(List<KeyTable> tables, ColumnSet probe) {
        return probe.columns().stream()
                .map(column -> tables.get(probe.table()).column(column).name())
                .toList();
    }
}
