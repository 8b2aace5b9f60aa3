package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.schema.Recommendation;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mission's own example, call by call, on real files, Spark, and an LM Studio on loopback. */
@Tag("spark")
class LLMConversationSystemTest {
    private static final String TOP_PRODUCTS = """
        ANSWERABLE: yes
        WHY: units per product
        ```sql
        SELECT product, sum(quantity) AS units FROM sales GROUP BY product ORDER BY units DESC LIMIT 2
        ```
        """;

    @TempDir
    Path folder;

    private List<String> files() throws IOException {
        Path sales = folder.resolve("sales.csv");
        Files.writeString(
                sales, "sale_id,customer_id,product,quantity\n1,1,Lamp,5\n2,1,Kettle,7\n3,2,Lamp,4\n4,2,Chair,1\n");
        Path customers = folder.resolve("customers.csv");
        Files.writeString(customers, "customer_id,name\n1,Ada\n2,Bo\n");
        return List.of(sales.toString(), customers.toString());
    }

    private Settings settings(String url, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("LOCAL_LLM_URL", url);
        environment.put("CONVERSATION_DIR", folder.resolve("conversations").toString());
        return Settings.of(Map.of(), environment, null);
    }

    private LLMConversationSystem open(String url) {
        return LLMConversationSystem.open(settings(url, Map.of()), SharedSpark.session());
    }

    @Test
    void theMissionsExampleRuns() throws IOException {
        try (ScriptedLMStudio studio = ScriptedLMStudio.start()) {
            studio.reply(TOP_PRODUCTS);
            String id;
            try (LLMConversationSystem system = open(studio.url())) {
                id = system.createConversation("Sales Analysis", files());
                Answer answer = system.addMessage(id, "What are the best products by units in total, please?");
                assertThat(answer.outcome()).isEqualTo(Answer.Outcome.ANSWERED);
                assertThat(answer.answeredBy()).isEqualTo(Answer.AnsweredBy.MODEL);
                assertThat(answer.queries().get(0).rows()).containsExactly(List.of("Lamp", 9L), List.of("Kettle", 7L));
                assertThat(answer.content()).contains("Lamp", "9", "Kettle", "7");
                Guidance guidance = system.generateGuidance(id);
                assertThat(guidance.questions()).isNotEmpty();
                assertThat(system.onlineFallbackEnabled()).isFalse();
                studio.reply("I would say:\nKEY sales(customer_id)\nDROP sales(colour)\n");
                SchemaPlan plan = system.optimizeSchema(id, SchemaTarget.POSTGRESQL);
                assertThat(plan.model()).isNotNull();
                assertThat(plan.recommendations())
                        .filteredOn(made -> made.origin() == Recommendation.Origin.MODEL)
                        .extracting(Recommendation::status)
                        .containsExactly(Recommendation.Status.REFUTED, Recommendation.Status.UNTESTABLE);
                assertThat(plan.ddl()).contains("PRIMARY KEY", "FOREIGN KEY");
                assertThat(plan.fallbackUsed()).isFalse();
            }
            studio.reply(TOP_PRODUCTS);
            try (LLMConversationSystem again = open(studio.url())) {
                assertThat(again.conversations()).hasSize(1);
                assertThat(again.conversation(id).turns()).hasSize(1);
                Answer answer = again.addMessage(id, "And once more the products by their units, largest first?");
                assertThat(answer.queries().get(0).rows().get(0)).containsExactly("Lamp", 9L);
                assertThat(again.conversation(id).turns()).hasSize(2);
                again.handle(id).delete();
                assertThatThrownBy(() -> again.conversation(id))
                        .isInstanceOfSatisfying(
                                MigratorException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_CONVERSATION));
            }
        }
    }

    @Test
    void withoutAModelTheProfileAndTheGuidedQuestionsStillServe() throws IOException {
        // A port that nothing listens on: the scripted server's, after it has been closed.
        ScriptedLMStudio closed = ScriptedLMStudio.start();
        String url = closed.url();
        closed.close();
        try (LLMConversationSystem system = open(url)) {
            String id = system.createConversation("No model", files());
            Answer rows = system.addMessage(id, "How many rows does sales have?");
            assertThat(rows.answeredBy()).isEqualTo(Answer.AnsweredBy.PROFILE);
            assertThat(rows.content()).contains("4");
            String guided = system.generateGuidance(id).questions().get(0).text();
            Answer answer = system.addMessage(id, guided);
            assertThat(answer.answeredBy()).isEqualTo(Answer.AnsweredBy.GUIDED);
            assertThat(answer.outcome()).isEqualTo(Answer.Outcome.ANSWERED);
            Answer free = system.addMessage(id, "Why do giraffes sleep so little on Tuesdays?");
            assertThat(free.outcome()).isEqualTo(Answer.Outcome.FAILED);
            assertThat(String.join(" ", free.warnings()) + free.content()).contains("lms server start");
        }
    }

    @Test
    void aFileThatChangedIsNotAnsweredFromTheOldProfile() throws IOException {
        try (ScriptedLMStudio studio = ScriptedLMStudio.start();
                LLMConversationSystem system = open(studio.url())) {
            List<String> files = files();
            String id = system.createConversation("Changing", files);
            Files.writeString(Path.of(files.get(0)), "sale_id,customer_id,product,quantity\n1,1,Lamp,50\n");
            try (LLMConversationSystem later = open(studio.url())) {
                studio.reply(TOP_PRODUCTS);
                assertThatThrownBy(() -> later.addMessage(id, "Which products sold the most units altogether?"))
                        .isInstanceOfSatisfying(
                                MigratorException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CHANGED));
            }
        }
    }

    @Test
    void noConversationIsLeftBehindByFilesThatCannotBeRead() {
        try (LLMConversationSystem system = open("http://127.0.0.1:9/v1")) {
            assertThatThrownBy(() -> system.createConversation("Broken", List.of(folder + "/none.csv")))
                    .isInstanceOf(MigratorException.class);
            assertThat(system.conversations()).isEmpty();
        }
    }

    @Test
    void anAddressOnAnotherMachineIsNotUsedWithoutConsent() {
        Settings away = settings("http://10.11.12.13:1234/v1", Map.of());
        try (LLMConversationSystem system = LLMConversationSystem.open(away, SharedSpark.session())) {
            assertThat(system.modelStatus().available()).isFalse();
            assertThat(system.modelStatus().note()).contains("LOCAL_LLM_TRUSTED");
        }
        assertThat(onlineAllowed(Map.of("ENABLE_ONLINE_FALLBACK", "true"))).isFalse();
        assertThat(onlineAllowed(Map.of("OPENAI_API_KEY", "sk-x"))).isFalse();
        assertThat(onlineAllowed(Map.of("ENABLE_ONLINE_FALLBACK", "true", "OPENAI_API_KEY", "sk-x")))
                .isTrue();
    }

    private boolean onlineAllowed(Map<String, String> consent) {
        try (LLMConversationSystem system = LLMConversationSystem.open(settings("http://127.0.0.1:9/v1", consent))) {
            return system.onlineFallbackEnabled();
        }
    }
}
