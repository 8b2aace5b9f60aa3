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
        List<Trial> trials = Stress.trials(databases, EnumSet.allOf(EvidenceRule.class));
        System.out.print(Stress.byHabit(trials));
        System.out.print(Stress.ablation(databases));
        List<Trial> named = trials.stream()
                .filter(trial -> !trial.database().contains("nameless"))
                .toList();
        assertThat(Stress.macro(named, trial -> trial.single().f1())).isGreaterThan(0.96);
        assertThat(Stress.macro(named, trial -> trial.keys().f1())).isGreaterThan(0.96);
    }

    /**
     * By tenths, on databases that the constants were not fitted on; the reliability is within three standard errors of
     * what is said.
     */
    @Test
    void aConfidenceIsTheShareOfThoseThatAreRight() {
        List<Trial> trials = new ArrayList<>();
        for (long seed = 16; seed < 20; seed++) {
            trials.addAll(Stress.trials(Stress.doubtful(seed, 4), EnumSet.allOf(EvidenceRule.class)));
        }
        System.out.print(Stress.reliability(trials, 10));
        List<Trial.Judged> all =
                trials.stream().flatMap(trial -> trial.judged().stream()).toList();
        for (int tenth = 0; tenth < 10; tenth++) {
            double least = tenth / 10.0;
            List<Trial.Judged> bin = all.stream()
                    .filter(judged -> judged.confidence() >= least && judged.confidence() < least + 0.1)
                    .toList();
            if (bin.size() >= 12) {
                double says = bin.stream()
                        .mapToDouble(Trial.Judged::confidence)
                        .average()
                        .orElse(0);
                double is = bin.stream().filter(Trial.Judged::right).count() / (double) bin.size();
                double error = 3 * Math.sqrt(says * (1 - says) / bin.size());
                assertThat(is).as("%.1f, %d edges", least, bin.size()).isBetween(says - error, says + error);
            }
        }
        List<Trial.Judged> sure =
                all.stream().filter(judged -> judged.confidence() >= 0.9).toList();
        assertThat(sure.stream().filter(Trial.Judged::right).count() / (double) sure.size())
                .isGreaterThan(0.97);
    }
}
