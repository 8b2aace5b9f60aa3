package io.github.bigdatamigrator.relationship.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.relationship.expression.Spelling.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static Spelling all(List<String> texts) {
        return Spelling.of(texts, EnumSet.allOf(Step.class));
    }

    @ParameterizedTest
    @CsvSource({
        "bid_1 bid_12 bid_307, 1 12 307",
        "CUST-0001 cust-0012 Cust-0100, 1 12 100",
        "00012 00007 10000, 12 7 10000",
        "000 001 010, 0 1 10",
        "12.0 13.0 20.0, 12 13 20",
        "A1-B2 a1-b3 C1-D2, a1b2 a1b3 c1d2",
        "red reed ready, red reed ready",
        "1001 1002 1013, 1001 1002 1013",
        "urn:x:de3 urn:x:fe1 urn:x:0a1, de3 fe1 a1",
        "[k1 [k2 [k13, 1 2 13",
        "a.b$1 a.b$2 a.b$3, 1 2 3",
    })
    void aSpellingIsReducedToWhatIdentifies(String texts, String reduced) {
        List<String> all = List.of(texts.split(" "));

        assertThat(all.stream().map(all(all)::apply)).containsExactly(reduced.split(" "));
    }

    @Test
    void aFewBadValuesDoNotHideThePrefix() {
        List<String> texts = new ArrayList<>(List.of("?", "~17"));
        IntStream.range(0, 40).forEach(i -> texts.add("ref#" + i));

        assertThat(all(texts).apply("ref#7")).isEqualTo("7");
        assertThat(Spelling.prefix(texts)).isEqualTo("ref#");
    }

    @Test
    void stepsThatChangeNothingAreLeftOut() {
        assertThat(all(List.of("12", "13")).isPlain()).isTrue();
        assertThat(all(List.of("12", "13")).sql("t.c")).isEqualTo("t.c");
        assertThat(all(List.of("b-12", "b-13")).sql("t.c")).isEqualTo("regexp_replace(t.c, '^b-', '')");
    }

    @Test
    @Tag("spark")
    void sqlAndJavaAgree() {
        Random random = new Random(5);
        SparkSession spark = SharedSpark.newSession();
        for (String prefix : List.of("", "a'b\\c_", "(x)+", "İß-", "^", "#$ ")) {
            List<String> texts = IntStream.range(0, 60)
                    .mapToObj(i -> List.of("", " ", "\u2003", "\t").get(random.nextInt(4))
                            + (random.nextInt(12) == 0 ? "" : prefix)
                            + "0".repeat(random.nextInt(3))
                            + random.nextInt(500)
                            + ".-/'\\".charAt(random.nextInt(5))
                            + (char) ('A' + random.nextInt(60))
                            + random.nextInt(9)
                            + " ".repeat(random.nextInt(2)))
                    .toList();
            Spelling spelling = all(texts);

            List<String> bySpark = spark.createDataset(texts, Encoders.STRING())
                    .select(functions.expr(spelling.sql("value")))
                    .as(Encoders.STRING())
                    .collectAsList();

            assertThat(bySpark)
                    .as(spelling.sql("value"))
                    .isEqualTo(texts.stream().map(spelling::apply).collect(Collectors.toList()));
        }
    }
}
