package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ReadOptions;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.ConversationEvent.Answered;
import io.github.bigdatamigrator.conversation.ConversationEvent.Asked;
import io.github.bigdatamigrator.conversation.ConversationEvent.Created;
import io.github.bigdatamigrator.conversation.ConversationEvent.Described;
import io.github.bigdatamigrator.conversation.ConversationEvent.Failed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Profiled;
import io.github.bigdatamigrator.conversation.ConversationEvent.StateChanged;
import io.github.bigdatamigrator.conversation.ConversationEvent.Undone;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.llm.TokenUsage;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests every {@link ConversationStore}. */
public abstract class ConversationStoreContract {
    public static final Created CREATED = new Created(
            "2026-01-01T10:00:00Z",
            "Sales “Q1”\nüber alles 😀",
            List.of("a.csv", "b.xlsx#Sheet 2"),
            ReadOptions.DEFAULT);

    private static final Entry ENTRY = new Entry(3, Kind.FILTER, "only ‘x’", "year(d) = 2023", "2026-01-01T10:00:00Z");

    public abstract ConversationStore store();

    @Test
    void eventsAreReadBackEqual() {
        ConversationStore store = store();
        store.create("sales-1", CREATED);
        List<ConversationEvent> events = List.of(
                new Profiled("2026-01-01T10:00:01Z", "abc"),
                new Asked("2026-01-01T10:00:02Z", "How many\r\nlines?\u2028"),
                new Answered("2026-01-01T10:00:03Z", answer(), "abc"),
                new Asked("2026-01-01T10:00:04Z", "Again?"),
                new StateChanged("2026-01-01T10:00:05Z", List.of(ENTRY)),
                new Undone("2026-01-01T10:00:05Z"),
                new Failed("2026-01-01T10:00:05Z", ErrorCode.CANCELLED, "Stopped."),
                new Described("2026-01-01T10:00:09Z", "Sales of the south", true));

        try (ConversationStore.Writer writer = store.open("sales-1")) {
            events.forEach(writer::append);
            writer.force();
            assertThat(writer.repairs()).isEmpty();
        }

        assertThat(store.replay("sales-1")).startsWith(CREATED).endsWith(events.toArray(ConversationEvent[]::new));
        assertThat(store.summary("sales-1"))
                .isEqualTo(new ConversationSummary(
                        "sales-1",
                        "Sales of the south",
                        CREATED.dataFiles(),
                        ReadOptions.DEFAULT,
                        CREATED.at(),
                        "2026-01-01T10:00:05Z",
                        2,
                        true,
                        9));
    }

    @Test
    void readOptionsAreKeptUntilAProfileChangesThem() {
        ReadOptions semicolons = new ReadOptions(
                DialectOptions.builder()
                        .delimiter(";")
                        .quote('\0')
                        .decimalComma()
                        .build(),
                true);
        ReadOptions bars =
                new ReadOptions(DialectOptions.builder().delimiter("|").build(), false);
        ConversationStore store = store();
        store.create("c", new Created("2026-01-01T10:00:00Z", "Sales", List.of("a.csv"), semicolons));
        append(store, new Profiled("2026-01-01T10:00:01Z", "abc"));
        assertThat(store.summary("c").reading()).isEqualTo(semicolons);
        append(store, new Profiled("2026-01-01T10:00:02Z", "abd", bars));
        append(store, new Profiled("2026-01-01T10:00:03Z", "abe"));
        assertThat(store.summary("c").reading()).isEqualTo(bars);
        append(store, new Profiled("2026-01-01T10:00:04Z", "abf", ReadOptions.DEFAULT));
        assertThat(store.summary("c").reading()).isEqualTo(ReadOptions.DEFAULT);
        assertThat(store.replay("c"))
                .hasSize(5)
                .element(2)
                .isEqualTo(new Profiled("2026-01-01T10:00:02Z", "abd", bars));
    }

    private static void append(ConversationStore store, ConversationEvent event) {
        try (ConversationStore.Writer writer = store.open("c")) {
            writer.append(event);
        }
    }

    @Test
    void aNewWriterAppendsToTheEventsOfAnEarlierOne() {
        ConversationStore store = store();
        store.create("c", CREATED);
        for (int i = 0; i < 3; i++) {
            try (ConversationStore.Writer writer = store.open("c")) {
                writer.append(new Asked("2026-01-01T10:00:00Z", "q" + i));
            }
        }

        assertThat(store.replay("c")).hasSize(4).last().isEqualTo(new Asked("2026-01-01T10:00:00Z", "q2"));
    }

    @Test
    void theProfileIsStoredAndReplaced() {
        ConversationStore store = store();
        store.create("c", CREATED);
        assertThat(store.context("c")).isEmpty();

        try (ConversationStore.Writer writer = store.open("c")) {
            writer.saveProfile(Shop.context());
            writer.saveProfile(Shop.context());
        }

        assertThat(store.context("c")).contains(Shop.context());
    }

    @Test
    void aSecondWriterIsRejectedUntilTheFirstIsClosed() {
        ConversationStore store = store();
        store.create("c", CREATED);
        store.create("d", CREATED);

        try (ConversationStore.Writer first = store.open("c");
                ConversationStore.Writer other = store.open("d")) {
            assertCode(ErrorCode.CONVERSATION_LOCKED, () -> store.open("c"));
            assertCode(ErrorCode.CONVERSATION_LOCKED, () -> store.open("c"));
            first.append(new Asked("2026-01-01T10:00:00Z", "q"));
            assertThat(store.replay("c")).hasSize(2);
            assertThat(other.repairs()).isEmpty();
        }

        store.open("c").close();
    }

    @Test
    void aDeletedConversationIsUnknown() {
        ConversationStore store = store();
        store.create("c", CREATED);
        store.create("sales-abc", CREATED);

        try (ConversationStore.Writer writer = store.open("c")) {
            writer.delete();
        }

        assertThat(store.ids()).containsExactly("sales-abc");
        assertCode(ErrorCode.UNKNOWN_CONVERSATION, () -> store.replay("c"));
        assertCode(ErrorCode.UNKNOWN_CONVERSATION, () -> store.open("c"));
        assertCode(ErrorCode.UNKNOWN_CONVERSATION, () -> store.context("c"));
        assertThatThrownBy(() -> store.summary("sales-abd"))
                .hasMessageContaining("sales-abd")
                .hasMessageContaining("sales-abc");
    }

    @Test
    void aConversationIsNotCreatedTwice() {
        ConversationStore store = store();
        store.create("c", CREATED);

        assertCode(ErrorCode.STORE_FAILED, () -> store.create("c", CREATED));
        assertThat(store.ids()).containsExactly("c");
    }

    public static void assertCode(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    public static Answer answer() {
        List<@Nullable Object> row = Arrays.asList("Lamp", 3L, new BigDecimal("12.50"), 0.1, null, true);
        QueryResult result = new QueryResult(
                "SELECT 'x'",
                List.of("a", "b", "c", "d", "e", "f"),
                List.of(
                        ColumnType.STRING,
                        ColumnType.BIGINT,
                        ColumnType.decimal(10, 2),
                        ColumnType.DOUBLE,
                        ColumnType.DATE,
                        ColumnType.BOOLEAN),
                List.of(row),
                false,
                0.5,
                null);
        return new Answer(
                "Lamp: 3.",
                Answer.Outcome.ANSWERED,
                Answer.AnsweredBy.MODEL,
                List.of(result),
                List.of(new Answer.Claim("3", 0, 0, "b")),
                List.of("w"),
                List.of("s"),
                "m",
                false,
                new TokenUsage(5, 6));
    }
}
