package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Finds the keys of tables and the foreign keys between and within them. Costs no scan for the candidates, then one shuffle over the surviving
 * columns, and, for each chosen edge that has orphans, one read of its child column to show some. Driver only.
 */
public final class RelationshipFinder {
    /** A short, wide table has as many unique columns as columns; only the likeliest keys are weighed as targets. */
    private static final int KEYS_PER_TABLE = 20;

    private final SparkSession spark;
    private final Function<TableProfile, Dataset<Row>> views;

    /** @param views gives the rows of a profiled table by SQL names */
    public RelationshipFinder(SparkSession spark, Function<TableProfile, Dataset<Row>> views) {
        this.spark = spark;
        this.views = views;
    }

    public Findings find(List<TableFacts> tables) {
        List<TableProfile> profiles = tables.stream().map(TableFacts::profile).toList();
        Map<String, List<String>> columns = new LinkedHashMap<>();
        profiles.forEach(table -> columns.put(
                table.name(), table.columns().stream().map(ColumnProfile::name).toList()));
        Names names = new Names(columns);
        KeyChoice choice = new KeyChoice(profiles, names);

        ProbePlan plan = new ProbePlan();
        List<Probe> keys = new ArrayList<>();
        Map<Integer, List<Probe>> tuples = new HashMap<>();
        for (int table = 0; table < profiles.size(); table++) {
            List<Probe> single = choice.single(table);
            keys.addAll(single.subList(0, Math.min(KEYS_PER_TABLE, single.size())));
            List<Probe> composite = choice.tuples(table).stream()
                    .filter(tuple -> single.isEmpty()
                            || choice.score(tuple.table(), single.get(0).column()) < KeyChoice.ENOUGH
                            || choice.junction(tuple))
                    .toList();
            tuples.put(table, composite);
        }
        // What the sketch counted exactly needs no shuffle; a lone small table then costs none at all.
        keys.stream().filter(key -> !settled(profiles, key)).forEach(plan::number);
        List<Edge> edges = new EdgeCandidates(tables).find(keys);
        edges.forEach(plan::add);
        tuples.values().forEach(list -> list.forEach(plan::number));
        List<Edge> tupleEdges = new TupleEdges(profiles, names).find(tuples);
        tupleEdges.forEach(plan::add);

        KeyShuffle shuffle = new KeyShuffle(spark, views, profiles);
        Tally tally = shuffle.count(plan.probes(), plan.children(), plan.parents());

        PrimaryKeys primary = PrimaryKeys.choose(profiles, choice, plan, tally, tuples);
        GraphChoice graph = new GraphChoice(profiles, names, plan, tally, primary);
        List<Relationship> relationships = new ArrayList<>();
        for (GraphChoice.Chosen chosen : graph.choose(edges, tupleEdges)) {
            relationships.add(relationship(profiles, shuffle, plan, tally, chosen));
        }
        return new Findings(primary.apply(profiles, plan, tally), relationships);
    }

    private static boolean settled(List<TableProfile> profiles, Probe key) {
        ColumnProfile column = profiles.get(key.table()).columns().get(key.column());
        return column.unique().exact() && column.distinct().exact();
    }

    private static Relationship relationship(
            List<TableProfile> profiles, KeyShuffle shuffle, ProbePlan plan, Tally tally, GraphChoice.Chosen chosen) {
        EdgeScore score = chosen.score();
        Probe child = score.edge().child();
        int childNumber = plan.number(child);
        EdgeScore.Share share = EdgeScore.Share.of(tally, childNumber, score.pair());
        long[] orphans = share.orphanRows() == 0 ? new long[0] : tally.orphans(score.pair());
        List<String> examples = orphans.length == 0
                ? List.of()
                : List.copyOf(shuffle.texts(child, orphans).values());
        boolean repeats = tally.rows(childNumber) > tally.distinct(childNumber);
        return new Relationship(
                profiles.get(child.table()).name(),
                columnNames(profiles, child),
                profiles.get(score.edge().parent().table()).name(),
                columnNames(profiles, score.edge().parent()),
                repeats ? Relationship.Cardinality.MANY_TO_ONE : Relationship.Cardinality.ONE_TO_ONE,
                share.distinct(),
                share.rows(),
                share.orphanRows(),
                examples,
                score.confidence(),
                score.evidence(),
                chosen.rival());
    }

    static List<String> columnNames(List<TableProfile> profiles, Probe probe) {
        return probe.columns().stream()
                .map(column -> profiles.get(probe.table()).columns().get(column).name())
                .toList();
    }
}
