package io.github.bigdatamigrator.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.ValueFinder.Mention;
import io.github.bigdatamigrator.context.query.ValueFinder.ValueHit;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.query.SparkQueryEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("spark")
class SparkValueFinderTest {
    private final SparkSession session = session();
    private final SparkValueFinder finder =
            finder(Profiles.column("place", ColumnType.STRING, 4), Profiles.column("code", ColumnType.STRING, 20_000));

    private SparkValueFinder finder(ColumnProfile... columns) {
        return new SparkValueFinder(
                session,
                new SparkQueryEngine(session, Set.of("places"), 1000, Duration.ofMinutes(1)),
                List.of(Profiles.table("places", 103, List.of(columns))));
    }

    private static SparkSession session() {
        SparkSession session = SharedSpark.newSession();
        session.sql("SELECT element_at(array('CA', 'NY', 'Zürich', 'zurich', NULL), CAST(id % 5 AS INT) + 1) AS place, "
                        + "CAST(id AS STRING) AS code"
                        + " FROM range(103)")
                .createOrReplaceTempView("places");
        return session;
    }

    @Test
    void theStoredFormIsFoundWithItsRows() {
        assertThat(finder.nearest("places", "place", "California", 1)).first().satisfies(hit -> {
            assertThat(hit.value()).isEqualTo("CA");
            assertThat(hit.rows()).isEqualTo(21);
            assertThat(hit.similarity()).isBetween(0.5, 0.99);
        });
    }

    @Test
    void formsThatDifferInCaseAndAccentsAllComeMostFrequentFirst() {
        assertThat(finder.nearest("places", "PLACE", "ZURICH", 5))
                .containsExactly(new ValueHit("Zürich", 21, 1), new ValueHit("zurich", 20, 1));
    }

    @Test
    void aTextThatIsNothingLikeAnyValueFindsNone() {
        assertThat(finder.nearest("places", "place", "qqqqqqqq", 5)).isEmpty();
    }

    @Test
    void aSentenceMentionsStoredValues() {
        assertThat(finder.mentioned("Who lives in ZURICH, or in Zürichs 17?"))
                .contains(
                        new Mention("places", "place", "Zürich", "zurich", 0),
                        new Mention("places", "place", "zurich", "zurich", 0))
                .allMatch(mention -> mention.column().equals("place"));
    }

    @ParameterizedTest
    @CsvSource({"place,CA,true", "PLACE,NY,true", "place,ca,false", "code,17,"})
    void itIsKnownWhetherAColumnOfFewValuesHoldsOne(String column, String value, Boolean held) {
        assertThat(finder.holds("places", column, value)).isEqualTo(Optional.ofNullable(held));
    }

    @ParameterizedTest
    @CsvSource({"ZURICH,0", "zuri,2", "Atlantis,"})
    void itIsKnownWhetherAnyValueHasAText(String text, Integer longer) {
        assertThat(finder.containing(text)).as("a column of too many values").isEmpty();
        assertThat(finder(Profiles.column("place", ColumnType.STRING, 4)).containing(text))
                .hasValueSatisfying(found -> assertThat(found.stream().map(Mention::distance))
                        .isEqualTo(longer == null ? List.of() : List.of(longer)));
    }

    @Test
    void anUnknownColumnIsBadInput() {
        assertThatThrownBy(() -> finder.nearest("places", "town", "x", 1))
                .isInstanceOf(MigratorException.class)
                .hasMessage("Table `places` has no column `town`. Its columns: place, code.");
    }
}
