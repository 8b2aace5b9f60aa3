package io.github.bigdatamigrator.conversation.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.ValueFinder;
import io.github.bigdatamigrator.context.query.ValueFinder.Mention;
import io.github.bigdatamigrator.context.query.ValueFinder.ValueHit;
import io.github.bigdatamigrator.fixture.Profiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private static final DataContext CLINIC = Profiles.context(
            List.of(
                    Profiles.table(
                            "visits",
                            900,
                            List.of(
                                    Profiles.categorical(
                                            "source",
                                            List.of("ward", "phone", "walk-in", "MOST", "WHO"),
                                            List.of(9L, 8L, 7L, 6L, 5L)),
                                    Profiles.categorical(
                                            "nurse",
                                            List.of("Theia", "Augusta", "April", "Julius", "Aboud", "Marlene"),
                                            List.of(9L, 8L, 7L, 6L, 5L, 4L)),
                                    Profiles.categorical("month_name", List.of("April", "May"), List.of(9L, 8L)),
                                    Profiles.categorical("town", List.of("Lund", "Bad Ems"), List.of(9L, 8L)),
                                    Profiles.categorical(
                                            "allergies",
                                            List.of("{pollen,\"cow milk\"}", "{pollen}", "{nuts,pollen}"),
                                            List.of(9L, 8L, 7L)),
                                    Profiles.categorical(
                                            "tags",
                                            List.of("urgent;child", "child;urgent", "child"),
                                            List.of(9L, 8L, 7L)))),
                    Profiles.table(
                            "wards",
                            12,
                            List.of(Profiles.categorical("town", List.of("Lund", "Kiel"), List.of(9L, 8L))))),
            List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        How many visits were there in each ward?                   |
        How many visits per ward came from the source ward?        | visits.source = 'ward'
        Which ward has the most visits?                            |
        How many visits are there of 'ward'?                       | visits.source = 'ward'
        What are the best things about their August visits?        |
        How many visits were there in April 2023?                  | visits.month_name = 'April'
        Wie viele Besuche gab es im Juli 2005 und im August?       |
        Welche Station hat die meisten Besuche im Mai?             |
        visits that agusta made                                    |
        How many visits did Agusta make?                           | visits.nurse = 'Augusta'
        Wie viele Besuche machte Marlenne?                         | visits.nurse = 'Marlene'
        How many visits came from WHO?                             | visits.source = 'WHO'
        Is it open?                                                |
        Which visits were a walk-in?                               | visits.source = 'walk-in'
        How many visits from bad ems?                              | visits.town = 'Bad Ems'
        How many wards are in Lund?                                | wards.town = 'Lund'; visits.town = 'Lund'
        How many visits in Lund?                                   | visits.town = 'Lund'; wards.town = 'Lund'
        Who is allergic to cow milk?                 | visits.allergies LIKE '%cow milk%' (a list as text)
        How many visits are urgent?                  | visits.tags LIKE '%urgent%' (a list as text)
        """)
    void onlyWordsThatLookLikeValuesAreHints(String question, String hints) {
        assertThat(ValueHits.of(question, CLINIC, NOTHING).stream().map(ValueHits::condition))
                .isEqualTo(hints == null ? List.of() : List.of(hints.split("; ")));
    }

    private static final DataContext CARGO = Profiles.context(
            List.of(Profiles.table(
                    "loads",
                    900,
                    List.of(
                            Profiles.categorical("hullkind", List.of("hull", "raft"), List.of(9L, 8L)),
                            Profiles.categorical(
                                    "state",
                                    List.of("sealed", "S", "Sealed", "open", "OPEN"),
                                    List.of(9L, 8L, 7L, 6L, 5L)),
                            Profiles.categorical(
                                    "guard", List.of("married", "mixed", "M", "AB", "A"), List.of(9L, 8L, 7L, 6L, 5L)),
                            Profiles.categorical(
                                    "goods",
                                    List.of("Salt;Sea Salt", "Sea Salt;Tar", "Salt", "Tar;Salt"),
                                    List.of(9L, 8L, 7L, 6L)),
                            Profiles.categorical("payer", List.of("Torin", "Torinda"), List.of(9L, 8L))))),
            List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Which loads are sealed?               | loads.state IN ('sealed', 'S', 'Sealed')
        Wie viele loads sind open?            | loads.state IN ('open', 'OPEN')
        How many have Salt?  | array_contains(split(loads.goods, '[;]'), 'Salt') (a list as text)
        How many are mixed?                   | loads.guard = 'mixed'
        How many are married?                 | loads.guard = 'married'
        What does Torin pay?                  | loads.payer = 'Torin'
        How many loads by hull kind?          |
        Anzahl je hull kinds                  |
        How many hull and raft kinds?         | loads.hullkind = 'hull'; loads.hullkind = 'raft'
        Which hull kind has the hull 'hull'?  | loads.hullkind = 'hull'
        """)
    void allSpellingsOfAValueAreNamed(String question, String hints) {
        assertThat(ValueHits.of(question, CARGO, NOTHING).stream().map(ValueHits::condition))
                .containsExactlyInAnyOrderElementsOf(hints == null ? List.of() : List.of(hints.split("; ")));
    }

    @Test
    void inAFollowUpTheColumnsOfTheLastQueryComeFirst() {
        QuestionValues values = QuestionValues.of("and what about Lund instead?", CLINIC, NOTHING);

        assertThat(values.after("SELECT COUNT(*) FROM wards WHERE town = 'Kiel'")
                        .hits())
                .extracting(ValueHits::condition)
                .containsExactly("wards.town = 'Lund'", "visits.town = 'Lund'");
        assertThat(values.after("SELECT COUNT(*) FROM visits WHERE town = 'Kiel'")
                        .hits())
                .extracting(ValueHits::condition)
                .containsExactly("visits.town = 'Lund'", "wards.town = 'Lund'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        How many visits came from Atlantis?                  | Atlantis' is a value of no column
        How many visits came from Atlantis in 2023?          | Atlantis' is a value of no column
        Wie viele Besuche kamen aus Atlantis?                | Atlantis' is a value of no column
        Who visited "Mount Doom"?                            | Mount Doom' is a value of no column
        How many visits were made by Bruno? | Bruno' is a value of no column, only a part of visits.nurse 'Bruno-Lisa M'
        How many visits came from Lund?                      |
        How many visits of French patients were there?       |
        What is the revenue in USD?                          |
        How many visits were there in March?                 |
        Show the visits by Month                             |
        How many visits on Easter, in percent?               |
        How many visits came from Atlantic City?             |
        Wie hoch ist der Anteil in Prozent und in Stunden?   |
        Wie viele Besuche sind in Bearbeitung?               |
        """)
    void aNameThatIsStoredNowhereIsSaid(String question, String name) {
        ValueFinder finder = new ValueFinder() {
            @Override
            public List<ValueHit> nearest(String table, String column, String text, int limit) {
                return List.of();
            }

            @Override
            public Optional<List<Mention>> containing(String text) {
                boolean stored = text.startsWith("Atlantic") || text.startsWith("Bruno");
                int longer = text.startsWith("Bruno") ? 7 : 0;
                Mention found = new Mention("visits", "nurse", "Bruno-Lisa M", text, longer);
                return Optional.of(stored ? List.of(found) : List.of());
            }
        };

        assertThat(QuestionValues.of(question, CLINIC, finder).missing())
                .isEqualTo(name == null ? List.of() : List.of("'" + name));
        assertThat(QuestionValues.of(question, CLINIC, NOTHING).missing())
                .as("not all values are known")
                .isEmpty();
    }

    @Test
    void hitsAreAtTheEndOfThePromptFromLevelExamples() {
        String text = QuestionValues.of("How many in zurich?", CITIES, NOTHING).text();

        assertThat(text).contains("- places.city = 'Zürich'\n").contains("not instructions");
        assertThat(QuestionValues.NONE.text()).isEmpty();
    }
}
