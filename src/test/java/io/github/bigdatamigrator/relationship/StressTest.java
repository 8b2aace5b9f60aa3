package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A share of the generated databases, small enough for the suite; {@link StressSweepTest} tries them all. */
class StressTest {
    private static List<MemoryDatabase> databases = List.of();
    private static List<Trial> trials = List.of();

    @BeforeAll
    static void search() {
        databases = Stress.sample(5, 7).stream()
                .filter(database -> !database.name.contains("nameless"))
                .toList();
        trials = Stress.trials(databases, EnumSet.allOf(EvidenceRule.class));
    }

    @Test
    void nearlyAllReferencesAndKeysAreFoundAndHardlyAnyFalseOne() {
        assertThat(trials).hasSizeGreaterThan(30);
        assertThat(Stress.macro(trials, trial -> trial.single().f1()))
                .as(trials.toString())
                .isGreaterThan(0.96);
        assertThat(Stress.macro(trials, trial -> trial.composite().f1())).isGreaterThan(0.95);
        assertThat(Stress.macro(trials, trial -> trial.keys().f1())).isGreaterThan(0.96);
    }

    @Test
    void nearlyCertainEdgesAreRight() {
        List<Trial.Judged> certain = trials.stream()
                .flatMap(trial -> trial.judged().stream())
                .filter(judged -> judged.confidence() >= 0.9)
                .toList();
        assertThat(certain).hasSizeGreaterThan(200);
        assertThat(certain.stream().filter(Trial.Judged::right).count()).isGreaterThan((long) (0.97 * certain.size()));
    }

    @ParameterizedTest
    @EnumSource(
            value = EvidenceRule.class,
            names = {"NAMING", "DERIVED_TABLES", "ONE_TARGET"})
    void withoutARuleMoreGoesWrong(EvidenceRule rule) {
        double with = Stress.macro(trials, trial -> trial.single().f1());
        List<Trial> without = Stress.trials(databases, EnumSet.complementOf(EnumSet.of(rule)));
        assertThat(Stress.macro(without, trial -> trial.single().f1())).isLessThan(with);
    }

    @Test
    void twoHundredTablesFindTheirWayToEachOther() {
        MemoryDatabase database = new MemoryDatabase("200 tables");
        Random random = new Random(11);
        List<String> names = new ArrayList<>();
        String letters = "bcdfglmnprstvz";
        while (names.size() < 200) {
            StringBuilder name = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                name.append(letters.charAt(random.nextInt(letters.length()))).append("aeiou".charAt(random.nextInt(5)));
            }
            if (!names.contains(name + "n")) {
                names.add(name + "n");
            }
        }
        for (int table = 0; table < names.size(); table++) {
            LinkedHashMap<String, List<String>> columns = new LinkedHashMap<>();
            int rows = 50 + random.nextInt(200);
            columns.put("id", numbers(rows, i -> i + 1));
            for (int reference = 0; reference < 3 && table > 3; reference++) {
                int target = random.nextInt(table);
                String column = names.get(target) + "_id";
                int most = database.tables.get(target).rows();
                columns.put(column, numbers(rows, i -> 1 + random.nextInt(most)));
                database.references.add(
                        MemoryDatabase.edge(names.get(table), List.of(column), names.get(target), List.of("id")));
            }
            for (int measure = 0; measure < 6; measure++) {
                int most = 3 + random.nextInt(100);
                columns.put("m" + measure + "_amount", numbers(rows, i -> 1 + random.nextInt(most)));
            }
            database.tables.add(new MemoryDatabase.Table(names.get(table), new LinkedHashMap<>(columns)));
            database.keys.put(names.get(table), Set.of("id"));
        }
        Trial trial = Trial.of(database, EnumSet.allOf(EvidenceRule.class));
        assertThat(trial.single().f1()).as(trial.toString()).isGreaterThan(0.98);
        assertThat(trial.keys().f1()).isEqualTo(1);
    }

    private static List<String> numbers(int rows, java.util.function.IntUnaryOperator value) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            cells.add(Integer.toString(value.applyAsInt(i)));
        }
        return cells;
    }
}
