package io.github.bigdatamigrator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.OnlineLLMFallback;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplySchema;
import io.github.bigdatamigrator.llm.ScriptedModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelationshipReviewTest {
    private final FakeVerifier facts = new FakeVerifier();
    private final ScriptedModel model = new ScriptedModel().named("judge");

    private static DataContext context(List<Relationship> relationships) {
        return Profiles.context(
                List.of(
                        Profiles.table(
                                "carriers",
                                4,
                                List.of("id"),
                                List.of(Profiles.column("id", ColumnType.BIGINT, 4, "1", "4"))),
                        Profiles.table(
                                "clerks",
                                9,
                                List.of("id"),
                                List.of(Profiles.column("id", ColumnType.BIGINT, 9, "1", "9"))),
                        Profiles.table(
                                "orders",
                                800,
                                List.of("id"),
                                List.of(
                                        Profiles.column("id", ColumnType.BIGINT, 800, "1", "800"),
                                        Profiles.column("brought", ColumnType.BIGINT, 4, "1", "4"),
                                        Profiles.column("weight", ColumnType.BIGINT, 90, "5", "3000")))),
                relationships);
    }

    private static Relationship uncertain(String target) {
        return new Relationship(
                "orders",
                List.of("brought"),
                target,
                List.of("id"),
                Relationship.Cardinality.MANY_TO_ONE,
                1,
                1,
                0,
                List.of(),
                0.55,
                "every value is found",
                null);
    }

    @Test
    void aReferenceThatTheModelFindsIsVerifiedAndAdded() {
        model.reply("brought -> carriers.id");
        DataContext reviewed = new RelationshipReview(facts, model).review(context(List.of()));
        assertThat(reviewed.relationships()).singleElement().satisfies(edge -> {
            assertThat(edge.toTable()).isEqualTo("carriers");
            assertThat(edge.evidence()).contains("judge");
        });
        assertThat(facts.checked)
                .containsExactly(new DataClaim.Included("orders", List.of("brought"), "carriers", List.of("id")));
    }

    @Test
    void whatTheModelIsNotShownIsTold() {
        List<ColumnProfile> many = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            many.add(Profiles.column("c" + i, ColumnType.BIGINT, 4, "1", "4"));
        }
        DataContext wide = Profiles.context(
                List.of(context(List.of()).tables().get(0), Profiles.table("wide", 800, many)), List.of());
        model.reply("c0 -> carriers.id").reply("{}").reply("{}").reply("{}").reply("{}");

        DataContext reviewed = new RelationshipReview(facts, model).review(wide);

        assertThat(model.requests().get(0).messages().toString()).contains("c29 and 100 more");
        assertThat(reviewed.problems())
                .extracting(Problem::message)
                .containsExactly("a model reviewed 100 of 130 columns that may refer to a key; the rest is as the data"
                        + " gave it");
    }

    @Test
    void aJsonReplyIsReadToo() {
        model.reply("{\"brought\": \"carriers.id\", \"weight\": \"none\"}");
        DataContext reviewed = new RelationshipReview(facts, model).review(context(List.of()));
        assertThat(reviewed.relationships()).extracting(Relationship::toTable).containsExactly("carriers");
        assertThat(model.requests().get(0).replySchema())
                .extracting(ReplySchema::jsonSchema)
                .asString()
                .contains("\"carriers.id\"", "\"none\"", "\"orders.brought\"");
    }

    @Test
    void theModelDoesNotOverrideTheData() {
        facts.refute(new DataClaim.Included("orders", List.of("brought"), "carriers", List.of("id")), 1, "7");
        model.reply("brought -> carriers.id");
        DataContext before = context(List.of(uncertain("clerks")));
        assertThat(new RelationshipReview(facts, model).review(before)).isEqualTo(before);
    }

    @Test
    void anUncertainReferenceIsChangedConfirmedOrDropped() {
        model.reply("- `brought` -> carriers.id").reply("brought -> clerks.id").reply("brought -> none");
        RelationshipReview review = new RelationshipReview(facts, model);
        DataContext before = context(List.of(uncertain("clerks")));
        assertThat(review.review(before).relationships())
                .extracting(Relationship::toTable)
                .containsExactly("carriers");
        assertThat(review.review(before).relationships()).singleElement().satisfies(edge -> {
            assertThat(edge.toTable()).isEqualTo("clerks");
            assertThat(edge.confidence()).isEqualTo(0.8);
        });
        assertThat(review.review(before).relationships()).isEmpty();
    }

    @Test
    void theModelGetsNamesAndCounts() {
        new RelationshipReview(facts, model).review(context(List.of()));
        assertThat(model.requests()).singleElement().satisfies(request -> {
            assertThat(request.level()).isEqualTo(PrivacyLevel.AGGREGATES);
            assertThat(text(request))
                    .contains("brought", "carriers.id (4 rows)", "none")
                    .doesNotContain("3000");
        });
    }

    @Test
    void columnsOfManyTablesShareACallAndThoseWithADoubtfulReferenceComeFirst() {
        List<TableProfile> tables = new ArrayList<>(context(List.of()).tables());
        for (int i = 0; i < 150; i++) {
            tables.add(Profiles.table(
                    "logs" + i, 90, null, List.of(Profiles.column("brought", ColumnType.BIGINT, 4, "1", "4"))));
        }
        Relationship doubtful = new Relationship(
                "logs149",
                List.of("brought"),
                "clerks",
                List.of("id"),
                Relationship.Cardinality.MANY_TO_ONE,
                1,
                1,
                0,
                List.of(),
                0.5,
                "every value is found",
                null);
        model.reply("logs149.brought -> none\nlogs3.brought -> carriers.id");
        DataContext reviewed = new RelationshipReview(facts, model).review(Profiles.context(tables, List.of(doubtful)));
        assertThat(model.requests()).hasSize(5);
        assertThat(text(model.requests().get(0))).contains("logs149.brought (4 distinct)", "Table orders (800 rows)");
        assertThat(reviewed.relationships()).extracting(Relationship::fromTable).containsExactly("logs3");
    }

    @Test
    void theFallbackIsAskedOnlyIfTheFirstReplyDecidesNothing() {
        ScriptedModel online = new ScriptedModel().named("far");
        OnlineLLMFallback both = new OnlineLLMFallback(model, online, PrivacyLevel.AGGREGATES);
        model.reply("I cannot tell.");
        online.reply("brought -> carriers.id");
        assertThat(new RelationshipReview(facts, both)
                        .review(context(List.of()))
                        .relationships())
                .singleElement()
                .satisfies(edge -> assertThat(edge.evidence()).contains("chosen by far"));
        model.reply("brought -> clerks.id");
        assertThat(new RelationshipReview(facts, both)
                        .review(context(List.of()))
                        .relationships())
                .singleElement()
                .satisfies(edge -> assertThat(edge.evidence()).contains("chosen by judge"));
        assertThat(model.requests()).hasSize(2);
        assertThat(online.requests()).hasSize(1);
    }

    @Test
    void aDroppedReferenceBecomesAProblem() {
        model.reply("brought -> none");
        DataContext reviewed = new RelationshipReview(facts, model).review(context(List.of(uncertain("clerks"))));
        assertThat(reviewed.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.subject()).isEqualTo("orders.brought");
            assertThat(problem.message()).contains("says judge", "clerks.id", "0.55");
        });
    }

    @Test
    void aCertainReferenceIsNotReviewed() {
        new RelationshipReview(facts, model)
                .review(context(List.of(Profiles.edge("orders", "brought", "carriers", "id"))));
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void anUnreachableModelChangesNothing() {
        DataContext before = context(List.of(uncertain("clerks")));
        assertThat(new RelationshipReview(facts, model.away()).review(before)).isEqualTo(before);
        assertThat(facts.checked).isEmpty();
    }

    @Test
    void aReplyWithoutAnOfferedChoiceChangesNothing() {
        model.reply("brought -> warehouses.id\nweight -> carriers.id\nsurely it is the carrier");
        DataContext before = context(List.of());
        assertThat(new RelationshipReview(facts, model).review(before)).isEqualTo(before);
    }

    private static String text(ChatRequest request) {
        return request.messages().get(1).content();
    }
}
