package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.knowledge.describe.DataDescription.Report;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meanings and corrections have effect on a conversation as soon as their file changes, and on everything it shows. */
@Tag("spark")
class MeaningsRunTest {
    private static final String QUESTION = "Umsatz je Monat, bitte als Liste mit dem Modell?";

    @TempDir
    Path folder;

    private final ScriptedLMStudio studio = ScriptedLMStudio.start();
    private LLMConversationSystem system;
    private ConversationHandle conversation;

    @BeforeEach
    void openTheShop() throws IOException {
        Files.writeString(folder.resolve("sales.csv"), """
            sale_id,customer_id,store_id,sold_at,quantity,unit_price,status,card_number
            1,1,1,2024-01-05,2,10.50,paid,4111-xx
            2,2,2,2024-01-09,1,99.00,paid,4112-xx
            3,1,1,2024-02-11,5,3.20,open,4113-xx
            4,3,2,2024-02-20,1,10.50,paid,4114-xx
            5,3,1,2024-03-02,4,7.25,returned,4115-xx
            6,2,3,2024-03-08,2,99.00,paid,4116-xx
            """);
        Files.writeString(folder.resolve("customers.csv"), "id,name,state\n1,Ada,active\n2,Bo,active\n3,Cy,gone\n");
        Files.writeString(folder.resolve("stores.csv"), "id,city\n1,Bern\n2,Rom\n3,Ulm\n");
        Map<String, String> environment = Map.of(
                "CONVERSATION_DIR", folder.resolve("conversations").toString(),
                "KNOWLEDGE_DIR", folder.resolve("knowledge").toString(),
                "PROFILE_CACHE_DIR", folder.resolve("cache").toString(),
                "LOCAL_LLM_URL", studio.url());
        system = LLMConversationSystem.open(Settings.of(Map.of(), environment, null), SharedSpark.session());
        conversation = system.handle(system.createConversation("Shop", files()));
    }

    private List<String> files() {
        return List.of("sales.csv", "customers.csv", "stores.csv").stream()
                .map(name -> folder.resolve(name).toString())
                .toList();
    }

    @AfterEach
    void close() {
        system.close();
        studio.close();
    }

    private void knowledge(String file, String yaml) {
        try {
            Files.createDirectories(folder.resolve("knowledge"));
            Files.writeString(folder.resolve("knowledge").resolve(file), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> edges(DataContext context) {
        return context.relationships().stream()
                .map(edge -> edge.fromTable() + "." + edge.fromColumns().get(0) + " > " + edge.toTable())
                .toList();
    }

    private DataContext context() {
        return conversation.context().orElseThrow();
    }

    @Test
    void correctionsChangeTheRelationshipsAtOnceAndTakeThemselvesBack() {
        assertThat(edges(context()))
                .containsExactlyInAnyOrder("sales.customer_id > customers", "sales.store_id > stores");

        knowledge("meanings.yaml", """
            relationships:
              - not: sales.store_id -> stores.id
              - yes: sales.quantity -> stores.id
              - yes: sales.status -> customers.state
              - yes: sales.customer_id -> customers.id
            """);
        conversation.guide();

        assertThat(edges(context()))
                .containsExactlyInAnyOrder("sales.customer_id > customers", "sales.quantity > stores");
        Relationship quantity = context().relationships().stream()
                .filter(edge -> edge.fromColumns().contains("quantity"))
                .findFirst()
                .orElseThrow();
        assertThat(quantity.orphanRows()).isEqualTo(2);
        assertThat(quantity.containmentDistinct()).isEqualTo(0.5);
        assertThat(quantity.evidence()).contains("confirmed by a person");
        assertThat(context().problems())
                .extracting(Problem::subject, Problem::message)
                .singleElement()
                .satisfies(told -> assertThat(told.toString())
                        .contains("meanings.yaml, line 4", "refuted", "customers has 2 rows"));
        assertThat(edges(system.profile(ProfileRequest.of(files())))).isEqualTo(edges(context()));

        knowledge("meanings.yaml", "");
        assertThat(edges(context()))
                .containsExactlyInAnyOrder("sales.customer_id > customers", "sales.store_id > stores");
    }

    @Test
    void aHiddenColumnIsNowhereButInAMigration() {
        knowledge("meanings.yaml", "tables:\n  sales: {hidden: [card_number]}\n");
        studio.replyWith(body -> "```sql\nSELECT card_number FROM sales\n```");

        assertThat(ContextJson.text(context())).doesNotContain("card_number", "4111");
        assertThat(conversation.guide().toString()).doesNotContain("card_number");
        assertThatThrownBy(() -> conversation.query("SELECT s.card_number FROM sales s"))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUERY_REFUSED))
                .hasMessageContaining("sales.card_number is hidden");
        assertThat(conversation
                        .query("SELECT * FROM sales ORDER BY 1 LIMIT 1")
                        .rows()
                        .toString())
                .doesNotContain("4111");
        Answer answer = conversation.ask("Which cards were used by buyers with the longest purchases?");
        assertThat(answer.content()).contains("card_number is hidden");
        assertThat(studio.requests().get(0).toString()).doesNotContain("card_number", "4111");
        assertThat(system.profile(ProfileRequest.of(files()))
                        .table("sales")
                        .orElseThrow()
                        .columns())
                .extracting(ColumnProfile::name)
                .hasSize(7)
                .doesNotContain("card_number");
        assertThat(conversation.optimize(SchemaTarget.SPARK).ddl()).contains("card_number");
    }

    @Test
    void aConversationAboutTheSameDataHasTheProfileWithoutMeanings() {
        knowledge("meanings.yaml", "tables:\n  sales: {hidden: [card_number]}\n");
        ConversationHandle like = system.handle(system.createConversationLike("Again", conversation.id()));
        assertThat(like.context()).isEqualTo(conversation.context());
        assertThat(like.query("SELECT max(unit_price) FROM sales").rows().toString())
                .contains("99");

        knowledge("meanings.yaml", "");
        assertThat(like.context()).isEqualTo(conversation.context());
        assertThat(like.query("SELECT max(card_number) FROM sales").rows().toString())
                .contains("4116-xx");
    }

    @Test
    void aMeasureIsExpandedByTheProgramAndTheAnswerSaysSo() {
        knowledge("meanings.yaml", """
            tables:
              sales: {description: one line of a receipt, columns: {quantity: {synonyms: [Stückzahl]}}}
            measures:
              turnover: {sql: sum(quantity * unit_price), synonyms: [Umsatz]}
              broken: sum(status)
            filters:
              active customers: state = 'active'
            """);
        studio.replyWith(body -> "```sql\nSELECT date_format(sold_at, 'yyyy-MM') AS m, turnover FROM sales GROUP BY 1"
                + " ORDER BY 1\n```");

        Answer answer = conversation.ask(QUESTION);

        assertThat(answer.queries().get(0).sql()).contains("(sum(quantity * unit_price)) AS turnover");
        assertThat(answer.queries().get(0).rows().get(0).get(1)).hasToString("120.00");
        assertThat(answer.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("turnover", "sum(quantity * unit_price)"));
        assertThat(studio.requests().get(0).toString())
                .contains("one line of a receipt", "also called Stückzahl", "turnover (also called Umsatz)")
                .doesNotContain("quantity * unit_price", "broken");
        assertThat(context().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("“broken” does not run"));
        assertThat(conversation
                        .query("SELECT count(*) AS n FROM customers WHERE active_customers")
                        .rows())
                .containsExactly(List.of(2L));
    }

    @Test
    void aModelThatIgnoresAMeasureIsSentBackAndThenContradicted() {
        knowledge("meanings.yaml", "measures:\n  Umsatz: sum(quantity * unit_price)\n");
        studio.replyWith(body -> "```sql\nSELECT sum(unit_price) AS u FROM sales\n```");

        Answer answer = conversation.ask("Wie hoch ist der Umsatz insgesamt laut Modell, bitte?");

        assertThat(studio.requests()).hasSize(2);
        assertThat(studio.requests().get(1).toString()).contains("write the bare name Umsatz");
        assertThat(answer.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("verwendet nicht", "sum(quantity * unit_price)"));
    }

    @Test
    void draftsImportsAndApprovalHaveTheirEffect() throws IOException {
        Report draft = conversation.meanings().draft();
        assertThat(draft.drafts()).isPositive();
        assertThat(draft.yaml()).contains("status: draft", "revenue:", "sum(quantity * unit_price)");
        assertThat(context().meanings().definitions()).isEmpty();

        assertThat(conversation.meanings().approve()).isEqualTo(draft.drafts());
        assertThat(context().meanings().definitions()).hasSize(1);
        assertThat(conversation.meanings().report().drafts()).isZero();

        Path dictionary = Files.writeString(
                folder.resolve("wörter.csv"),
                "Tabelle;Spalte;Beschreibung;Einheit\nsales;unit_price;Preis je Stück;EUR\nsales;nix;falsch;\n");
        Report report = conversation.meanings().importFrom(dictionary);
        assertThat(report.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("line 3", "no column nix"));
        assertThat(context().meanings().tables())
                .hasEntrySatisfying(
                        "sales",
                        sales -> assertThat(sales.columns())
                                .hasEntrySatisfying(
                                        "unit_price",
                                        price -> assertThat(price.unit()).isEqualTo("EUR")));

        String model = conversation.meanings().ossie("shop");
        assertThat(model).contains("name: shop", "Preis je Stück", "cardinality: many_to_one", "name: revenue");
        assertThatThrownBy(() -> conversation.meanings().importFrom(folder.resolve("none.md")))
                .hasMessageContaining("no file");
    }

    @Test
    void theEntriesOfADataSetCanBeReplacedAndOthersStay() {
        knowledge("meanings.yaml", "tables:\n  flights: {description: other}\n  sales: {description: old}\n");

        Report report =
                conversation.meanings().replace("{\"tables\": {\"sales\": {\"description\": \"new\"}}}", any -> true);

        assertThat(report.yaml()).contains("new").doesNotContain("old", "flights");
        assertThat(report.otherTables()).containsExactly("flights");
        assertThat(context().meanings().tables())
                .hasEntrySatisfying(
                        "sales", sales -> assertThat(sales.description()).isEqualTo("new"));
        assertThatThrownBy(() -> conversation.meanings().replace("{\"tabels\": {}}", any -> true))
                .hasMessageContaining("meanings.yaml, line 1: there is no key “tabels”");
    }
}
