package io.github.bigdatamigrator.conversation.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.conversation.audit.GroundingCheck;
import io.github.bigdatamigrator.fixture.Profiles;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTextTest {
    @Test
    void singleValueBecomesSentence() {
        AnswerText text = AnswerText.of(
                Shop.rows("q", List.of("total_revenue"), List.of(List.of(new BigDecimal("1234.50")))),
                0,
                AskedQuestions.of(""));

        assertThat(text.content()).isEqualTo("Total revenue: 1,234.50.");
        assertThat(text.claims()).containsExactly(new Claim("1,234.50", 0, 0, "total_revenue"));
        assertThat(AnswerText.of(Shop.rows("q", List.of("count(1)"), List.of(List.of(42L))), 0, AskedQuestions.of(""))
                        .content())
                .isEqualTo("Result: 42.");
    }

    @Test
    void singleRowBecomesSentenceThatNamesNull() {
        List<@Nullable Object> row = Arrays.asList("Lamp 2000", 0.1 + 0.2, null);

        AnswerText text = AnswerText.of(
                Shop.rows("q", List.of("product", "share", "gap"), List.of(row)), 0, AskedQuestions.of(""));

        assertThat(text.content()).isEqualTo("Product: Lamp 2000; share: 0.3; gap: no value (null).");
    }

    @Test
    void manyRowsBecomeTableThatCountsOmittedRows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long i = 0; i < 26; i++) {
            rows.add(List.of("a|b\n" + i, i));
        }

        AnswerText text = AnswerText.of(Shop.rows("q", List.of("label", "n"), rows), 0, AskedQuestions.of(""));

        assertThat(text.content())
                .startsWith("The highest is a|b 25 with 25 (count), then")
                .contains("\n\n26 rows:\n\n| label  | n   |\n| ------ | --- |\n| a\\|b 0 | 0   |\n")
                .endsWith("| a\\|b 9 | 9   |\n\n… 16 more rows");
        assertThat(text.claims())
                .contains(new Claim("26", 0, -1, "rows"), new Claim("16", 0, -1, "rows"), new Claim("9", 0, 9, "n"));
    }

    @ParameterizedTest
    @CsvSource({
        "Which labels?, 25, 25",
        "Which labels?, 26, 10",
        "Show all labels, 26, 26",
        "Zeige alle Namen, 40, 40",
        "What did each label earn?, 26, 10",
        "Show all labels, 61, 10",
    })
    void aTableIsShownWholeIfItIsShortOrAskedFor(String question, int rows, int shown) {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (long i = 0; i < rows; i++) {
            cells.add(List.of("a" + i, i));
        }

        String text = AnswerText.of(Shop.rows("q", List.of("label", "n"), cells), 0, AskedQuestions.of(question))
                .content();

        assertThat(text.lines().filter(line -> line.startsWith("| a"))).hasSize(shown);
        assertThat(text.contains("…")).isEqualTo(rows > shown);
    }

    @Test
    void theFiguresOfASentenceAreWrittenAsInTheTable() {
        QueryResult result = new QueryResult(
                "SELECT id, year, SUM(x) AS revenue, COUNT(*) AS n FROM t GROUP BY id, year",
                List.of("id", "year", "revenue", "n"),
                List.of(ColumnType.BIGINT, ColumnType.BIGINT, ColumnType.decimal(12, 2), ColumnType.BIGINT),
                List.of(
                        List.of(4711L, 2023L, new BigDecimal("133063.90"), 12345L),
                        List.of(4712L, 2024L, new BigDecimal("80.00"), 2024L)),
                false,
                0,
                null);
        String sentence = "In 2023 id 4711 made 133063.9 with 12345 sales (12345.5% more), 133143.9 in total with 80.";
        List<Claim> grounded = List.of(
                new Claim("2023", 0, 0, "year"),
                new Claim("4711", 0, 0, "id"),
                new Claim("133063.9", 0, 0, "revenue"),
                new Claim("12345", 0, 0, "n"),
                new Claim("133143.9", 0, -1, "revenue"));

        AnswerText english = AnswerText.ofSentence(sentence, grounded, result, AskedQuestions.of("What is sold?"));
        AnswerText german =
                AnswerText.ofSentence(sentence, grounded, result, AskedQuestions.of("Wie hoch ist der Umsatz?"));

        assertThat(english.content())
                .startsWith("In 2023 id 4711 made 133,063.90 with 12,345 sales (12345.5% more), 133,143.9 in total with"
                        + " 80.");
        assertThat(english.claims()).contains(new Claim("133,063.90", 0, 0, "revenue"));
        assertThat(german.content()).startsWith("In 2023 id 4711 made 133.063,90 with 12.345 sales");
    }

    @Test
    void emptyResultIsReported() {
        assertThat(AnswerText.of(Shop.rows("q", List.of("a"), List.of()), 0, AskedQuestions.of(""))
                        .content())
                .startsWith("No rows match");
    }

    @Test
    void groundingCheckFindsEveryFigureOfRandomRows() {
        Random random = new Random(7);
        for (int run = 0; run < 300; run++) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            int count = random.nextInt(14);
            for (int i = 0; i < count; i++) {
                rows.add(Arrays.asList(
                        "Item " + random.nextInt(50) + (random.nextBoolean() ? ", v1.2" : ""),
                        random.nextLong(),
                        random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6),
                        BigDecimal.valueOf(random.nextLong(), random.nextInt(5)),
                        "2024-0" + (1 + random.nextInt(9)) + "-11",
                        null));
            }
            QueryResult result = Shop.rows("q", List.of("name", "n", "x", "d", "day", "q1"), rows);
            AnswerText text = AnswerText.of(result, 0, AskedQuestions.of(""));

            GroundingCheck check = GroundingCheck.of(text.content(), "", List.of(result), Profiles.EMPTY);

            List<String> claimed = text.claims().stream().map(Claim::text).toList();
            assertThat(check.ungrounded())
                    .as(text.content())
                    .isSubsetOf(count > 10 ? List.of(String.valueOf(count - 10)) : List.of());
            assertThat(claimed).containsAll(check.ungrounded());
        }
    }
}
