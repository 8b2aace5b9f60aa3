package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.ReplayReport.Verdict;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A conversation reads its files again as it read them the first time. The files look like comma-separated text and are
 * not.
 */
@Tag("spark")
class KeptDialectRunTest {
    private static final String ROWS = "place,town|amount,total\nBern,A|10,5\nBasel,B|5,5\n";
    private static final String SQL = "SELECT place_town FROM visits ORDER BY place_town";
    private static final DialectOptions BARS =
            DialectOptions.builder().delimiter("|").build();

    @TempDir
    Path folder;

    private final ScriptedLMStudio studio = ScriptedLMStudio.start();
    private LLMConversationSystem system;
    private Path file;
    private ConversationHandle conversation;

    @BeforeEach
    void theDialectOfAConversationIsKept() throws IOException {
        studio.replyWith(body -> "```sql\n" + SQL + "\n```");
        system = open();
        file = Files.writeString(folder.resolve("visits.csv"), ROWS);
        ProfileRequest request = ProfileRequest.of(List.of(file.toString(), folder + "/none.csv"))
                .withDialect(BARS)
                .skippingUnreadable();
        conversation = system.handle(system.createConversation("Visits", request));
        conversation.ask("Which places are there in the list, please?");
        assertThat(columns()).containsExactly("place,town", "amount,total");
    }

    private LLMConversationSystem open() {
        Map<String, String> environment = Map.of(
                "CONVERSATION_DIR", folder.resolve("conversations").toString(),
                "PROFILE_CACHE_DIR", folder.resolve("cache").toString(),
                "LOCAL_LLM_URL", studio.url());
        return LLMConversationSystem.open(Settings.of(Map.of(), environment, null), SharedSpark.session());
    }

    @AfterEach
    void close() {
        system.close();
        studio.close();
    }

    private List<String> columns() {
        return conversation.context().orElseThrow().tables().get(0).columns().stream()
                .map(ColumnProfile::name)
                .toList();
    }

    private void reopen() {
        system.close();
        system = open();
        conversation = system.handle(conversation.id());
    }

    @Test
    void theFilesLookLikeAnotherDialect() {
        String sniffed = system.createConversation("Sniffed", List.of(file.toString()));
        conversation = system.handle(sniffed);
        assertThat(columns()).isNotEqualTo(List.of("place,town", "amount,total"));
    }

    @Test
    void aReplayOnAChangedFileReadsItAsTheFirstTime() throws IOException {
        Files.writeString(file, ROWS + "Chur,C|1,5\n");
        reopen();
        assertThat(conversation.replay().queries()).singleElement().satisfies(again -> {
            assertThat(again.verdict()).as(String.valueOf(again.change())).isEqualTo(Verdict.CHANGED);
            assertThat(again.rowsNow()).isEqualTo(3);
        });
    }

    @Test
    void aRefreshReadsAsTheFirstTimeAndAnUnreadableFileStaysAProblem() throws IOException {
        Files.writeString(file, ROWS + "Chur,C|1,5\n");
        reopen();
        conversation.profile(conversation.request().refreshing());
        assertThat(columns()).containsExactly("place,town", "amount,total");
        assertThat(conversation.context().orElseThrow().tables().get(0).rows()).isEqualTo(3);
        assertThat(conversation.context().orElseThrow().problems())
                .extracting(Problem::message)
                .anyMatch(message -> message.startsWith(Problem.LEFT_OUT));
    }

    @Test
    void anotherDialectIsKeptFromThenOn() {
        conversation.profile(conversation
                .request()
                .withDialect(
                        DialectOptions.builder().delimiter(",").headerRows(0).build()));
        reopen();
        assertThat(conversation.request().reading().skipUnreadable()).isTrue();
        conversation.profile(conversation.request().refreshing());
        assertThat(columns()).hasSize(3);
        conversation.profile(conversation.request().withDialect(DialectOptions.NONE));
        reopen();
        assertThat(conversation.request().reading().dialect()).isEqualTo(DialectOptions.NONE);
    }

    @Test
    void twoConversationsAtOnceReadOneFileInTwoWays() {
        ConversationHandle other = system.handle(system.createConversation(
                "Other",
                ProfileRequest.of(List.of(file.toString()))
                        .withDialect(DialectOptions.builder().delimiter(",").build())));
        assertThat(other.request().reading().dialect().delimiter()).isEqualTo(",");
        conversation.profile(conversation.request().refreshing());
        assertThat(columns()).containsExactly("place,town", "amount,total");
    }

    @Test
    void theExportedNotebookReadsTheFilesInTheSameWay() {
        assertThat(conversation.export(ExportFormat.NOTEBOOK))
                .contains(".withDialect(DialectJson.parse(", "delimiter", ".skippingUnreadable()");
    }

    @Test
    void aConversationKeepsItsOwnFiles() {
        ProfileRequest foreign = ProfileRequest.of(List.of("other.csv"));
        assertThatThrownBy(() -> conversation.profile(foreign))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("visits.csv")
                .hasMessageContaining("other.csv");
    }
}
