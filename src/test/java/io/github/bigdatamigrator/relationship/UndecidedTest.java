package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Keys that the data cannot decide, references that follow from others, and tables that have nothing in common. */
class UndecidedTest {
    private final MemoryDatabase database = new MemoryDatabase("by hand");

    private void table(String name, int rows, List<String> columns, List<IntFunction<Object>> cells) {
        database.add(name, rows, columns, cells);
    }

    private KeyGraph graph() {
        return KeyGraph.of(database.facts(), database, EnumSet.allOf(EvidenceRule.class));
    }

    /** The rivals of the first table's key. */
    private List<List<String>> rivals() {
        KeyGraph graph = graph();
        return graph.keys().rivals().getOrDefault(0, List.of()).stream()
                .map(graph.tables()::columnNames)
                .toList();
    }

    @Test
    void ofTwoTextsThatBothAreUniqueEitherMayBeTheKey() {
        table("cheese", 12, List.of("title", "label"), List.of(row -> "t" + row * 7 % 12, row -> "l" + row));
        assertThat(rivals()).containsExactly(List.of("label"));
    }

    @Test
    void anIdentifierHasNoRival() {
        table("cheese", 12, List.of("cheese_id", "label"), List.of(row -> row + 1, row -> "l" + row));
        assertThat(rivals()).isEmpty();
    }

    @Test
    void whatOtherTablesReferToIsDecided() {
        table("cheese", 12, List.of("cheese", "label"), List.of(row -> "cheese" + row, row -> "l" + row));
        table("sale", 90, List.of("sale_id", "cheese"), List.of(row -> row + 1, row -> "cheese" + row * 5 % 12));
        assertThat(rivals()).isEmpty();
    }

    @Test
    void anEndOfALinkMayBeUniqueByChance() {
        table("follows", 6, List.of("user_id", "followed_id"), List.of(row -> row * 7 % 30 + 1, row -> row % 4 + 1));
        table("users", 30, List.of("id", "login"), List.of(row -> row + 1, row -> "login" + row));
        assertThat(rivals()).containsExactly(List.of("user_id", "followed_id"));
    }

    @Test
    void aPartOfACompositeReferenceFollowsFromIt() {
        table("orders", 60, List.of("order_id", "day"), List.of(row -> row + 1, row -> "d" + row % 9));
        table(
                "order_lines",
                200,
                List.of("order_id", "line_no", "amount"),
                List.of(row -> row % 60 + 1, row -> row / 60 + 1, row -> row * 7 % 41));
        table(
                "parcels",
                150,
                List.of("parcel_id", "order_id", "line_no"),
                List.of(row -> row + 1, row -> row * 7 % 150 % 60 + 1, row -> row * 7 % 150 / 60 + 1));
        KeyGraph graph = graph();
        assertThat(graph.edges().stream()
                        .map(edge -> edge.score().edge())
                        .filter(graph::implied)
                        .map(edge -> graph.tables().table(edge.child().table()).name()
                                + graph.tables().columnNames(edge.child())))
                .containsExactly("parcels[order_id]");
    }

    /** Every id runs from 1, as it does everywhere; all names that say something say it of their own tables. */
    @Test
    void tablesThatHaveNothingInCommonDoNotRefer() {
        List<SchemaPlan> plans = SchemaPlan.read("english.txt");
        int pairs = 0;
        for (int i = 0; i < plans.size(); i++) {
            SchemaPlan first = plans.get(i);
            SchemaPlan second = plans.get((i + 7) % plans.size());
            Set<String> words = new HashSet<>(words(first));
            words.retainAll(words(second));
            if (words.isEmpty()) {
                pairs++;
                Habit habit = Habit.english().get(i % 2 == 0 ? 1 : 0);
                MemoryDatabase both = new MemoryDatabase(first.name() + " and " + second.name());
                MemoryDatabase one = SchemaData.fill(first, habit, SchemaData.Ids.DENSE, Set.of(), i);
                both.tables.addAll(one.tables);
                both.tables.addAll(SchemaData.fill(second, habit, SchemaData.Ids.DENSE, Set.of(), i + 1).tables);
                int border = one.tables.size();
                assertThat(KeyGraph.of(both.facts(), both, EnumSet.allOf(EvidenceRule.class))
                                .edges())
                        .as(both.name)
                        .noneMatch(edge ->
                                edge.child().table() < border != edge.parent().table() < border);
            }
        }
        assertThat(pairs).isGreaterThan(3);
    }

    private static Set<String> words(SchemaPlan plan) {
        Set<String> words = new HashSet<>();
        plan.entities().forEach(entity -> {
            words.addAll(List.of(entity.name().split("_")));
            entity.references().forEach(reference -> words.addAll(List.of((reference.role() + "_").split("_"))));
        });
        words.remove("");
        return words;
    }
}
