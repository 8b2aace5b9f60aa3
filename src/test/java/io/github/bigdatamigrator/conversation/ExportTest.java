package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.answer.PipelineTurnHandler;
import io.github.bigdatamigrator.conversation.export.ConversationArchive;
import io.github.bigdatamigrator.json.Json;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportTest {
    private static final String QUESTION = "How <many> | are\nthere?";

    private final ConversationStore store = new InMemoryConversationStore();
    private final ConversationArchive archive = new ConversationArchive(store, java.time.Clock.systemUTC());
    private final ConversationManager manager = PipelineTurnHandler.manager(
            store, ScriptedModel.away(), ConversationManagerTest.SETTINGS, java.time.Clock.systemUTC());

    @BeforeEach
    void createConversation() {
        store.create("c", ConversationStoreContract.CREATED);
        try (ConversationStore.Writer writer = store.open("c")) {
            writer.append(new ConversationEvent.Profiled("2026-01-01T10:00:01Z", "abc"));
            writer.append(new ConversationEvent.Asked("2026-01-01T10:00:02Z", QUESTION));
            writer.append(
                    new ConversationEvent.Answered("2026-01-01T10:00:03Z", ConversationStoreContract.answer(), "abc"));
        }
        manager.setState(
                "c", new StateChange.Add(Kind.FILTER, "only 2023", "year(d) = 2023"), ConversationState.ANY_VERSION);
    }

    @Test
    void markdownContainsQuestionAnswerSqlRowsAndState() {
        String text = archive.export("c", ExportFormat.MARKDOWN);

        assertThat(text)
                .startsWith("# Sales “Q1” über alles 😀\n")
                .contains("## 1. How &lt;many&gt; \\| are there?\n", "Lamp: 3.", "```sql\nSELECT 'x'\n```")
                .contains("""
                        | a | b | c | d | e | f |
                        |---|--:|--:|--:|---|---|
                        | Lamp | 3 | 12.50 | 0.1 | null | true |""")
                .contains("- filter: only 2023 (year(d) = 2023)");
    }

    @Test
    void jsonIsTheConversationOfTheRestApiWithItsState() {
        JsonNode node = Json.parse(archive.export("c", ExportFormat.JSON));

        assertThat(node.path("id").asText()).isEqualTo("c");
        assertThat(node.at("/messages/0/content").asText()).isEqualTo(QUESTION);
        assertThat(node.at("/messages/1/queries/0/rows/0/0").asText()).isEqualTo("Lamp");
        assertThat(node.at("/messages/1/stale").asBoolean(true)).isFalse();
        assertThat(node.at("/state/entries/0/sql").asText()).isEqualTo("year(d) = 2023");
        assertThat(node.path("version").asLong()).isEqualTo(5);
    }

    @Test
    void theNotebookRerunsTheQueriesAndShowsTheirResults() {
        JsonNode node = Json.parse(archive.export("c", ExportFormat.NOTEBOOK));

        assertThat(node.path("nbformat").asInt()).isEqualTo(4);
        List<String> sources = node.findValuesAsText("source");
        assertThat(sources.get(1))
                .contains("createConversation(\"Sales \\u201cQ1\\u201d\\n\\u00fcber alles \\ud83d\\ude00\"")
                .contains("List.of(\"a.csv\", \"b.xlsx#Sheet 2\")");
        assertThat(sources).contains("show(\"SELECT 'x'\");", "system.close();");
        assertThat(node.findValuesAsText("text"))
                .containsExactly("a\tb\tc\td\te\tf\nLamp\t3\t12.50\t0.1\tnull\ttrue\n");
        assertThat(node.findValuesAsText("id")).doesNotHaveDuplicates().hasSize(5);
    }
}
