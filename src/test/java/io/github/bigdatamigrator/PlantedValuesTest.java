package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.AnswerJson;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values that stand in a file are followed through the whole program, with an online model at the level of aggregates.
 */
@Tag("spark")
class PlantedValuesTest {
    private static final String KEY = "sk-planted-5f2c81";
    private static final String HEADER = "plantedheader@example.com";
    /** In cells, in the smallest and the largest of them, in a literal, in an earlier result. */
    private static final List<String> PLANTED =
            List.of("Aaplantedcell", "Zzplantedcell", "Plantedliteral", "1987-06-05", HEADER, "plantedheader");

    private static final String BROKEN = "{\"error\":\"Compute error.\"}";

    @AutoClose
    private final ScriptedLMStudio local = ScriptedLMStudio.start();

    @AutoClose
    private final ScriptedLMStudio online = ScriptedLMStudio.start();

    @TempDir
    Path folder;

    @Test
    void noValueLeavesTheMachineAndTheKeyIsKeptNowhere() throws IOException {
        StringBuilder told = new StringBuilder();
        Settings settings = settings();
        try (LLMConversationSystem system = LLMConversationSystem.open(settings, SharedSpark.session())) {
            String id = system.createConversation("People", files());

            local.reply("```sql\nSELECT name, town FROM people WHERE town = 'Plantedliteral' ORDER BY id LIMIT 5\n```");
            Answer first = system.addMessage(id, "Which of them live where the harbour is, please?");
            assertThat(first.answeredBy()).isEqualTo(AnsweredBy.MODEL);
            assertThat(first.content()).contains("Aaplantedcell");

            // The local model breaks; the online one writes what fails on a value, and then what runs.
            local.always((to, body) -> to.body(400, "application/json", BROKEN));
            online.reply("```sql\nSELECT CAST(name AS INT) AS n FROM people\n```")
                    .reply("```sql\nSELECT count(*) AS n FROM people WHERE id > 1\n```");
            Answer second = system.addMessage(id, "And how large would that crowd be without number one?");
            assertThat(second.outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(second.answeredBy()).isEqualTo(AnsweredBy.ONLINE);

            // The local model replies, and nothing that it says is of use.
            local.reply("Hm.").reply("Hm?").reply("Hm!");
            online.reply("```sql\nSELECT max(id) AS most FROM people\n```");
            Answer third = system.addMessage(id, "Tell me the uppermost of those running figures, would you?");
            assertThat(third.answeredBy()).isEqualTo(AnsweredBy.ONLINE);
            assertThat(third.fallbackUsed()).isTrue();
            assertThat(third.model()).isEqualTo("codellama-34b-instruct");
            assertThat(third.warnings()).anyMatch(warning -> warning.contains("was asked online"));
            assertThat(third.usage().requests()).hasSize(4);

            // What the user says quotes values: in a question, in what is to hold, and so in every question after it.
            online.reply("```sql\nSELECT count(*) AS n FROM people WHERE town = 'withheld_1'\n```");
            Answer fourth = system.addMessage(id, "How big is the crowd that Plantedliteral has drawn so far?");
            assertThat(fourth.answeredBy()).isEqualTo(AnsweredBy.ONLINE);
            assertThat(fourth.content()).contains("2");
            assertThat(fourth.queries().get(0).sql()).contains("town = 'Plantedliteral'");
            system.handle(id)
                    .change(new StateChange.Add(Kind.FILTER, "without Zzplantedcell's", "name <> 'Zzplantedcell'"));
            online.reply("```sql\nSELECT count(*) AS n FROM people WHERE id > 0\n```")
                    .reply("```sql\nSELECT CAST(born AS INT) AS n FROM people\n```")
                    .reply("```sql\nSELECT count(*) AS n FROM people WHERE name <> 'withheld_1'\n```");
            Answer fifth = system.addMessage(id, "How big is that crowd when nobody else is taken away?");
            assertThat(fifth.answeredBy()).isEqualTo(AnsweredBy.ONLINE);

            online.reply("KEY people(id)").reply("{}");
            told.append(system.optimizeSchemaWithFallback(id).ddl());
            system.detectRelationshipsWithFallback(id);
            for (Answer answer : List.of(first, second, third, fourth, fifth)) {
                told.append(AnswerJson.write(answer)).append(answer);
            }
            told.append(system.handle(id).export(ExportFormat.JSON)).append(settings);
        }
        assertThat(online.requests()).hasSizeGreaterThanOrEqualTo(9);
        for (String body : online.requests()) {
            assertThat(PLANTED).noneMatch(body::contains);
        }
        assertThat(String.join("\n", local.requests()))
                .as("the test's own plants, the header by its name in SQL")
                .contains(
                        PLANTED.stream().filter(plant -> !plant.equals(HEADER)).toList());
        assertThat(online.heads()).anyMatch(head -> head.contains(KEY));
        assertThat(local.heads()).noneMatch(head -> head.contains(KEY));
        assertThat(told).doesNotContain(KEY);
        assertThat(written()).contains("how large would that crowd be").doesNotContain(KEY);
        String outbound = Files.readString(folder.resolve("kept/outbound.log"));
        assertThat(outbound.lines()).hasSameSizeAs(online.requests());
        assertThat(PLANTED).noneMatch(outbound::contains);
    }

    /** Everything that the program has written. */
    private String written() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> paths = Files.walk(folder.resolve("kept"))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(path));
            }
        }
        return all.toString();
    }

    private List<String> files() throws IOException {
        Path people = Files.writeString(
                folder.resolve("people.csv"),
                "id,name,town,born," + HEADER + "\n1,Aaplantedcell,Plantedliteral,1987-06-05,x\n"
                        + "2,Zzplantedcell,Plantedliteral,1991-01-01,y\n3,Mmother,Elsewhere,2001-02-03,z\n");
        Path visits =
                Files.writeString(folder.resolve("visits.csv"), "visit,person,flag\n10,1,1\n11,1,2\n12,3,3\n13,2,1\n");
        return List.of(people.toString(), visits.toString());
    }

    private Settings settings() {
        return Settings.of(
                Map.of(),
                Map.of(
                        "LOCAL_LLM_URL",
                        local.url(),
                        "OPENAI_BASE_URL",
                        online.url(),
                        "OPENAI_API_KEY",
                        KEY,
                        "ENABLE_ONLINE_FALLBACK",
                        "true",
                        "PROFILE_CACHE_DIR",
                        "off",
                        "CONVERSATION_DIR",
                        folder.resolve("kept").toString()),
                null);
    }
}
