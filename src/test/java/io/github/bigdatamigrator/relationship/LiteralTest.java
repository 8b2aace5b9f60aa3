package io.github.bigdatamigrator.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Schemas named and keyed as they come: sports by natural keys, shared keys of sub-types, prefixed columns, keys under
 * other names, key-less lists. The rules were made with the first lot in view and never with the second.
 */
class LiteralTest {
    @ParameterizedTest
    @CsvSource({"literal-tuned.txt, 0.98, 0.96, 0.95", "literal-heldout.txt, 0.97, 0.9, 0.9"})
    void databasesOfAllSortsAreUnderstood(String schemas, double single, double composite, double keys) {
        List<Trial> trials = Stress.trials(LiteralData.read(schemas, 1), EnumSet.allOf(EvidenceRule.class));
        assertThat(trials).hasSizeGreaterThan(10);
        assertThat(Stress.macro(trials, trial -> trial.single().f1()))
                .as(trials.toString())
                .isGreaterThan(single);
        assertThat(Stress.macro(trials, trial -> trial.composite().f1())).isGreaterThan(composite);
        assertThat(Stress.macro(trials, trial -> trial.keys().f1())).isGreaterThan(keys);
    }
}
