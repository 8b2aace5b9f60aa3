package io.github.bigdatamigrator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnFindings.Cells;
import io.github.bigdatamigrator.context.ColumnFindings.Outliers;
import io.github.bigdatamigrator.context.ColumnFindings.Semantics;
import io.github.bigdatamigrator.context.ColumnFindings.Shape;
import io.github.bigdatamigrator.context.ColumnFindings.Shapes;
import io.github.bigdatamigrator.context.ColumnFindings.Signs;
import io.github.bigdatamigrator.context.ColumnFindings.TimeBin;
import io.github.bigdatamigrator.context.ColumnFindings.TimeSpread;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Correlation;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DuplicateRows;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.RunStatistics;
import io.github.bigdatamigrator.context.SemanticKind;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.Uniqueness;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContextJsonTest {
    @Test
    void aProfileIsReadBackEqual() {
        DataContext context = everything();

        assertThat(ContextJson.parse(ContextJson.text(context))).isEqualTo(context);
        assertThat(ContextJson.read(ContextJson.write(context))).isEqualTo(context);
    }

    @Test
    void theFieldsAreThoseOfTheContract() {
        JsonNode json = Json.parse(ContextJson.text(everything()));

        assertThat(json.path("schema_version").asInt()).isEqualTo(1);
        JsonNode table = json.path("tables").path(0);
        assertThat(table.path("name").asText()).isEqualTo("my sales");
        assertThat(table.path("sql_name").asText()).isEqualTo("my_sales");
        assertThat(table.path("format").asText()).isEqualTo("csv");
        assertThat(table.path("primary_key").path(0).asText()).isEqualTo("id");
        JsonNode column = table.path("columns").path(0);
        assertThat(column.path("distinct").path("value").asLong()).isEqualTo(70);
        assertThat(column.path("distinct").path("exact").asBoolean()).isFalse();
        assertThat(column.path("unique").path("value").asBoolean()).isTrue();
        assertThat(column.path("quantiles").path("p99").asDouble()).isEqualTo(7);
        assertThat(column.path("top_values").path(0).path("count").asLong()).isEqualTo(3);
        JsonNode edge = json.path("relationships").path(0);
        assertThat(edge.path("cardinality").asText()).isEqualTo("many_to_one");
        assertThat(edge.path("containment").path("rows").asDouble()).isEqualTo(1);
        assertThat(edge.path("orphans").path("examples").isArray()).isTrue();
        assertThat(json.path("run").path("spark_master").asText()).isEqualTo("local[2]");
    }

    @Test
    void everyFieldIsThatOfTheContract() throws IOException {
        try (InputStream golden = ContextJsonTest.class.getResourceAsStream("profile.json")) {
            String expected = new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);

            assertThat(Json.parse(ContextJson.text(everything()))).isEqualTo(Json.parse(expected));
        }
    }

    @Test
    void bigintAndDoubleAreNumbersAndOtherTypesAreStrings() {
        JsonNode columns = Json.parse(ContextJson.text(everything()))
                .path("tables")
                .path(0)
                .path("columns");

        assertThat(columns.path(0).path("max").isIntegralNumber()).isTrue();
        assertThat(columns.path(1).path("max").isFloatingPointNumber()).isTrue();
        assertThat(columns.path(2).path("max").asText()).isEqualTo("10.50");
        assertThat(columns.path(2).path("max").isTextual()).isTrue();
        assertThat(columns.path(3).path("min").isTextual()).isTrue();
    }

    @Test
    void anAbsentOrNonFiniteNumberIsAnAbsentField() {
        ColumnProfile odd = numeric("odd", ColumnType.DOUBLE, "NaN", "Infinity", Double.NaN);

        String text = ContextJson.text(Profiles.context(List.of(Profiles.table("t", 1, List.of(odd))), List.of()));

        assertThat(text).doesNotContain("NaN").doesNotContain("Infinity");
        JsonNode table = Json.parse(text).path("tables").path(0);
        assertThat(table.has("primary_key")).isTrue();
        assertThat(table.path("primary_key").isNull()).isTrue();
        assertThat(table.path("columns").path(0).has("min")).isFalse();
        assertThat(table.path("columns").path(0).has("mean")).isFalse();
    }

    @Test
    void doublesKeepTheirText() {
        for (String text :
                List.of("0.1", "1.0E10", "1.0E-5", "0.00001", "150.50", "-3.5", "42", "1.7976931348623157E308")) {
            DataContext context = Profiles.context(
                    List.of(Profiles.table("t", 1, List.of(numeric("x", ColumnType.DOUBLE, text, text, 1.0)))),
                    List.of());
            assertThat(ContextJson.parse(ContextJson.text(context))).isEqualTo(context);
        }
    }

    @Test
    void aNewerVersionAndDamageAreRejectedWithTheReason() {
        assertThatThrownBy(() -> ContextJson.parse("{\"schema_version\": 2}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema_version 2");
        assertThatThrownBy(() -> ContextJson.parse("{\"schema_version\": 1, "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> ContextJson.parse("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> ContextJson.parse("{\"schema_version\":1,\"run\":{}}"))
                .hasMessageContaining("'seconds' is missing");
    }

    private static DataContext everything() {
        ColumnProfile id = numeric("id", ColumnType.BIGINT, "1", "9223372036854775807", 4.5);
        ColumnProfile real = ColumnBuilder.like(numeric("x y", ColumnType.DOUBLE, "-1.5", "2.25", 0.1))
                .findings(found(null))
                .build();
        ColumnProfile money = numeric("m", ColumnType.decimal(10, 2), "0.99", "10.50", 5.0);
        ColumnProfile day = ColumnBuilder.like(Profiles.column("day", ColumnType.DATE, 3, "2024-01-01", "2024-12-31"))
                .findings(found(new TimeSpread(
                        List.of(new TimeBin("2024-01-01", "2024-02-01", 3), new TimeBin("2024-02-01", "2025-01-01", 0)),
                        12,
                        2,
                        List.of("2024-03..2024-04"),
                        List.of(1L, 2L, 3L, 4L, 5L, 0L, 0L))))
                .build();
        ColumnProfile text = Profiles.categorical("status", List.of("a \"quoted\"\n", "ü"), List.of(2L, 1L));
        List<@Nullable String> sample = Arrays.asList("1", null, "ü");
        TableProfile table = new TableProfile(
                "my sales",
                "my_sales",
                "data/*.csv",
                new Origin(
                        "csv",
                        List.of(
                                new DataFile("file:/a.csv", 5, 6),
                                new DataFile("file:/b.csv", 7, 8, List.of(17L, 4000L))),
                        null,
                        new Dialect("UTF-16LE", "||", '\0', '\\', 3, 2, 4, true, '.', '#', List.of("-999", "missing"))),
                71,
                List.of(id, real, money, day, text),
                List.of(sample),
                List.of("id"),
                List.of(new Problem("a.csv", "short rows", 3)),
                DuplicateRows.about(5, 2),
                new Correlations(
                        List.of(new Correlation("m", "x y", 0.91, -0.5, 60, 0.04)), List.of("m", "x y"), 3, 71));
        TableProfile sheet = new TableProfile(
                "book_Sheet2",
                "book_Sheet2",
                "book.xlsx#Sheet2",
                new Origin("xlsx", List.of(new DataFile("file:/book.xlsx", 1, 2)), "Sheet2", null),
                0,
                List.of(Profiles.column("id", ColumnType.BIGINT, 0)),
                List.of(),
                null,
                List.of(),
                null,
                Correlations.NONE);
        return new DataContext(
                List.of(table, sheet),
                List.of(
                        new Relationship(
                        "my sales",
                        List.of("id", "day"),
                        "book_Sheet2",
                        List.of("id", "id"),
                        Relationship.Cardinality.MANY_TO_ONE,
                        0.5,
                        1,
                        2,
                        List.of("7", "8"),
                        0.75,
                        "names agree",
                        "other.id"),
                        new Relationship(
                                "my sales",
                                List.of("status"),
                                "book_Sheet2",
                                List.of("id"),
                                Relationship.Cardinality.MANY_TO_MANY,
                                1,
                                1,
                                0,
                                List.of(),
                                0.9,
                                "lists of keys",
                                null,
                                null,
                                new Relationship.JoinCondition(
                                        "split(my_sales.status, ';')", "book_Sheet2.id", "my_sales.m = 1", ";"))),
                List.of(new Problem("c.csv", "is empty", 1)),
                new RunStatistics(1.5, 10, 20, "local[2]", "4.2.0", "2026-01-01T00:00:00Z", true, 0));
    }

    private static ColumnFindings found(@Nullable TimeSpread time) {
        return new ColumnFindings(
                new Cells(1, 2, 3),
                new Signs(4, 5),
                ColumnFindings.Order.STRICTLY_DESCENDING,
                new Shapes(List.of(new Shape("AA-999", 9, "DE-123"), new Shape("\"", 1, "\"")), 10, false),
                new Semantics(SemanticKind.CREDIT_CARD, true, 9, 10, false),
                new Outliers(-1.5, 7.25, 1, 2, true, List.of("-99", "1000")),
                List.of(new ColumnProfile.TopValue("-99", 4, true)),
                time,
                true,
                new ColumnFindings.Almost(
                        "number", 9, 10, false, List.of("1.5"), List.of("n/a!"), "the others are not"));
    }

    @Test
    void findingsAreFieldsOfTheColumn() {
        JsonNode table = ContextJson.write(everything()).path("tables").path(0);
        JsonNode columns = table.path("columns");
        assertThat(columns.path(1).path("cells").path("padded").asInt()).isEqualTo(3);
        assertThat(columns.path(1).path("order").asText()).isEqualTo("strictly_descending");
        assertThat(columns.path(1).path("semantics").path("kind").asText()).isEqualTo("credit_card");
        assertThat(columns.path(0).has("order")).isFalse();
        assertThat(columns.path(3).path("histogram").path(0).path("from").asText())
                .isEqualTo("2024-01-01");
        assertThat(table.path("duplicate_rows").path("error").asInt()).isEqualTo(2);
        assertThat(table.path("correlations")
                        .path("pairs")
                        .path(0)
                        .path("pearson")
                        .asDouble())
                .isEqualTo(0.91);
    }

    @Test
    void profilesWithoutFindingsAreRead() {
        com.fasterxml.jackson.databind.node.ObjectNode old = ContextJson.write(Profiles.context(
                List.of(Profiles.table("t", 1, List.of(Profiles.column("c", ColumnType.STRING, 1)))), List.of()));
        ((com.fasterxml.jackson.databind.node.ObjectNode)
                        old.path("tables").path(0).path("columns").path(0))
                .remove("cells");

        assertThat(ContextJson.read(old).tables().get(0).columns().get(0).findings())
                .isEqualTo(ColumnFindings.NONE);
    }

    private static ColumnProfile numeric(String name, ColumnType type, String min, String max, double mean) {
        return ColumnBuilder.named(name, type)
                .sqlName(name.replace(' ', '_'))
                .pattern("dd.MM.yyyy")
                .nullMarkers(List.of("N/A"))
                .nulls(1)
                .distinct(Count.about(70, 0.02))
                .unique(new Uniqueness(true, false))
                .range(min, max)
                .mean(mean)
                .stddev(1.25)
                .sum(type.kind() == ColumnType.Kind.DOUBLE ? "3.5" : "12345678901234567890")
                .quantiles(new ColumnProfile.Quantiles(1, 2, 3, 4, 5, 6, 7, 0.01))
                .lengths(new ColumnProfile.Lengths(1, 2.5, 4))
                .topValues(List.of(
                        new ColumnProfile.TopValue(type.kind() == ColumnType.Kind.DOUBLE ? "1.5" : "1", 3, false)))
                .histogram(List.of(new ColumnProfile.Bin(0, 1.5, 4)))
                .build();
    }
}
