package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinds of keys and references that are easily mistaken, each beside its opposite, and what holds of every key. */
class KindsTest {
    private static final List<String> NAMES =
            List.of("id", "code", "name", "item_id", "shop_id", "year", "line_no", "amount", "rank", "day", "end1");

    static Stream<MemoryDatabase> kinds() {
        return LiteralData.read("literal-kinds.txt", 1).stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void allIsFoundAndNothingElse(MemoryDatabase database) {
        Trial trial = Trial.of(database, EnumSet.allOf(EvidenceRule.class));
        assertThat(trial.wrong()).isEmpty();
        assertThat(trial.missed()).isEmpty();
        KeyGraph graph = KeyGraph.of(database.facts(), database, EnumSet.allOf(EvidenceRule.class));
        for (int table = 0; table < graph.tables().size(); table++) {
            String name = graph.tables().table(table).name();
            assertThat(graph.keys().of(table) == null).as(name).isEqualTo(!database.keys.containsKey(name));
        }
    }

    @Test
    void noKeyHasAColumnTooMany() {
        Random random = new Random(17);
        for (int i = 0; i < 2500; i++) {
            MemoryDatabase database = new MemoryDatabase("random " + i);
            for (String table : List.of("items", "shops", "stock", "notes")) {
                database.tables.add(random(table, random));
            }
            KeyGraph graph = KeyGraph.of(database.facts(), database, EnumSet.allOf(EvidenceRule.class));
            for (int table = 0; table < graph.tables().size(); table++) {
                ColumnSet key = graph.keys().of(table);
                if (key != null && key.columns().size() > 1) {
                    assertThat(superfluous(database.tables.get(table), key.columns()))
                            .as(database.tables.get(table).toString())
                            .isEmpty();
                }
            }
        }
    }

    private static MemoryDatabase.Table random(String name, Random random) {
        int rows = 2 + random.nextInt(9);
        LinkedHashMap<String, List<@Nullable String>> columns = new LinkedHashMap<>();
        int width = 2 + random.nextInt(4);
        while (columns.size() < width) {
            int values = 1 + random.nextInt(2 * rows);
            List<@Nullable String> cells = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                cells.add(Integer.toString(1 + random.nextInt(values)));
            }
            columns.putIfAbsent(NAMES.get(random.nextInt(NAMES.size())), cells);
        }
        return new MemoryDatabase.Table(name, columns);
    }

    /** The columns without which the others would still be unique. */
    private static List<Integer> superfluous(MemoryDatabase.Table table, List<Integer> key) {
        List<List<@Nullable String>> cells = List.copyOf(table.columns().values());
        return key.stream()
                .filter(left -> {
                    List<Integer> rest =
                            key.stream().filter(column -> !column.equals(left)).toList();
                    Set<List<String>> seen = new HashSet<>();
                    for (int row = 0; row < table.rows(); row++) {
                        int at = row;
                        seen.add(rest.stream()
                                .map(column -> String.valueOf(cells.get(column).get(at)))
                                .toList());
                    }
                    return seen.size() == table.rows();
                })
                .toList();
    }
}
