package io.github.bigdatamigrator.conversation.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.AnswerSettings;
import io.github.bigdatamigrator.conversation.ConversationEvent.Answered;
import io.github.bigdatamigrator.conversation.ConversationEvent.Asked;
import io.github.bigdatamigrator.conversation.ConversationEvent.Profiled;
import io.github.bigdatamigrator.conversation.ConversationManager;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.ConversationStoreContract;
import io.github.bigdatamigrator.conversation.FakeQueryEngine;
import io.github.bigdatamigrator.conversation.InMemoryConversationStore;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.ScriptedModel;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.conversation.answer.PipelineTurnHandler;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {
    private static final String SECRET = "Xylophone";

    @ParameterizedTest
    @ValueSource(ints = {2048, 4096, 8192, 16384})
    void promptRepairAndReplyFitTheWindow(int window) {
        Prompt prompt = prompt(wide(), PrivacyLevel.EXAMPLES, window, turns(50));

        assertThat(total(prompt.messages())).isLessThanOrEqualTo(window - 700);
        assertThat(total(prompt.repair("SELECT " + "x, ".repeat(5_000), "an error")))
                .isLessThanOrEqualTo(window - 700);
        assertThat(prompt.messages().get(0).content()).contains("ANSWERABLE").contains("CREATE TABLE");
    }

    @Test
    void systemMessageIsStableIfWindowIsLargeEnough() {
        List<ChatMessage> first =
                prompt(Shop.context(), PrivacyLevel.EXAMPLES, 4096, List.of()).messages();
        List<ChatMessage> later =
                prompt(Shop.context(), PrivacyLevel.EXAMPLES, 4096, turns(3)).messages();

        assertThat(later.get(0)).isEqualTo(first.get(0));
        assertThat(later).extracting(ChatMessage::role).containsExactly(ChatMessage.Role.SYSTEM, ChatMessage.Role.USER);
        assertThat(later.get(1).content()).contains("question 2").contains("question 0");
    }

    @Test
    void keysAndLinksComeBeforeOlderQuestions() {
        List<TableProfile> tables = new ArrayList<>();
        List<Relationship> links = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            List<ColumnProfile> columns = new ArrayList<>();
            columns.add(Profiles.column("id", ColumnType.BIGINT, 90, "1", "90"));
            columns.add(Profiles.column("parent_id", ColumnType.BIGINT, 90, "1", "90"));
            for (int c = 0; c < 6; c++) {
                columns.add(Profiles.categorical("kind" + c + "x", List.of("value one", "two"), List.of(5L, 4L)));
            }
            tables.add(Profiles.table("t" + i, 900, columns));
            if (i > 0) {
                links.add(Profiles.edge("t" + i, "parent_id", "t" + (i - 1), "id"));
            }
        }
        DataContext context = Profiles.context(tables, links);

        String question = "How many t3 and t4 and t5 and t6 have kind1x?";
        List<ChatMessage> messages = Prompt.of(
                        context,
                        HeaderPseudonyms.of(context, PrivacyLevel.ROWS),
                        question,
                        history(context, turns(30)),
                        new Prompt.Limits(2500, 700, PrivacyLevel.ROWS, Shop::tokens),
                        QuestionValues.NONE)
                .messages();

        for (int i = 1; i < 12; i++) {
            assertThat(messages.get(0).content()).contains("→ t" + (i - 1) + ".id");
        }
        assertThat(messages.get(0).content()).as("not all fits").contains(" kind5x STRING,");
        assertThat(messages.get(1).content())
                .contains("question 29", "question 27")
                .doesNotContain("question 0\n");
    }

    @ParameterizedTest
    @EnumSource(
            value = PrivacyLevel.class,
            names = {"NAMES", "AGGREGATES"})
    void noTextOfTheDataBelowLevelExamples(PrivacyLevel level) {
        DataContext context = contextWithSecret();
        Prompt prompt = prompt(context, level, 4096, turns(2));
        StringBuilder shown = new StringBuilder();
        prompt.repair("SELECT 1", "error").forEach(message -> shown.append(message.content()));

        assertThat(shown).doesNotContain(SECRET).doesNotContain("2024-02-29");
        StringBuilder examples = new StringBuilder();
        prompt(context, PrivacyLevel.EXAMPLES, 4096, turns(2))
                .messages()
                .forEach(message -> examples.append(message.content()));
        assertThat(examples).as("the test's own plant").contains(SECRET).contains("2024-02-29");
    }

    @ParameterizedTest
    @EnumSource(
            value = PrivacyLevel.class,
            names = {"NAMES", "AGGREGATES"})
    void valuesInErrorsRespectPrivacyLevel(PrivacyLevel level) {
        FakeQueryEngine engine = new FakeQueryEngine()
                .fails(
                        "SELECT int(s) FROM t",
                        ErrorCode.QUERY_FAILED,
                        "CAST_INVALID_INPUT: The value '" + SECRET + "' cannot be cast");
        ScriptedModel model = ScriptedModel.saying("```sql\nSELECT int(s) FROM t\n```", "ANSWERABLE: no");
        OpenedData data = OpenedData.of(
                contextWithSecret(),
                engine,
                claims -> List.of(),
                (table, column, text, limit) -> List.of(),
                () -> List.of());

        ConversationManager manager = PipelineTurnHandler.manager(
                new InMemoryConversationStore(),
                model,
                new AnswerSettings(level, 700, Shop::tokens),
                Clock.systemUTC());
        String id = manager.create("Errors", List.of("t.csv"));
        manager.saveProfile(id, data.context());
        manager.ask(id, data, "What is it?", AnswerListener.NONE);

        assertThat(model.requests).hasSize(2);
        assertThat(model.shown()).contains("CAST_INVALID_INPUT").doesNotContain(SECRET);
    }

    @Test
    void questionLongerThanWindowIsOverflow() {
        ConversationStoreContract.assertCode(
                ErrorCode.LLM_CONTEXT_OVERFLOW,
                () -> Prompt.of(
                        Shop.context(),
                        HeaderPseudonyms.of(Shop.context(), PrivacyLevel.EXAMPLES),
                        "why ".repeat(5_000),
                        PromptContext.of("why ", Shop.context(), new ConversationMemory()),
                        new Prompt.Limits(2048, 700, PrivacyLevel.EXAMPLES, Shop::tokens),
                        QuestionValues.NONE));
    }

    private static Prompt prompt(DataContext context, PrivacyLevel level, int window, List<Turn> earlier) {
        return Prompt.of(
                context,
                HeaderPseudonyms.of(context, level),
                "What is it?",
                history(context, earlier),
                new Prompt.Limits(window, 700, level, Shop::tokens),
                QuestionValues.of("What is it?", context, ValueHitsTest.NOTHING));
    }

    private static PromptContext history(DataContext context, List<Turn> earlier) {
        ConversationMemory memory = new ConversationMemory();
        memory.add(new Profiled("2026-01-01T10:00:00Z", "abc"));
        for (Turn turn : earlier) {
            memory.add(new Asked(turn.askedAt(), turn.question()));
            memory.add(new Answered(turn.askedAt(), turn.answer(), "abc"));
        }
        return PromptContext.of("What is it?", context, memory);
    }

    private static int total(List<ChatMessage> messages) {
        return messages.stream()
                .mapToInt(message -> Shop.tokens(message.content()) + 8)
                .sum();
    }

    private static DataContext contextWithSecret() {
        return Profiles.context(
                List.of(Profiles.table(
                        "t",
                        9,
                        List.of(
                                Profiles.categorical("s", List.of(SECRET + " A", SECRET + " B"), List.of(5L, 4L)),
                                Profiles.column("name", ColumnType.STRING, 9, SECRET, SECRET + "z"),
                                Profiles.column("d", ColumnType.DATE, 9, "2024-02-29", "2024-02-29")))),
                List.of());
    }

    private static DataContext wide() {
        List<ColumnProfile> columns = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            columns.add(Profiles.categorical("col" + i + "x", List.of("value one", "value two"), List.of(5L, 4L)));
        }
        return Profiles.context(List.of(Profiles.table("wide", 9, columns)), List.of());
    }

    private static List<Turn> turns(int count) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            QueryResult result =
                    Shop.rows("SELECT " + i + " FROM t WHERE s = '" + SECRET + "'", List.of("n"), List.of(List.of(1L)));
            Answer answer = new Answer(
                    SECRET,
                    Outcome.ANSWERED,
                    AnsweredBy.MODEL,
                    List.of(result),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    false,
                    TokenUsage.NONE);
            turns.add(new Turn(i + 1, "question " + i, answer, "2026-01-01T10:00:00Z", false));
        }
        return turns;
    }
}
