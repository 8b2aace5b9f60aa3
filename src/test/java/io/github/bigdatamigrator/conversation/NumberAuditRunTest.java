package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.SentenceGenerator.Fault;
import io.github.bigdatamigrator.conversation.SentenceGenerator.Sentence;
import io.github.bigdatamigrator.conversation.audit.GroundingCheck;
import io.github.bigdatamigrator.fixture.Profiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the grounding check over generated sentences: 1,000 with one planted fault, 500 correct ones. */
class NumberAuditRunTest {
    private static final long SEED = 20_260_101;

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"FOREIGN", "SCALE", "ROUNDING", "SHARE_OR_DIFFERENCE"})
    void noPlantedFaultPasses(Fault fault) {
        assertThat(passing(fault, 200)).isEmpty();
    }

    @Test
    void atMostOneInAHundredNumbersSwappedBetweenRowsPasses() {
        assertThat(passing(Fault.SWAPPED, 200)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void atMostOneInAHundredCorrectSentencesIsQuestioned() {
        SentenceGenerator mill = new SentenceGenerator(SEED);
        List<String> questioned = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Sentence sentence = mill.sentence(Fault.NONE);
            GroundingCheck audit = audit(sentence);
            if (!audit.ungrounded().isEmpty()) {
                questioned.add(sentence.text() + " -> " + audit.ungrounded() + " of "
                        + sentence.result().rows());
            }
        }

        assertThat(questioned).hasSizeLessThanOrEqualTo(5);
    }

    private static List<String> passing(Fault fault, int sentences) {
        SentenceGenerator mill = new SentenceGenerator(SEED + fault.ordinal());
        List<String> passing = new ArrayList<>();
        for (int i = 0; i < sentences; i++) {
            Sentence sentence = mill.sentence(fault);
            if (audit(sentence).ungrounded().isEmpty()) {
                passing.add(sentence.text() + " passes for " + sentence.result().rows());
            }
        }
        return passing;
    }

    private static GroundingCheck audit(Sentence sentence) {
        return GroundingCheck.of(sentence.text(), "What about it?", List.of(sentence.result()), Profiles.EMPTY);
    }
}
