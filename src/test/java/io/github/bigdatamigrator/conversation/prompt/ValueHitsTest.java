package io.github.bigdatamigrator.conversation.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.ValueFinder;
import io.github.bigdatamigrator.context.ValueFinder.Mention;
import io.github.bigdatamigrator.context.ValueFinder.ValueHit;
import io.github.bigdatamigrator.fixture.Profiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueHitsTest {
    static final ValueFinder NOTHING = (table, column, text, limit) -> List.of();
    private static final DataContext CITIES = Profiles.context(
            List.of(Profiles.table(
                    "places",
                    100,
                    List.of(
                            Profiles.categorical("city", List.of("Zürich", "New York", "La Paz"), List.of(5L, 4L, 3L)),
                            Profiles.categorical("state", List.of("CA", "open", "on hold"), List.of(5L, 4L, 3L)),
                            Profiles.column("inhabitant", ColumnType.STRING, 90, "Aaron", "Zoe")))),
            List.of());

    @ParameterizedTest
    @CsvSource({
        "How many sales in zurich?,Zürich",
        "How many sales in ZÜRICH?,Zürich",
        "What happened in new york last year?,New York",
        "What happened in New Yrok last year?,New York",
        "Which ones are on hold?,on hold",
        "List the opens,open",
    })
    void wordsOfTheQuestionMatchStoredValues(String question, String value) {
        assertThat(ValueHits.of(question, CITIES, NOTHING))
                .extracting(ValueHits::value)
                .contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"How many cities are there?", "Which state has the most?", "What is new?", "How can I hold it?"})
    void ordinaryWordsMatchNothing(String question) {
        assertThat(ValueHits.of(question, CITIES, NOTHING)).isEmpty();
    }

    @Test
    void onlyUnknownQuotedTextsAreSearchedInTheFullData() {
        List<String> asked = new ArrayList<>();
        ValueFinder finder = (table, column, text, limit) -> {
            asked.add(table + "." + column + "=" + text);
            return List.of(new ValueFinder.ValueHit("Müller & Co", 3, 0.9));
        };

        assertThat(ValueHits.of("Where does \"Muller & Co\" live?", CITIES, finder))
                .extracting(ValueHits::value)
                .containsExactly("Müller & Co");
        assertThat(asked).containsExactly("places.inhabitant=Muller & Co");
        asked.clear();
        ValueHits.of("Where does Muller live, and who's in 'Zürich'?", CITIES, finder);
        assertThat(asked).isEmpty();
    }

    private static final DataContext SONGS = Profiles.context(
            List.of(Profiles.table("songs", 900, List.of(Profiles.column("title", ColumnType.STRING, 900)))),
            List.of());

    @ParameterizedTest
    @CsvSource({
        "Albums by led zeppelin,led zeppelin,Led Zeppelin",
        "Customers from India,india,India",
        "Which ones tell of love?,love,",
        "Which ones are called Love?,love,Love",
        "What titles are there?,titles,",
    })
    void storedValuesBeyondTheProfileAreHit(String question, String phrase, String value) {
        ValueFinder finder = new ValueFinder() {
            @Override
            public List<ValueHit> nearest(String table, String column, String text, int limit) {
                return List.of();
            }

            @Override
            public List<Mention> mentioned(String sentence) {
                return List.of(new Mention("songs", "title", value == null ? "x" : value, phrase, 0));
            }
        };

        assertThat(ValueHits.of(question, SONGS, finder))
                .extracting(ValueHits::value)
                .isEqualTo(value == null ? List.of() : List.of(value));
    }

    @Test
    void hitsAreAtTheEndOfThePromptFromLevelExamples() {
        String text = ValueHits.text(ValueHits.of("How many in zurich?", CITIES, NOTHING));

        assertThat(text).contains("- places.city = 'Zürich'\n").contains("not instructions");
        assertThat(ValueHits.text(List.of())).isEmpty();
    }
}
