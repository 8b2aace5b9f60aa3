package io.github.bigdatamigrator.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs every guided question on views in ANSI mode, with names that need quotes. */
@Tag("spark")
class GuidedSqlTest {
    private static final SparkSession SESSION = SharedSpark.newSessionForSmallTables();
    private static final ProfiledViews VIEWS = new ProfiledViews(SESSION);
    private static List<GuidedQuestion> questions = List.of();

    @BeforeAll
    static void makeViews() {
        view("order_lines", """
            SELECT id AS line_id, 1 + id % 7 AS order, 1 + id % 11 AS `größe_id`, 1 + id % 4 AS quantity,
                cast(2.5 * (1 + id % 11) AS decimal(8,2)) AS unit_price, if(id % 9 = 0, null,
                'n' || id % 3) AS `select`,
                id % 2 = 0 AS is_gift
            FROM range(200)\
            """);
        view("order", """
            SELECT 1 + id AS order, 1 + (id * id) % 6 AS customer_no, date_add(date'2025-01-01',
                cast(id * 20 AS int)) AS `date`,
                timestamp'2025-01-03 10:00:00' + make_interval(0, 0, 0, cast(id * 21 AS int)) AS shipped_at,
                date_add(date'2025-01-05', cast(id * 20 AS int)) AS due_on,
                date_add(date'2025-01-03', cast(id * 21 AS int)) AS delivered_on,
                if(id = 0, 5000.0D, 10.0D + id) AS `values`
            FROM range(30)\
            """);
        view(
                "customer",
                "SELECT 1 + id AS customer_no, 'client ' || id AS `name`, 'seg' || id % 2 AS segment FROM range(7)");
        view("größen_kind", "SELECT 1 + id AS `größe_id`, 1 + id % 3 AS kind_id FROM range(10)");
        view("kind", "SELECT 1 + id AS kind_id, 'sort ' || id AS `name` FROM range(3)");
        view("größen", """
            SELECT 1 + id AS `größe_id`, cast(id * 7 % 5 AS int) AS in_stock,
                cast(1 + id % 3 AS int) AS reorder_level, 'size ' || id AS title, if(id % 2 = 0, 'big',
                'small') AS kind, id / 2 AS boss
            FROM range(10)\
            """);
        view("Leute", """
            SELECT 1 + id AS id, 'F' || id % 5 AS first_name, 'L' || id AS last_name,
                if(id = 0, null, 1 + id div 3) AS manager_id, 1000 + 17 * id AS salary, 'c' || id % 3 AS city
            FROM (SELECT cast(id AS int) AS id FROM range(25))\
            """);
        questions = new UserGuidanceSystem().questions(context(), VIEWS);
    }

    private static void view(String name, String sql) {
        SESSION.sql(sql).createOrReplaceTempView("`" + name + "`");
    }

    private static DataContext context() {
        List<TableProfile> tables = List.of(
                VIEWS.profile("order lines", "order_lines", List.of("line_id")),
                VIEWS.profile("order", "order", List.of("order")),
                VIEWS.profile("größen", "größen", List.of("größe_id")),
                VIEWS.profile("Leute", "Leute", List.of("id")),
                VIEWS.profile("customer", "customer", List.of("customer_no")),
                VIEWS.profile("größen kind", "größen_kind", List.of("größe_id")),
                VIEWS.profile("kind", "kind", List.of("kind_id")));
        Relationship orphans = new Relationship(
                "order lines",
                List.of("größe_id"),
                "größen",
                List.of("größe_id"),
                Relationship.Cardinality.MANY_TO_ONE,
                0.9,
                0.9,
                18,
                List.of("11"),
                0.9,
                "same name",
                null);
        Relationship managers = Profiles.edge("Leute", "manager_id", "Leute", "id");
        Relationship pairs = new Relationship(
                "größen kind",
                List.of("größe_id"),
                "größen",
                List.of("größe_id"),
                Relationship.Cardinality.ONE_TO_ONE,
                1,
                1,
                0,
                List.of(),
                1,
                "same name",
                null);
        return Profiles.context(
                tables,
                List.of(
                        Profiles.edge("order lines", "order", "order", "order"),
                        orphans,
                        managers,
                        pairs,
                        Profiles.edge("größen kind", "kind_id", "kind", "kind_id"),
                        Profiles.edge("order", "customer_no", "customer", "customer_no")));
    }

    @Test
    void everyQuestionIsAcceptedAndRuns() {
        assertThat(questions).hasSameSizeAs(VIEWS.checked).hasSizeGreaterThan(15);
        for (GuidedQuestion question : questions) {
            assertThat(VIEWS.run(question.sql()).rows())
                    .as(question.text() + "\n" + question.sql())
                    .isNotEmpty();
        }
    }

    @Test
    void resultsMatchTheData() {
        assertThat(rows("Which order lines refer to a größen that does not exist?"))
                .isEqualTo("[[11, 18]]");
        assertThat(rows("Which Leute have the most direct reports?".toLowerCase(java.util.Locale.ROOT)))
                .startsWith("[[F1 L1, 3], [F2 L2, 3]");
        assertThat(rows("Which kinds have the highest revenue?")).startsWith("[[sort ");
        assertThat(rows("Which orders have the highest revenue?")).startsWith("[[");
        assertThat(rows("How many orders have a delivered on after their due on?"))
                .isEqualTo("[[30, 27, 90.0]]");
        assertThat(rows("Which customers have gone longest without an order?")).startsWith("[[client ");
        assertThat(rows("How many customers have one order, how many two, and so on?"))
                .isEqualTo("[[5, 2], [10, 2]]");
        assertThat(rows("How many größen have in stock below their reorder level?"))
                .isEqualTo("[[10, 3]]");
        assertThat(rows("Which Leute come closest to the salary of their manager, or exceed it?"))
                .startsWith("[[");
        assertThat(rows("How many order lines are gift, and how many are not?"))
                .isEqualTo("[[false, 100, 50.0], [true, 100, 50.0]]");
    }

    private static String rows(String text) {
        GuidedQuestion found = questions.stream()
                .filter(question -> question.text().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not among "
                        + questions.stream().map(GuidedQuestion::text).toList()));
        return VIEWS.run(found.sql()).rows().toString();
    }
}
