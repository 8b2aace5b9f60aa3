package io.github.bigdatamigrator.conversation.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.prompt.LargeSchemas.Question;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.tokens.TokenCounter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the columns that a query needs are in the prompt, although the whole schema does not fit. */
class AnswerabilityTest {
    private static final DataContext MANY_TABLES = LargeSchemas.manyTables();
    private static final DataContext MANY_COLUMNS = LargeSchemas.manyColumns();
    private static final TokenCounter COUNTER = TokenCounter.forModel("codellama-34b-instruct");
    /** As for a model that has not replied yet. */
    private static int tokens(String text) {
        return (int) Math.ceil(COUNTER.count(text) * 1.16);
    }

    static Stream<Arguments> questions() {
        return Stream.concat(
                LargeSchemas.questionsOnManyTables().stream().map(each -> Arguments.of(MANY_TABLES, each)),
                LargeSchemas.questionsOnManyColumns().stream().map(each -> Arguments.of(MANY_COLUMNS, each)));
    }

    @Test
    void theSchemasAreLarge() {
        assertThat(MANY_TABLES.tables()).hasSize(169);
        assertThat(MANY_COLUMNS.tables().get(0).columns()).hasSize(620);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("questions")
    void neededColumnsAreInThePromptAt4096Tokens(DataContext context, Question question) {
        Prompt prompt = prompt(context, question.text(), 4096);
        String brief = prompt.messages().get(0).content();

        assertThat(question.needed())
                .allSatisfy(column -> assertThat(columns(brief, table(column)))
                        .as(column + " in\n" + brief)
                        .containsPattern("\\b" + column.substring(column.indexOf('.') + 1) + "\\b"));
        assertThat(tokens(brief)).isLessThan(4096 - 700);
        assertThat(prompt.note()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 4096, 8192, 16_384})
    void theWindowIsUsed(int window) {
        String brief = prompt(MANY_TABLES, "How many sales orders are there?", window)
                .messages()
                .get(0)
                .content();

        int room = window - 700 - Math.min(500, window / 8) - 64;
        assertThat(tokens(brief)).isBetween((int) (0.9 * room), room);
    }

    @Test
    void aQuestionWithoutAKnownTableIsReported() {
        assertThat(prompt(MANY_TABLES, "Wie geht es dir?", 4096).note())
                .hasValueSatisfying(note -> assertThat(note)
                        .contains("of 169 tables")
                        .contains("4,096 tokens")
                        .contains("larger window"));
    }

    private static Prompt prompt(DataContext context, String question, int window) {
        return Prompt.of(
                context,
                HeaderPseudonyms.of(context, PrivacyLevel.ROWS),
                question,
                PromptContext.of(question, context, new ConversationMemory()),
                new Prompt.Limits(window, 700, PrivacyLevel.ROWS, AnswerabilityTest::tokens),
                QuestionValues.NONE);
    }

    private static String table(String column) {
        return column.substring(0, column.indexOf('.'));
    }

    /** What the brief says of a table, in a statement of its own or in the line of more tables. */
    private static String columns(String brief, String table) {
        Matcher found = Pattern.compile(
                        "CREATE TABLE " + table + " \\((.*?)\\n\\);|\\b" + table + " \\(([^)]*)\\)", Pattern.DOTALL)
                .matcher(brief);
        return found.find() ? found.group() : "";
    }
}
