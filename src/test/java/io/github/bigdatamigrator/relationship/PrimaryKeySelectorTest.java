package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrimaryKeySelectorTest {
    @Test
    void aCombinationThatWasNotCountedIsNoKey() {
        MemoryDatabase database = new MemoryDatabase("one table");
        database.tables.add(new MemoryDatabase.Table(
                "lines",
                new LinkedHashMap<>(Map.of(
                        "a", List.of("1", "2", "2"), "b", List.of("1", "1", "2"), "c", List.of("5", "5", "5")))));
        NamedTables tables = NamedTables.of(database.facts());
        List<String> names =
                tables.table(0).columns().stream().map(ColumnFacts::name).toList();
        ColumnSet counted = new ColumnSet(0, List.of(names.indexOf("a"), names.indexOf("b")));
        ColumnSet likelier = new ColumnSet(0, List.of(names.indexOf("a"), names.indexOf("c")));
        ExactOverlaps counts = new ExactOverlaps(tables, database);
        counts.request(counted);
        counts.count();

        PrimaryKeySelector keys = PrimaryKeySelector.settled(
                tables, new CandidateKeyScorer(tables), counts, Map.of(), Map.of(0, List.of(likelier, counted)));

        assertThat(keys.of(0)).isEqualTo(counted);
    }
}
