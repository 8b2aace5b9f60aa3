package io.github.bigdatamigrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.ValueFinder;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.knowledge.ApprovedQuestions.Approved;
import io.github.bigdatamigrator.knowledge.ApprovedQuestions.Asked;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.PhraseIndex;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReviewedAnswersTest {
    static final DataContext SHOP = Profiles.context(
            List.of(
                    Profiles.table(
                            "orders",
                            1000,
                            List.of(
                                    number("order_id"),
                                    date("order_date"),
                                    date("ship_date"),
                                    number("supplier_id"),
                                    number("customer_id"),
                                    number("product_id"),
                                    number("store_id"),
                                    number("quantity"),
                                    number("amount"),
                                    number("discount"),
                                    text("status", "open", "shipped", "returned", "cancelled"),
                                    text("channel", "web", "store", "phone"))),
                    Profiles.table(
                            "customers",
                            100,
                            List.of(
                                    number("customer_id"),
                                    text("name", "Ann Lee", "Bob Ray"),
                                    text("country", "Germany", "France", "Austria", "Italy", "Spain", "Georgia"),
                                    text("city", "Berlin", "Paris", "Vienna", "Rome", "New York"),
                                    text("state", "Georgia", "Ohio"),
                                    text("segment", "Consumer", "Corporate", "Home Office"))),
                    Profiles.table(
                            "products",
                            50,
                            List.of(
                                    number("product_id"),
                                    text("product_name", "Desk Lamp", "Oak Desk", "Office Chair"),
                                    text("category", "Furniture", "Office Supplies", "Technology"),
                                    text("brand", "Acme", "Globex", "Initech"),
                                    number("price"))),
                    Profiles.table(
                            "suppliers",
                            5,
                            List.of(number("supplier_id"), text("country", "Germany", "France", "Italy", "Austria"))),
                    Profiles.table(
                            "stores",
                            5,
                            List.of(number("store_id"), text("store_name", "North"), text("region", "EU"))),
                    Profiles.table(
                            "bestellungen", 5, List.of(number("nr"), number("kunde"), date("datum"), number("umsatz"))),
                    Profiles.table(
                            "kunden",
                            5,
                            List.of(
                                    number("nr"),
                                    text("name", "Anna"),
                                    text("land", "Deutschland", "Österreich", "Frankreich", "Italien"),
                                    text("ort", "Berlin")))),
            List.of());

    @TempDir
    Path folder;

    private static ColumnProfile number(String name) {
        return Profiles.column(name, ColumnType.BIGINT, 50);
    }

    private static ColumnProfile date(String name) {
        return Profiles.column(name, ColumnType.DATE, 50, "2020-01-01", "2025-12-31");
    }

    private static ColumnProfile text(String name, String... values) {
        return Profiles.categorical(name, Arrays.asList(values), Collections.nCopies(values.length, 1L));
    }

    /** Knows the values of the profile. */
    record Values(DataContext context) implements ValueFinder {
        @Override
        public List<ValueHit> nearest(String table, String column, String text, int limit) {
            return List.of();
        }

        @Override
        public List<Mention> mentioned(String sentence) {
            PhraseIndex<Mention> index = new PhraseIndex<>();
            context.tables()
                    .forEach(table -> table.columns()
                            .forEach(column -> column.topValues()
                                    .forEach(top -> index.add(
                                            top.value(),
                                            new Mention(table.sqlName(), column.sqlName(), top.value(), "", 0)))));
            return index.find(FoldedWords.of(sentence)).stream()
                    .map(hit -> new Mention(
                            hit.known().table(),
                            hit.known().column(),
                            hit.known().value(),
                            hit.phrase(),
                            hit.distance()))
                    .toList();
        }

        @Override
        public Optional<Boolean> holds(String table, String column, String value) {
            return context.table(table)
                    .flatMap(it -> it.column(column))
                    .map(it ->
                            it.topValues().stream().anyMatch(top -> top.value().equals(value)));
        }
    }

    private static ReviewedAnswer answer(Review review, String question, String sql) {
        return ReviewedAnswer.of(
                question, List.of(), review, List.of(sql), List.of(), "2026-11-30T10:00:00Z", "", 0, "f1");
    }

    static Stream<Arguments> same() {
        return ApprovedQuestions.all().stream()
                .flatMap(approved -> approved.same().stream().map(asked -> Arguments.of(approved, asked)));
    }

    static Stream<Arguments> others() {
        return ApprovedQuestions.all().stream()
                .flatMap(approved -> approved.others().stream().map(asked -> Arguments.of(approved, asked)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("same")
    void theSameQuestionHasTheStatementWithItsParameters(Approved approved, Asked asked) {
        assertThat(match(approved, asked.question()))
                .hasValueSatisfying(match -> assertThat(match.sql()).containsExactly(asked.sql()));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("others")
    void anotherQuestionIsNotAnswered(Approved approved, String asked) {
        assertThat(match(approved, asked)).isEmpty();
    }

    private Optional<ReviewedAnswers.Match> match(Approved approved, String asked) {
        ReviewedAnswers answers = new ReviewedAnswers(new KnowledgeFolder(folder));
        answers.add(answer(Review.good("anna"), approved.question(), approved.sql()), SHOP);
        return answers.match(asked, List.of(), SHOP, new Values(SHOP));
    }
}
