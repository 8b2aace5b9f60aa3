package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parses a question that the profile can answer: the intent and the table or column. Every word must be understood; a
 * remaining word (a filter, a grouping, a date) means that the question needs a query.
 *
 * @param table null if the question is about all tables
 * @param column null if the question is about a table
 */
record ProfileQuestion(
        Intent intent,
        @Nullable TableProfile table,
        @Nullable ColumnProfile column) {
    private static final String COUNT = "(?:how many|number of|count of|count the|count|wie viele|anzahl(?: der)?) ";
    private static final String LIST = "(?:which|what(?: are)?(?: the)?|list|show(?: me)?|name|welche) (?:the |all )?";
    private static final String HAVE = "(?: (?:does|do|hat|haben|gibt es|are there|is there|we have|has|have|exist))*";
    private static final String VALUES = "(?: (?:values?|cells?|entries|werte))?";
    private static final String START = "^(?:what|whats|show|give|tell)?(?: (?:is|are|was|s|me))*(?: the)? ?";

    /** The property that the question asks for, with the patterns that it begins with; earlier ones are tried first. */
    @SuppressWarnings("ImmutableEnumChecker") // the list of patterns is unmodifiable
    enum Intent {
        RELATIONSHIPS(
                Subject.ALL,
                "^(?:what|which|show|list|how)?(?: (?:is|are|me|do|can|the|all|tables?|be|there))*"
                        + " ?(?:relationships?|foreign keys?|related|joined|connected|linked|beziehungen)"
                        + "(?: (?:are there|exist|between|to each other))*"),
        OVERVIEW(
                Subject.TABLE_OR_ALL,
                "^(?:what|whats)(?: is| are| s)?(?: there)? (?:in|inside)",
                "^(?:what|which) data (?:is|do you|do we|does)",
                "^(?:what|whats)(?: is| s)? (?:this|the) (?:data|dataset|database|file)(?: about)?",
                "^(?:please )?(?:describe|summari[sz]e|tell me about|(?:give|show) me an overview of|(?:an"
                        + " )?overview of)",
                "^overview",
                "^was (?:ist|steht|steckt|enthalten|sind)(?: alles)?(?: in)?",
                "^(?:beschreibe|uberblick(?: uber)?)"),
        KEY(Subject.TABLE_OR_ALL, START + "(?:primary keys?|which column is the primary key|primarschlussel)"),
        NULL_COLUMNS(
                Subject.TABLE_OR_ALL,
                "^" + LIST
                        + "(?:columns?|fields?|spalten) (?:has|have|contain|with|haben) (?:any )?"
                        + "(?:nulls?|missing|empty|blank|fehlende|leere)"
                        + VALUES),
        NULLS(Subject.COLUMN, "^" + COUNT + "(?:the )?(?:nulls?|missing|empty|blank|fehlende|leere)" + VALUES + HAVE),
        DISTINCT(
                Subject.COLUMN,
                "^" + COUNT + "(?:the )?(?:distinct|different|unique|verschiedene|unterschiedliche)" + VALUES + HAVE),
        TOP(
                Subject.COLUMN,
                START + "(?:(?:most (?:common|frequent)|haufigsten?)" + VALUES + "|top values)(?: (?:of|for|in))?"),
        COLUMN_COUNT(Subject.TABLE_OR_ALL, "^" + COUNT + "(?:columns|fields|spalten)" + HAVE),
        TABLES(Subject.ALL, "^(?:" + LIST + "|" + COUNT + ")(?:tables|files|tabellen|dateien)" + HAVE),
        COLUMNS(Subject.TABLE_OR_ALL, "^" + LIST + "(?:columns|fields|spalten)" + HAVE),
        MEAN(Subject.COLUMN, START + "(?:average|mean|avg|durchschnitt(?:liche)?)"),
        MIN(Subject.COLUMN, START + "(?:minimum|min|smallest|lowest|earliest|kleinste|niedrigste)"),
        MAX(Subject.COLUMN, START + "(?:maximum|max|largest|highest|latest|biggest|hochste|grosste)"),
        SUM(Subject.COLUMN, START + "(?:sum of|sum|total|summe(?: der| von)?)"),
        MEDIAN(Subject.COLUMN, START + "(?:median|zentralwert)(?: value)?(?: of)?"),
        DEVIATION(Subject.COLUMN, START + "(?:standard deviation|stddev|std dev|standardabweichung)(?: of)?"),
        RANGE(
                Subject.COLUMN,
                START
                        + "(?:(?:value |date )?range|(?:minimum|min) and (?:the )?(?:maximum|max)"
                        + "|smallest and (?:the )?largest|lowest and (?:the )?highest"
                        + "|earliest and (?:the )?latest|wertebereich)(?: values?)?(?: of)?"),
        UNIQUE(Subject.COLUMN, "^uniqueness of"),
        TYPE(Subject.COLUMN, START + "(?:data ?)?type(?: of)?"),
        DUPLICATES(
                Subject.TABLE_OR_ALL,
                "^(?:are there(?: any)?|(?:how many|number of|count(?: the)?))"
                        + " (?:duplicate|duplicated|repeated|identical) (?:rows|records|lines)"
                        + HAVE),
        ROWS(
                Subject.TABLE_OR_ALL,
                START + "(?:total )?" + COUNT + "(?:rows|records|lines|zeilen|datensatze)" + HAVE,
                START + "row count(?: of)?",
                START + "(?:total )?" + COUNT.strip());

        private final Subject subject;
        private final List<Pattern> triggers;

        Intent(Subject subject, String... triggers) {
            this.subject = subject;
            this.triggers = Arrays.stream(triggers).map(Pattern::compile).toList();
        }
    }

    /** What the questions of an intent may be about. */
    private enum Subject {
        TABLE_OR_ALL,
        COLUMN,
        ALL
    }

    private static final String GAPS = "(?:nulls?|missing|empty|blank|null)(?: (?:values?|cells?|entries))?";

    /** Rewrites questions to the wording that a rule expects. */
    private static final List<Rewording> REWORDINGS = List.of(
            Rewording.of(
                    "^(?:is|are) (?:the |all )*(?:values? (?:of|in) )?(.+?)(?: values)?"
                            + " (?:always |all |really )?unique$",
                    "uniqueness of $1"),
            Rewording.of(
                    "^(?:does|do) (?:the )?(.+?) (?:have|contain|hold) (?:any )?(?:duplicates|duplicate values)$",
                    "uniqueness of $1"),
            Rewording.of(
                    "^(?:are|is) there (?:any )?(?:duplicates|duplicate values) (?:in|of|for) (.+)$",
                    "uniqueness of $1"),
            Rewording.of(
                    "^(?:does|do) (?:the )?(.+?) (?:have|contain|hold) (?:any )?" + GAPS + "$",
                    "number of nulls in $1"),
            Rewording.of("^(?:are|is) there (?:any )?" + GAPS + " (?:in|of|for) (.+)$", "number of nulls in $1"),
            Rewording.of("^how many (.+?) (?:are|is) (?:null|missing|empty|blank)$", "number of nulls in $1"),
            Rewording.of("^(?:what|which) (?:data )?type (?:is|has|does) (.+?)(?: have)?$", "type of $1"),
            Rewording.of(
                    "^(?:what|which) (?:date |value )?range (?:of (?:dates|values) )?(?:does|do) (.+?)"
                            + " (?:cover|span|range over)$",
                    "range of $1"),
            Rewording.of("^null count (?:of|for|in) (.+)$", "number of nulls in $1"),
            Rewording.of("^(?:distinct|unique) count (?:of|for|in) (.+)$", "number of distinct $1"));

    /** A pattern for the whole question and its replacement. */
    private record Rewording(Pattern pattern, String instead) {
        static Rewording of(String pattern, String instead) {
            return new Rewording(Pattern.compile(pattern), instead);
        }
    }

    private static final Pattern FILTER = Pattern.compile("[\\d'\"“”‘’„=<>%]");
    private static final Pattern TAIL =
            Pattern.compile("(?: (?:are there|is there|do we have|gibt es|exist|in total|altogether|overall"
                    + "|does it have|have|has|occur|used))+$");
    private static final Set<String> STOP_WORDS = Set.of(
            "this",
            "these",
            "my",
            "our",
            "here",
            "about",
            "all",
            "available",
            "set",
            "base",
            "database",
            "diesen",
            "diese",
            "dieser",
            "daten",
            "datei",
            "drin",
            "the",
            "a",
            "an",
            "of",
            "in",
            "is",
            "are",
            "does",
            "do",
            "for",
            "from",
            "data",
            "dataset",
            "file",
            "table",
            "column",
            "field",
            "columns",
            "there",
            "value",
            "values",
            "der",
            "die",
            "das",
            "den",
            "dem",
            "im",
            "von",
            "tabelle",
            "spalte");

    /** Parses a question; empty if the profile cannot answer it. */
    static Optional<ProfileQuestion> of(String question, DataContext context) {
        String expanded = question.replaceAll("(?i)\\bwhat's\\b", "what is");
        if (FILTER.matcher(expanded).find()) {
            return Optional.empty();
        }
        String words = String.join(" ", FoldedWords.of(expanded));
        for (Rewording rewording : REWORDINGS) {
            Matcher whole = rewording.pattern().matcher(words);
            if (whole.matches()) {
                words = whole.replaceFirst(rewording.instead());
                break;
            }
        }
        String reworded = words;
        return Arrays.stream(Intent.values())
                .flatMap(intent -> intent.triggers.stream()
                        .flatMap(trigger ->
                                parse(intent, trigger.matcher(reworded), reworded, question, context).stream()))
                .findFirst();
    }

    private static Optional<ProfileQuestion> parse(
            Intent intent, Matcher trigger, String words, String question, DataContext context) {
        if (!trigger.find() || (trigger.end() < words.length() && words.charAt(trigger.end()) != ' ')) {
            return Optional.empty();
        }
        Set<String> stems = stems(TAIL.matcher(words.substring(trigger.end())).replaceFirst(""));
        return intent.subject == Subject.COLUMN
                ? column(intent, stems, question, context)
                : table(intent, stems, context, trigger.group());
    }

    private static Set<String> stems(String rest) {
        return Arrays.stream(rest.strip().split(" "))
                .filter(word -> !word.isEmpty() && !STOP_WORDS.contains(word))
                .map(Plurals::stem)
                .collect(Collectors.toSet());
    }

    private static Optional<ProfileQuestion> table(
            Intent intent, Set<String> asked, DataContext context, String trigger) {
        boolean vague =
                intent == Intent.ROWS && !trigger.matches(".*\\b(row|rows|records|lines|zeilen|datensatze)\\b.*");
        if (asked.isEmpty()) {
            // “How many?” alone does not say what to count.
            TableProfile only = context.tables().size() == 1 ? context.tables().get(0) : null;
            return vague ? Optional.empty() : Optional.of(new ProfileQuestion(intent, only, null));
        }
        if (intent.subject == Subject.ALL) {
            return Optional.empty();
        }
        List<TableProfile> named = context.tables().stream()
                .filter(table -> FoldedWords.stems(table.name()).equals(asked))
                .toList();
        if (named.size() != 1 || (vague && isJunctionName(named.get(0), context))) {
            return Optional.empty();
        }
        return Optional.of(new ProfileQuestion(intent, named.get(0), null));
    }

    /**
     * Whether a table's name is made of two other tables' names. “How many film categories?” may then ask for the
     * categories of films instead of the rows of film_category.
     */
    private static boolean isJunctionName(TableProfile table, DataContext context) {
        Set<String> words = FoldedWords.stems(table.name());
        return context.tables().stream()
                        .filter(other -> !other.name().equals(table.name())
                                && !FoldedWords.stems(other.name()).isEmpty())
                        .filter(other -> words.containsAll(FoldedWords.stems(other.name())))
                        .flatMap(other -> FoldedWords.stems(other.name()).stream())
                        .distinct()
                        .count()
                > 1;
    }

    /** The only column that all words name, with or without its table's name. */
    private static Optional<ProfileQuestion> column(
            Intent intent, Set<String> asked, String question, DataContext context) {
        List<ProfileQuestion> named = new ArrayList<>();
        for (TableProfile table : context.tables()) {
            Set<String> tableWords = FoldedWords.stems(table.name());
            for (ColumnProfile column : table.columns()) {
                Set<String> words = FoldedWords.stems(column.name());
                Set<String> others = without(asked, words);
                if (!words.isEmpty()
                        && asked.containsAll(words)
                        && (others.isEmpty()
                                || others.equals(tableWords)
                                || others.equals(without(tableWords, words)))) {
                    named.add(new ProfileQuestion(intent, table, column));
                }
            }
        }
        List<ProfileQuestion> literally = named.size() < 2
                ? named
                : named.stream().filter(it -> it.writtenIn(question)).toList();
        return literally.size() == 1 ? Optional.of(literally.get(0)) : Optional.empty();
    }

    /** Whether the question contains the column's exact name as one word. */
    private boolean writtenIn(String question) {
        return column != null
                && Pattern.compile("(?iu)(?<![\\p{L}\\p{N}_])" + Pattern.quote(column.name()) + "(?![\\p{L}\\p{N}_])")
                        .matcher(question)
                        .find();
    }

    private static Set<String> without(Set<String> words, Set<String> others) {
        Set<String> rest = new HashSet<>(words);
        rest.removeAll(others);
        return rest;
    }
}
