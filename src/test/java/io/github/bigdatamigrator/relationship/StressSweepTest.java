package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All generated databases; prints the tables that the package's documentation quotes. */
@Tag("long")
class StressSweepTest {
    @Test
    void theRulesHoldOverAllSchemasAndHabits() {
        List<MemoryDatabase> databases = Stress.databases(3);
        List<Trial> trials = Stress.trials(databases, EnumSet.allOf(Rule.class));
        System.out.print(Stress.byHabit(trials));
        System.out.print(Stress.ablation(databases));
        List<Trial> named = trials.stream()
                .filter(trial -> !trial.database().contains("nameless"))
                .toList();
        assertThat(Stress.macro(named, trial -> trial.single().f1())).isGreaterThan(0.96);
        assertThat(Stress.macro(named, trial -> trial.keys().f1())).isGreaterThan(0.96);
    }

    @Test
    void aConfidenceIsTheShareOfThoseThatAreRight() {
        List<Trial> trials = new ArrayList<>();
        for (long seed = 11; seed < 14; seed++) {
            trials.addAll(Stress.trials(Stress.sample(seed, 2), EnumSet.allOf(Rule.class)));
        }
        System.out.print(Stress.reliability(trials, 10));
        List<Trial.Judged> all =
                trials.stream().flatMap(trial -> trial.judged().stream()).toList();
        for (double from = 0.5; from < 1; from += 0.1) {
            double least = from;
            List<Trial.Judged> bin = all.stream()
                    .filter(judged -> judged.confidence() >= least && judged.confidence() < least + 0.1)
                    .toList();
            if (bin.size() >= 30) {
                double says = bin.stream()
                        .mapToDouble(Trial.Judged::confidence)
                        .average()
                        .orElse(0);
                double is = bin.stream().filter(Trial.Judged::right).count() / (double) bin.size();
                // Three standard errors of the share.
                assertThat(is).isBetween(says - 0.1 - 1.5 / Math.sqrt(bin.size()), 1.0);
            }
        }
    }
}
