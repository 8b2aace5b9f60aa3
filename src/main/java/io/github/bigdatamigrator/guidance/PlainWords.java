package io.github.bigdatamigrator.guidance;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists the words of plain questions in English and German, folded. */
final class PlainWords {
    /** Words without which the question means the same. */
    static final Set<String> FILLERS = NounPhrase.set("""
        the a an of in is are was were do does did there we our i my me us you to for and with that which who what
        whose show give tell list please can could have has had from at on be been find  return get how wie it
        come comes came coming live lives living located based exist exists belong belongs contain contains called named
        der die das den dem des im am von gibt es haben hat sind ist wir unsere aus mit welche welcher welches
        welchen wer mir uns their ihrer ihre zeige zeig nenne bitte und zu zum fur auf ein eine einen
        """);

    static final Set<String> MOST =
            NounPhrase.set("most highest largest biggest greatest top meisten hochste hochsten grosste grossten");
    static final Set<String> LEAST =
            NounPhrase.set("fewest lowest smallest least bottom wenigsten niedrigste niedrigsten kleinste kleinsten");
    static final Set<String> BY = NounPhrase.set("by per each every nach pro je jede jeden jedes jedem");
    static final Set<String> TOTAL = NounPhrase.set("total sum overall gesamt gesamte summe");
    static final Set<String> AVERAGE =
            NounPhrase.set("average avg mean durchschnitt durchschnittliche durchschnittlicher");
    static final Set<String> MAXIMUM = NounPhrase.set("maximum max maximal");
    static final Set<String> MINIMUM = NounPhrase.set("minimum min minimal");
    static final Set<String> MANY = Set.of("many", "viele", "number", "count", "anzahl");
    static final Set<String> REVENUE = NounPhrase.set("revenue turnover umsatz");
    static final Set<String> SPENT = NounPhrase.set("spent spend paid spending ausgegeben");
    static final Set<String> ALL = NounPhrase.set("all alle aller allen");
    static final Set<String> DISTINCT = NounPhrase.set("different distinct unique verschiedene unterschiedliche");
    static final Set<String> CORRELATE = NounPhrase.set(
            "correlation correlate correlates correlated correlations korrelation korreliert korrelieren");
    static final Set<String> SAMPLE = NounPhrase.set("""
        some few sample samples example examples random first rows row records record lines entries any
        look looks like einige beispiele zeilen ersten erste
        """);
    static final Set<String> EXPENSIVE = NounPhrase.set("expensive costliest priciest teuersten teuerste");
    static final Set<String> CHEAP = NounPhrase.set("cheapest billigsten billigste gunstigsten gunstigste");
    static final Set<String> LONG = NounPhrase.set("longest langsten langste");
    static final Set<String> SHORT = NounPhrase.set("shortest kurzesten kurzeste");
    static final Set<String> NEW = NounPhrase.set("newest latest recent neuesten neueste letzten");
    static final Set<String> OLD = NounPhrase.set("oldest earliest altesten alteste fruhesten");
    static final Set<String> LENGTH_WORDS =
            NounPhrase.set("length duration milliseconds minutes seconds runtime dauer");

    /** Verbs of events that say nothing about which date is meant. */
    static final Set<String> HAPPEN =
            NounPhrase.set("placed made sold issued created happened recorded took place gemacht verkauft");

    /** The time expression of each period; {@code %s} is replaced by the date. */
    static final Map<String, String> PERIODS = Map.of(
            "year", "year(%s) AS year",
            "jahr", "year(%s) AS year",
            "month", "date_format(%s, 'yyyy-MM') AS month",
            "monat", "date_format(%s, 'yyyy-MM') AS month",
            "quarter", "concat(year(%1$s), '-Q', quarter(%1$s)) AS quarter",
            "quartal", "concat(year(%1$s), '-Q', quarter(%1$s)) AS quarter",
            "day", "to_date(%s) AS day",
            "tag", "to_date(%s) AS day",
            "weekday", "date_format(%s, 'EEEE') AS weekday",
            "wochentag", "date_format(%s, 'EEEE') AS weekday");

    /** The operators of comparisons with a number. */
    static final Map<String, String> COMPARISONS = Map.ofEntries(
            Map.entry("over", ">"),
            Map.entry("above", ">"),
            Map.entry("exceeding", ">"),
            Map.entry("more than", ">"),
            Map.entry("greater than", ">"),
            Map.entry("higher than", ">"),
            Map.entry(">", ">"),
            Map.entry("uber", ">"),
            Map.entry("mehr als", ">"),
            Map.entry("at least", ">="),
            Map.entry(">=", ">="),
            Map.entry("mindestens", ">="),
            Map.entry("under", "<"),
            Map.entry("below", "<"),
            Map.entry("less than", "<"),
            Map.entry("lower than", "<"),
            Map.entry("fewer than", "<"),
            Map.entry("<", "<"),
            Map.entry("unter", "<"),
            Map.entry("weniger als", "<"),
            Map.entry("at most", "<="),
            Map.entry("<=", "<="),
            Map.entry("hochstens", "<="),
            Map.entry("=", "="),
            Map.entry("exactly", "="),
            Map.entry("equal to", "="));

    /** The operators of comparisons with a year. */
    static final Map<String, String> YEARS = Map.ofEntries(
            Map.entry("in", "="),
            Map.entry("during", "="),
            Map.entry("im", "="),
            Map.entry("since", ">="),
            Map.entry("seit", ">="),
            Map.entry("ab", ">="),
            Map.entry("after", ">"),
            Map.entry("nach", ">"),
            Map.entry("before", "<"),
            Map.entry("vor", "<"));

    static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private PlainWords() {}

    /** Whether a word is too common to name a stored value. */
    static boolean isCommon(List<String> words) {
        return words.size() == 1
                && (FILLERS.contains(words.get(0))
                        || MOST.contains(words.get(0))
                        || BY.contains(words.get(0))
                        || MANY.contains(words.get(0))
                        || SAMPLE.contains(words.get(0))
                        || words.get(0).length() < 2);
    }
}
