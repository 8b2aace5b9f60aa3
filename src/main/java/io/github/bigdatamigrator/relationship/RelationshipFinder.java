package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.Uniqueness;
import io.github.bigdatamigrator.relationship.ForeignKeySelector.SelectedEdge;
import io.github.bigdatamigrator.sketch.TableSketch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Finds the keys of tables and the foreign keys between and within them. Candidates cost no scan. Counts cost no job
 * where the sketches have every relevant value or the keys fill a range of numbers; otherwise one shuffle over the
 * columns that are not settled, and a second one only for large tables whose likeliest tuple is no key or whose rows
 * are not clustered as the first ones are. Each selected edge whose orphans the sketches do not have costs one read of
 * its child column for examples. Driver only.
 */
public final class RelationshipFinder {
    private final Supplier<SparkSession> spark;
    private final Function<TableProfile, Dataset<Row>> views;
    private final @Nullable LocalRows here;
    private final double confidence;

    /**
     * @param spark gives the session when a job is needed
     * @param views gives the rows of a profiled table by SQL names
     * @param here reads tables without Spark where it can; null if it never can
     * @param confidence from 0 to 1; references below are marked as possible only
     */
    public RelationshipFinder(
            Supplier<SparkSession> spark,
            Function<TableProfile, Dataset<Row>> views,
            @Nullable LocalRows here,
            double confidence) {
        this.spark = spark;
        this.views = views;
        this.here = here;
        this.confidence = confidence;
    }

    public RelationshipFindings find(List<TableFacts> scanned) {
        List<TableFacts> tables = DeclaredKeys.settled(scanned);
        List<TableProfile> profiles = tables.stream().map(TableFacts::profile).toList();
        List<KeyTable> facts = tables.stream().map(KeyTable::of).toList();
        KeyGraph graph = KeyGraph.of(
                facts,
                new InclusionDependencyJob(spark, views, here, profiles, facts),
                EnumSet.allOf(EvidenceRule.class),
                DeclaredKeys.of(profiles));
        List<Relationship> relationships =
                graph.edges().stream().map(edge -> relationship(graph, edge)).toList();
        List<TableProfile> withKeys = IntStream.range(0, profiles.size())
                .mapToObj(table -> withDeclarations(withKeys(profiles.get(table), table, graph), table, graph))
                .toList();
        return new RelationshipFindings(withKeys, relationships, new ReferenceNames(graph));
    }

    private Relationship relationship(KeyGraph graph, SelectedEdge selected) {
        NamedTables tables = graph.tables();
        ExactOverlaps overlaps = graph.overlaps();
        CandidateEdge edge = selected.score().edge();
        Containment containment = selected.score().containment();
        boolean repeats = overlaps.values(edge.child()) > overlaps.distinct(edge.child());
        CandidateEdge rival = selected.rival();
        return new Relationship(
                tables.table(edge.child().table()).name(),
                tables.columnNames(edge.child()),
                tables.table(edge.parent().table()).name(),
                tables.columnNames(edge.parent()),
                repeats ? Relationship.Cardinality.MANY_TO_ONE : Relationship.Cardinality.ONE_TO_ONE,
                containment.distinct(),
                containment.rows(),
                containment.orphanRows(),
                overlaps.orphans(edge),
                selected.confidence(),
                selected.score().evidence(),
                rival == null
                        ? null
                        : tables.table(rival.parent().table()).name() + "."
                                + String.join(", ", tables.columnNames(rival.parent())),
                graph.implied(edge)
                        ? Relationship.Standing.IMPLIED
                        : selected.confidence() < confidence ? Relationship.Standing.POSSIBLE : null,
                null);
    }

    /** Adds the key to a table, and the exact counts of single columns that the shuffle found. */
    private static TableProfile withKeys(TableProfile profile, int table, KeyGraph graph) {
        ExactOverlaps overlaps = graph.overlaps();
        List<ColumnProfile> columns = new ArrayList<>(profile.columns());
        for (int i = 0; i < columns.size(); i++) {
            ColumnSet single = ColumnSet.of(table, i);
            ColumnProfile column = columns.get(i);
            if (overlaps.counted(single)
                    && !(column.unique().exact() && column.distinct().exact())) {
                long distinct = overlaps.distinct(single);
                Uniqueness unique = new Uniqueness(distinct == overlaps.values(single), true);
                columns.set(i, column.withDistinct(Count.exactly(distinct), unique));
            }
        }
        ColumnSet key = graph.keys().of(table);
        if (key == null) {
            return profile.withColumns(columns).withPrimaryKey(null, List.of());
        }
        List<String> names = graph.tables().columnNames(key);
        List<List<String>> rivals = graph.keys().rivals().getOrDefault(table, List.of()).stream()
                .map(graph.tables()::columnNames)
                .toList();
        TableProfile result = profile.withColumns(columns).withPrimaryKey(names, rivals);
        Problem problem =
                graph.declared().keys().containsKey(table) ? null : problem(graph, key, String.join(", ", names));
        return problem == null ? result : result.withProblem(problem);
    }

    private static TableProfile withDeclarations(TableProfile profile, int table, KeyGraph graph) {
        TableProfile result = profile;
        for (Problem problem : graph.declared().problems(graph, table, profile.declared() != null)) {
            result = result.withProblem(problem);
        }
        return result;
    }

    private static @Nullable Problem problem(KeyGraph graph, ColumnSet key, String names) {
        KeyTable table = graph.tables().table(key.table());
        if (table.rows() == 0) {
            return new Problem(table.name(), "has no rows; its key " + names + " is taken from the names alone", 1);
        }
        long faults = table.rows() - graph.overlaps().distinct(key);
        if (faults == 0) {
            return null;
        }
        List<String> examples = graph.overlaps().repeated(key);
        return new Problem(
                table.name() + "." + names,
                "is the table's key except in rows that repeat its value or lack one"
                        + (examples.isEmpty() ? "" : "; repeated: " + String.join(", ", examples)),
                faults);
    }

    /** A profiled table without keys: its profile and its sketches, in the same order of columns. */
    public record TableFacts(TableProfile profile, TableSketch sketch) {}

    /**
     * Tables with their keys, and the selected foreign keys between them.
     *
     * @param names what the names of the tables and columns say about references
     */
    public record RelationshipFindings(
            List<TableProfile> tables, List<Relationship> relationships, ReferenceNames names) {
        public RelationshipFindings {
            tables = List.copyOf(tables);
            relationships = List.copyOf(relationships);
        }

        public RelationshipFindings withRelationships(List<Relationship> changed) {
            return new RelationshipFindings(tables, changed, names);
        }
    }
}
