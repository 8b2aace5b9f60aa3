package io.github.bigdatamigrator.conversation.answer;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.conversation.ResultColumns;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlOutline;
import io.github.bigdatamigrator.sql.SqlStatements;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern ADDS_UP = Pattern.compile("(?is)^(?:round\\s*\\(\\s*)?(?:sum|count)\\s*\\(.*");
    /** Numbers whose sum means nothing. */
    private static final Set<String> NEVER_SUMMED = Set.of(("rank rang id code key zip price preis rate rating score"
                    + " temperature temperatur temp age alter year jahr percent pct share ratio latitude"
                    + " longitude index"
                    + " level average avg median")
            .split(" "));

    private final String question;
    private final DataContext context;
    private final Supplier<List<GuidedQuestion>> guided;
    private final ConversationMemory memory;

    NextQuestions(
            String question, DataContext context, Supplier<List<GuidedQuestion>> guided, ConversationMemory memory) {
        this.question = question;
        this.context = context;
        this.guided = guided;
        this.memory = memory;
    }

    /** @param results the results of the answer, the last one last */
    List<String> after(List<QueryResult> results) {
        List<String> words = FoldedWords.of(question);
        String sql = results.isEmpty() ? "" : results.get(results.size() - 1).sql();
        List<TableProfile> tables = context.tables().stream()
                .filter(table -> SqlIdentifiers.mentioned(table.sqlName(), sql))
                .toList();
        Stream<String> derived =
                results.isEmpty() ? Stream.of() : derived(results.get(results.size() - 1), tables).stream();
        // Guided questions are checked on the data, which takes a while; they are not needed if others suffice.
        return Stream.concat(derived, Stream.of(sql).flatMap(ran -> guided(ran, tables)))
                .filter(text -> !FoldedWords.of(text).equals(words) && !memory.wasAnswered(text))
                .distinct()
                .limit(SUGGESTIONS)
                .toList();
    }

    private Stream<String> guided(String sql, List<TableProfile> tables) {
        Optional<GuidedQuestion> asked = GuidedQuestionMatcher.of(question, guided.get());
        String ran = SqlStatements.oneLine(sql);
        List<GuidedQuestion> open = guided.get().stream()
                .filter(next -> asked.filter(next::equals).isEmpty()
                        && !SqlStatements.oneLine(next.sql()).equals(ran))
                .toList();
        return Stream.concat(
                        open.stream().filter(next -> isAbout(next, tables)),
                        open.stream().filter(next -> !isAbout(next, tables)))
                .map(GuidedQuestion::text);
    }

    private static boolean isAbout(GuidedQuestion next, List<TableProfile> tables) {
        return tables.stream().anyMatch(table -> SqlIdentifiers.mentioned(table.sqlName(), next.sql()));
    }

    private List<String> derived(QueryResult result, List<TableProfile> tables) {
        AnswerLanguage language = AnswerLanguage.of(question);
        boolean german = language == AnswerLanguage.GERMAN;
        List<String> next = new ArrayList<>();
        nextPeriod(tables).ifPresent(next::add);
        ResultWords words = new ResultWords(result, 0, language);
        ResultColumns columns = words.columns();
        List<Integer> measures = columns.measures();
        if (result.rowCount() == 0 || measures.isEmpty()) {
            return next;
        }
        int measure = columns.ranking().orElse(measures.get(0));
        SqlOutline outline = columns.outline();
        String what = words.label(measure);
        boolean addsUp = measure < outline.items().size()
                && ADDS_UP.matcher(outline.items().get(measure)).matches()
                && !columns.named(measure, NEVER_SUMMED)
                && Collections.disjoint(FoldedWords.of(outline.items().get(measure)), NEVER_SUMMED);
        boolean timed = tables.stream()
                .anyMatch(table -> table.columns().stream()
                        .anyMatch(column -> column.type().temporal()));
        if (columns.labels().size() == 1 && addsUp) {
            int label = columns.labels().get(0);
            Object top = result.rows().get(0).get(label);
            String of = top == null ? "" : PromptSanitizer.text(top.toString(), MAX_LABEL);
            if (timed && columns.times().isEmpty() && !of.isEmpty()) {
                next.add(
                        german
                                ? "Wie verläuft " + what + " von " + of + " nach Monat?"
                                : "What is the " + what + " of " + of + " by month?");
            }
            if (measures.stream().noneMatch(columns::isPercent) && result.rowCount() > 1 && !result.partial()) {
                String each = result.columns().get(label).replace('_', ' ');
                next.add(
                        german
                                ? "Welchen Anteil an " + what + " hat jeder Wert von " + each + "?"
                                : "What share of the total " + what + " has each " + each + "?");
            }
        } else if (columns.labels().isEmpty() && columns.times().size() == 1 && addsUp) {
            category(tables, result.sql())
                    .map(category -> german
                            ? "Wie verteilt sich " + what + " nach " + category + "?"
                            : "What is the " + what + " by " + category + "?")
                    .ifPresent(next::add);
        }
        return next;
    }

    /** The same question for the year after the one it names, or the year before, if the data reaches there. */
    private Optional<String> nextPeriod(List<TableProfile> tables) {
        Set<String> years = new HashSet<>();
        YEAR.matcher(question).results().forEach(year -> years.add(year.group()));
        if (years.size() != 1) {
            return Optional.empty();
        }
        int year = Integer.parseInt(years.iterator().next());
        return Stream.of(year + 1, year - 1)
                .filter(other -> tables.stream()
                        .anyMatch(table -> table.columns().stream().anyMatch(column -> reaches(column, other))))
                .findFirst()
                .map(other -> YEAR.matcher(question).replaceAll(String.valueOf(other)));
    }

    private static boolean reaches(ColumnProfile column, int year) {
        String min = column.min();
        String max = column.max();
        if (!column.type().temporal() || min == null || max == null) {
            return false;
        }
        Matcher first = YEAR.matcher(min);
        Matcher last = YEAR.matcher(max);
        return first.lookingAt()
                && last.lookingAt()
                && Integer.parseInt(first.group()) <= year
                && year <= Integer.parseInt(last.group());
    }

    /** A column by which the rows of a time can be divided: few texts, not yet in the query. */
    private static Optional<String> category(List<TableProfile> tables, String sql) {
        return tables.stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.type().kind() == ColumnType.Kind.STRING
                        && column.distinct().value() > 1
                        && column.distinct().value() <= MAX_GROUPS
                        && !SqlIdentifiers.mentioned(column.sqlName(), sql))
                .map(column -> String.join(" ", FoldedWords.of(column.name())))
                .findFirst();
    }
}
