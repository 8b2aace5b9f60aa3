package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrimaryKeysTest {
    @Test
    void aCombinationThatWasNotCountedIsNoKey() {
        MemoryDatabase database = new MemoryDatabase("one table");
        database.tables.add(new MemoryDatabase.Table(
                "lines",
                new LinkedHashMap<>(Map.of(
                        "a", List.of("1", "2", "3"), "b", List.of("1", "1", "2"), "c", List.of("5", "5", "5")))));
        List<KeyTable> tables = database.facts();
        List<String> names =
                tables.get(0).columns().stream().map(ColumnFacts::name).toList();
        Probe counted = new Probe(0, List.of(names.indexOf("a"), names.indexOf("b")));
        Probe likelier = new Probe(0, List.of(names.indexOf("a"), names.indexOf("c")));
        Counts counts = new Counts(tables, database);
        counts.want(counted);
        counts.count();

        PrimaryKeys keys = PrimaryKeys.settled(
                tables,
                new KeyChoice(tables, new Names(Map.of("lines", names))),
                counts,
                Map.of(),
                Map.of(0, List.of(likelier, counted)));

        assertThat(keys.of(0)).isEqualTo(counted);
    }
}
