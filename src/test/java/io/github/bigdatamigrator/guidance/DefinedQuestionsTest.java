package io.github.bigdatamigrator.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.context.Meanings.ColumnMeaning;
import io.github.bigdatamigrator.context.Meanings.Definition;
import io.github.bigdatamigrator.context.Meanings.Kind;
import io.github.bigdatamigrator.context.Meanings.TableMeaning;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain questions may use the names that people gave: synonyms, measures, filters, and the date that they chose. */
class DefinedQuestionsTest {
    private static ColumnProfile key(String name, long distinct) {
        return ColumnBuilder.named(name, ColumnType.BIGINT)
                .distinct(Count.exactly(distinct))
                .range("1", String.valueOf(distinct))
                .build();
    }

    private static final DataContext TRIPS = Profiles.context(
                    List.of(
                            Profiles.table(
                                    "trips",
                                    900,
                                    List.of("trip_id"),
                                    List.of(
                                            key("trip_id", 900),
                                            key("line_id", 12),
                                            Profiles.column("booked", ColumnType.DATE, 300, "2021-01-01", "2022-12-31"),
                                            Profiles.column(
                                                    "departed", ColumnType.DATE, 300, "2021-01-02", "2022-12-31"),
                                            Profiles.column("seats", ColumnType.BIGINT, 40, "1", "60"),
                                            Profiles.column("fare", ColumnType.decimal(8, 2), 200, "1", "90"))),
                            Profiles.table(
                                    "lines",
                                    12,
                                    List.of("line_id"),
                                    List.of(
                                            key("line_id", 12),
                                            Profiles.categorical(
                                                    "region", List.of("north", "south"), List.of(7L, 5L))))),
                    List.of(Profiles.edge("trips", "line_id", "lines", "line_id")))
            .withMeanings(new Meanings(
                    Map.of(
                            "trips",
                            new TableMeaning(null, List.of("Fahrten", "journeys"), "departed", List.of(), Map.of()),
                            "lines",
                            new TableMeaning(
                                    null,
                                    List.of(),
                                    null,
                                    List.of(),
                                    Map.of("region", new ColumnMeaning(null, List.of("Gebiet"), null)))),
                    List.of(
                            new Definition(
                                    Kind.MEASURE,
                                    "load",
                                    "load",
                                    "trips",
                                    "sum(`trips`.`seats`) / count(*)",
                                    List.of("Auslastung"),
                                    null),
                            new Definition(
                                    Kind.MEASURE,
                                    "wide",
                                    "wide",
                                    "trips",
                                    "sum(`trips`.`fare`) / count(DISTINCT `lines`.`region`)",
                                    List.of(),
                                    null),
                            new Definition(
                                    Kind.FILTER,
                                    "full trips",
                                    "full_trips",
                                    "trips",
                                    "`trips`.`seats` >= 60",
                                    List.of("ausgebucht"),
                                    null))));

    private static Optional<String> sql(String question) {
        return PlainQuestions.of(question, TRIPS, List.of())
                .map(GuidedQuestion::sql)
                .map(sql -> sql.replaceAll("\\s+", " "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load by month | SELECT date_format(departed, 'yyyy-MM') AS month, sum(seats) / count(*) AS load"
                        + " FROM trips GROUP BY 1 ORDER BY 1",
                "Auslastung je Gebiet | SELECT lines.region, sum(trips.seats) / count(*) AS load FROM trips JOIN"
                        + " lines ON trips.line_id = lines.line_id GROUP BY lines.region ORDER BY load DESC, 1",
                "what is the total load? | SELECT sum(seats) / count(*) AS load FROM trips",
                "how many full trips are there? | SELECT count(*) AS number_of_trips FROM trips WHERE (seats >= 60)",
                "how many journeys are there?   | SELECT count(*) AS number_of_trips FROM trips",
                "number of trips by Gebiet | SELECT lines.region, count(*) AS number_of_trips FROM trips JOIN lines ON"
                        + " trips.line_id = lines.line_id GROUP BY lines.region ORDER BY number_of_trips DESC, 1"
            })
    void namesOfPeopleAreUnderstood(String question, String expected) {
        assertThat(sql(question)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"average load by month", "how many load", "load and fare by month", "wide by month"})
    void whatIsNotClearIsLeftToAModel(String question) {
        assertThat(sql(question)).isEmpty();
    }

    @Test
    void aMeasureIsAmongTheSuggestedQuestions() {
        List<String> questions = new UserGuidanceSystem()
                .questions(TRIPS, new io.github.bigdatamigrator.knowledge.FakeData()).stream()
                        .map(GuidedQuestion::text)
                        .toList();

        assertThat(questions).anyMatch(text -> text.contains("load")).noneMatch(text -> text.contains("the wide"));
    }
}
