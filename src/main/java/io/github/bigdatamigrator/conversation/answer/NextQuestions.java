package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.conversation.ResultColumns;
import io.github.bigdatamigrator.conversation.wording.AnswerLanguage;
import io.github.bigdatamigrator.conversation.wording.ResultWords;
import io.github.bigdatamigrator.guidance.ColumnRoles;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlOutline;
import io.github.bigdatamigrator.sql.SqlStatements;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Suggests what to ask next: from the last result its first row in detail, the next period, and shares; then guided
 * questions, those about the same tables first. Suggests nothing that was answered.
 */
final class NextQuestions {
    private static final int SUGGESTIONS = 3;
    private static final int MAX_LABEL = 60;
    private static final int MAX_GROUPS = 50;
    private static final Pattern YEAR = Pattern.compile("\\b(?:19|20)\\d{2}\\b");
    /** Number of questions with which suggestions are compared word by word; older ones only as a whole. */
    private static final int RECENT_QUESTIONS = 20;

    private static final Pattern ADDS_UP = Pattern.compile("(?is)^(?:round\\s*\\(\\s*)?(?:sum|count)\\s*\\(.*");
    private static final Pattern NEGATION = Pattern.compile("(?is).*\\bnot\\s+(?:exists|in)\\b.*");
    /** A month or a day, so that another year has to be in the data as a whole. */
    private static final Pattern PART_OF_YEAR =
            Pattern.compile("(?iu).*(?:\\d{4}-\\d{2}|\\d{1,2}\\.\\s?\\d{1,2}\\.|\\bq[1-4]\\b"
                    + "|\\b(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni"
                    + "|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\\b"
                    + "|quarter|quartal|halbjahr).*");
    /** Measures that a sentence may name without quotation marks. */
    private static final Set<String> NOUNS = Set.of(("revenue amount sales total count number units quantity cost costs"
                    + " profit turnover income value spending volume payments anzahl")
            .split(" "));
    /** Numbers whose sum means nothing. */
    private static final Set<String> NEVER_SUMMED = Set.of(("rank rang id code key zip price preis rate rating score"
                    + " temperature temperatur temp age alter year jahr percent pct share ratio latitude"
                    + " longitude lat lon lng breitengrad langengrad nr no number nummer published founded index"
                    + " level average avg median")
            .split(" "));

    private static final String NEVER_SUMMED_ENDING = ".+(?:preis|satz|kurs|quote|grad|jahr|nummer)";

    private final List<String> asked;
    private final AnswerLanguage language;
    private final DataContext context;
    private final Supplier<List<GuidedQuestion>> guided;
    private final ConversationMemory memory;

    /** @param asked the question, then all earlier ones, latest first */
    NextQuestions(
            List<String> asked,
            AnswerLanguage language,
            DataContext context,
            Supplier<List<GuidedQuestion>> guided,
            ConversationMemory memory) {
        this.asked = asked;
        this.language = language;
        this.context = context;
        this.guided = guided;
        this.memory = memory;
    }

    /** @param results the results of the answer, the last one last */
    List<String> after(List<QueryResult> results) {
        Predicate<String> recent =
                GuidedQuestionMatcher.coveredBy(asked.subList(0, Math.min(asked.size(), RECENT_QUESTIONS)));
        QueryResult last = results.isEmpty() ? null : results.get(results.size() - 1);
        String sql = last == null ? "" : last.sql();
        List<TableProfile> tables = context.tables().stream()
                .filter(table -> SqlIdentifiers.mentioned(table.sqlName(), sql))
                .toList();
        Stream<String> derived = last == null ? Stream.of() : derived(last, tables).stream();
        // Guided questions are checked on the data, which takes a while; they are not needed if others suffice.
        Stream<String> others = Stream.of(sql)
                .flatMap(ran -> language == AnswerLanguage.GERMAN
                        ? rotated(germanQuestions(tables, ran)).stream()
                        : guided(ran, tables));
        return Stream.concat(derived, others)
                .filter(text -> !memory.wasAnswered(text) && !recent.test(text))
                .distinct()
                .limit(SUGGESTIONS)
                .toList();
    }

    /** Begins elsewhere in each turn, so that a conversation does not see the same questions again. */
    private List<String> rotated(List<String> texts) {
        List<String> rotated = new ArrayList<>(texts);
        Collections.rotate(rotated, -SUGGESTIONS * memory.turns().size());
        return rotated;
    }

    private Stream<String> guided(String sql, List<TableProfile> tables) {
        Optional<GuidedQuestion> same = GuidedQuestionMatcher.of(asked.get(0), guided.get());
        String ran = SqlStatements.oneLine(sql);
        List<GuidedQuestion> open = guided.get().stream()
                .filter(next -> same.filter(next::equals).isEmpty()
                        && !SqlStatements.oneLine(next.sql()).equals(ran))
                .toList();
        Map<Boolean, List<String>> texts = open.stream()
                .collect(Collectors.partitioningBy(
                        next -> isAbout(next, tables), Collectors.mapping(GuidedQuestion::text, Collectors.toList())));
        return Stream.of(true, false).flatMap(about -> rotated(texts.getOrDefault(about, List.of())).stream());
    }

    /** Questions about the columns of these tables, or of the largest one. */
    private List<String> germanQuestions(List<TableProfile> tables, String sql) {
        List<TableProfile> some = tables.isEmpty()
                ? context.tables().stream().max(Comparator.comparingLong(TableProfile::rows)).stream()
                        .toList()
                : tables;
        List<String> texts = new ArrayList<>();
        for (TableProfile table : some) {
            String name = AnswerLanguage.GERMAN.quoted(table.name());
            Optional<String> amount =
                    first(table, column -> addsUp(column) && ColumnRoles.isAdditive(column, table.rows()));
            Optional<String> date = first(table, column -> ColumnRoles.isEventDate(column, table.rows()));
            Optional<String> category = category(List.of(table), sql).map(AnswerLanguage.GERMAN::quoted);
            date.ifPresent(day -> amount.ifPresent(
                    sum -> texts.add("Wie entwickelt sich die Summe von " + sum + " je Monat von " + day + "?")));
            category.ifPresent(each -> amount.ifPresent(
                    sum -> texts.add("Wie verteilt sich die Summe von " + sum + " auf die Werte von " + each + "?")));
            category.ifPresent(
                    each -> texts.add("Wie viele Zeilen von " + name + " gibt es je Wert von " + each + "?"));
            date.ifPresent(day -> texts.add("Wie viele Zeilen von " + name + " gibt es je Monat von " + day + "?"));
            amount.ifPresent(
                    sum -> texts.add("Welche zehn Zeilen von " + name + " haben den höchsten Wert von " + sum + "?"));
            category.ifPresent(
                    each -> texts.add("Welcher Wert von " + each + " kommt in " + name + " am häufigsten vor?"));
            date.ifPresent(
                    day -> texts.add("An welchen Wochentagen von " + day + " hat " + name + " die meisten Zeilen?"));
        }
        return texts;
    }

    private static Optional<String> first(TableProfile table, Predicate<ColumnProfile> kind) {
        return table.columns().stream()
                .filter(kind)
                .map(column -> AnswerLanguage.GERMAN.quoted(column.name()))
                .findFirst();
    }

    /** Whether a stored column holds amounts: fractions that are no prices, rates or places. */
    private static boolean addsUp(ColumnProfile column) {
        return column.type().numeric()
                && column.type().kind() != ColumnType.Kind.BIGINT
                && FoldedWords.of(column.name()).stream()
                        .noneMatch(word -> NEVER_SUMMED.contains(word) || word.matches(NEVER_SUMMED_ENDING));
    }

    private static boolean isAbout(GuidedQuestion next, List<TableProfile> tables) {
        return tables.stream().anyMatch(table -> SqlIdentifiers.mentioned(table.sqlName(), next.sql()));
    }

    private List<String> derived(QueryResult result, List<TableProfile> tables) {
        boolean german = language == AnswerLanguage.GERMAN;
        List<String> next = new ArrayList<>();
        nextPeriod(tables, result.sql()).ifPresent(next::add);
        ResultWords words = new ResultWords(result, 0, language);
        ResultColumns columns = words.columns();
        List<Integer> measures = columns.measures();
        if (result.rowCount() == 0 || measures.isEmpty()) {
            return next;
        }
        int measure = columns.ranking().orElse(measures.get(0));
        SqlOutline outline = columns.outline();
        boolean addsUp = measure < outline.items().size()
                && ADDS_UP.matcher(outline.items().get(measure)).matches()
                && !columns.named(measure, NEVER_SUMMED)
                && Collections.disjoint(FoldedWords.of(outline.items().get(measure)), NEVER_SUMMED);
        if (!addsUp) {
            return next;
        }
        String what = measureWords(words.label(measure), result.columns().get(measure));
        boolean noun = !what.contains(result.columns().get(measure) + (german ? "“" : "’"));
        String articled = noun && !german ? "the " + what : what;
        boolean several = noun && !Plurals.stem(what).equals(what);
        boolean timed = !NEGATION.matcher(result.sql()).matches()
                && tables.stream()
                        .anyMatch(table -> table.columns().stream()
                                .anyMatch(column -> column.type().temporal()));
        if (columns.labels().size() == 1) {
            int label = columns.labels().get(0);
            Object top = result.rows().get(0).get(label);
            String of = top == null ? "" : PromptSanitizer.text(top.toString(), MAX_LABEL);
            if (timed && columns.times().isEmpty() && !of.isEmpty()) {
                next.add(
                        german
                                ? "Wie entwickelt sich " + what + " von " + of + " je Monat?"
                                : noun
                                        ? "What " + (several ? "are " : "is ") + articled + " of " + of + " by month?"
                                        : "How does " + what + " of " + of + " develop by month?");
            }
            if (measures.stream().noneMatch(columns::isPercent) && result.rowCount() > 1 && !result.partial()) {
                String each = result.columns().get(label);
                boolean word = each.matches("\\p{Ll}{3,}");
                next.add(
                        german
                                ? "Welchen Anteil an " + what + " hat jeder Wert von " + language.quoted(each) + "?"
                                : "What share of the total " + what + " has each "
                                        + (word ? each : "value of " + language.quoted(each)) + "?");
            }
        } else if (columns.labels().isEmpty() && columns.times().size() == 1) {
            category(tables, result.sql())
                    .map(category -> german
                            ? "Wie verteilt sich " + what + " auf die Werte von " + language.quoted(category) + "?"
                            : "What " + (several ? "are " : "is ") + articled + " by "
                                    + String.join(" ", FoldedWords.of(category)) + "?")
                    .ifPresent(next::add);
        }
        return next;
    }

    /** The measure as a noun, or the name of its column in quotation marks where that is none. */
    private String measureWords(String label, String column) {
        List<String> words = FoldedWords.of(label);
        boolean noun = !words.isEmpty() && NOUNS.contains(words.get(words.size() - 1));
        return language == AnswerLanguage.GERMAN
                ? label.equals("Anzahl") ? "die Anzahl" : language.quoted(column)
                : noun ? label : language.quoted(column);
    }

    /** The same question for the year after the one it names, or the year before, if the data reaches there. */
    private Optional<String> nextPeriod(List<TableProfile> tables, String sql) {
        String question = asked.get(0);
        Set<String> years = new HashSet<>();
        YEAR.matcher(question).results().forEach(year -> years.add(year.group()));
        if (years.size() != 1) {
            return Optional.empty();
        }
        int year = Integer.parseInt(years.iterator().next());
        boolean whole = PART_OF_YEAR.matcher(question).matches();
        List<ColumnProfile> dates = tables.stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.type().temporal() && SqlIdentifiers.mentioned(column.sqlName(), sql))
                .toList();
        return Stream.of(year + 1, year - 1)
                .filter(other -> !dates.isEmpty() && dates.stream().allMatch(column -> reaches(column, other, whole)))
                .findFirst()
                .map(other -> YEAR.matcher(question).replaceAll(String.valueOf(other)));
    }

    private static boolean reaches(ColumnProfile column, int year, boolean whole) {
        String min = column.min();
        String max = column.max();
        return min != null
                && max != null
                && min.compareTo(year + (whole ? "-01-02" : "-12-32")) < 0
                && max.compareTo(year + (whole ? "-12-31" : "-01-01")) >= 0;
    }

    /** A column by which the rows of a time can be divided: few texts, not yet in the query. */
    private static Optional<String> category(List<TableProfile> tables, String sql) {
        return tables.stream()
                .flatMap(table ->
                        table.columns().stream().filter(column -> ColumnRoles.isCategory(column, table.rows())))
                .filter(column -> column.type().kind() == ColumnType.Kind.STRING
                        && column.distinct().value() > 1
                        && column.distinct().value() <= MAX_GROUPS
                        && !SqlIdentifiers.mentioned(column.sqlName(), sql))
                .map(ColumnProfile::name)
                .findFirst();
    }
}
