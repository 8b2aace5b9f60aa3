package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.AnsweredQuestion;
import io.github.bigdatamigrator.conversation.ConversationEvent.Compressed;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.PastTurn;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.conversation.memory.ActiveFilter;
import io.github.bigdatamigrator.conversation.memory.FollowUpDetector;
import io.github.bigdatamigrator.conversation.memory.StateDirective;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.sql.SqlStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects what earlier turns contribute to the prompt of one question: active state, the reference of a follow-up, the
 * last turns, and similar questions of older turns. An immutable snapshot.
 *
 * @param turns the turns that are not compressed, oldest first
 * @param similarQuestions those of older turns, most similar first
 * @param answeredBefore the query that answered the same question earlier
 */
public record PromptContext(
        String question,
        DataContext context,
        List<Entry> state,
        List<PastTurn> turns,
        List<AnsweredQuestion> similarQuestions,
        @Nullable Compressed compressed,
        Optional<AnsweredQuestion> answeredBefore) {
    private static final int MAX_QUESTIONS = 8;
    private static final int TURN_LENGTH = 400;
    private static final int RESULT_LENGTH = TURN_LENGTH / 2;
    /** Turns without a query that may follow the last query and are still shown with it. */
    private static final int MAX_REPLIES = 2;

    private static final int ROWS = 3;
    private static final String HEAD = "Earlier questions:\n";
    private static final Pattern IGNORES_FILTER = Pattern.compile(
            "(?i)\\b(?:all (?:the )?(?:years|data|rows|time)|every year|overall|regardless|ignor\\w+ (?:the |that |my"
                    + " )?filter|without (?:the |that |my |any )?filter|unfiltered)\\b");
    private static final Pattern YEAR = Pattern.compile("\\b(?:19|20)\\d{2}\\b");

    public static PromptContext of(String question, DataContext context, ConversationMemory memory) {
        return new PromptContext(
                question,
                context,
                memory.state().entries(),
                memory.turns(),
                memory.similarQuestions(question, MAX_QUESTIONS),
                memory.compressed(),
                memory.answeredBefore(question));
    }

    public PromptContext {
        state = List.copyOf(state);
        turns = List.copyOf(turns);
        similarQuestions = List.copyOf(similarQuestions);
    }

    /** What an earlier turn knew. */
    public PromptContext before(PastTurn turn) {
        List<PastTurn> earlier = turns.subList(0, turns.indexOf(turn));
        return new PromptContext(
                turn.question(), context, state, earlier, similarQuestions, compressed, answeredBefore);
    }

    /** The question, then the earlier ones, latest first. */
    public List<String> questions() {
        List<String> questions = new ArrayList<>(List.of(question));
        turns.forEach(turn -> questions.add(1, turn.question()));
        return questions;
    }

    /** The last query; empty if there is none. */
    public String lastSql() {
        PastTurn last = lastQueried();
        return last == null || last.sql() == null ? "" : last.sql();
    }

    /** Whether the question only makes sense as a change of the last query. */
    boolean isFollowUp() {
        return FollowUpDetector.of(question, lastQueried()).followUp();
    }

    private @Nullable PastTurn lastQueried() {
        List<PastTurn> queried = queried();
        return queried.isEmpty() ? null : queried.get(queried.size() - 1);
    }

    private List<PastTurn> queried() {
        return turns.stream().filter(turn -> turn.sql() != null).toList();
    }

    /** Whether a prompt would show figures of earlier results if its level allows. */
    public boolean holdsFigures() {
        return lastQueried() != null || !similarQuestions.isEmpty() || compressed != null;
    }

    /** An active filter that applies to the query but is not in it, unless the question overrides the filter. */
    public Optional<Entry> missingFilter(String sql) {
        if (IGNORES_FILTER.matcher(question).find()) {
            return Optional.empty();
        }
        for (Entry entry : state) {
            String condition = entry.sql();
            if (entry.kind() != Kind.FILTER || condition == null) {
                continue;
            }
            boolean otherYear = YEAR.matcher(condition).find()
                    && YEAR.matcher(question).results().anyMatch(year -> !condition.contains(year.group()));
            ActiveFilter filter = ActiveFilter.of(condition, context);
            if (!otherYear && filter.appliesTo(sql, context) && !filter.isMentionedIn(sql)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** Whether a filter is active, so that figures of the whole data may not be the ones asked for. */
    public boolean hasActiveFilter() {
        return state.stream().anyMatch(entry -> entry.kind() == Kind.FILTER)
                && !IGNORES_FILTER.matcher(question).find();
    }

    /**
     * The text before the question, within a number of tokens and a privacy level. It has the active state, the
     * reference of a follow-up question, similar questions, and the last turns, the latest turn taking precedence. The
     * last query is whole if it fits; a longer one of an older turn is left out.
     *
     * @param older whether turns before the last query are shown
     */
    String text(
            HeaderPseudonyms pseudonyms, PrivacyLevel level, ToIntFunction<String> tokens, int budget, boolean older) {
        Sections sections = new Sections(tokens, budget);
        int more = sections.add(
                stateLines(pseudonyms, level),
                "Active filters and definitions; every query must apply them unless the question says otherwise:\n");
        sections.addWhole(more == 0 ? "" : "(" + more + " more are active and left out here)\n");
        sections.addWhole(followUpLine(pseudonyms, level));
        List<PastTurn> shown = turns.stream()
                .filter(turn -> turn.sql() != null || isReply(turn))
                .toList();
        PastTurn last = lastQueried();
        int end = shown.size() - 1;
        int from = last == null ? end : shown.indexOf(last);
        int recentFrom = Math.max(0, from < end - MAX_REPLIES ? end : from);
        List<String> recent = new ArrayList<>(shown.subList(recentFrom, shown.size()).stream()
                .map(turn -> turnText(turn, pseudonyms, level))
                .toList());
        if (last != null && recentFrom == from) {
            recent.set(0, lastTurnText(last, pseudonyms, level, text -> sections.fits(HEAD, text)));
        }
        sections.reserve(recent, HEAD);
        boolean results = PrivacyLevel.ROWS.within(level);
        if (results && older) {
            sections.add(earlierLines(), "Found earlier:\n");
        }
        if (compressed != null && older && (results || compressed.model() == null)) {
            sections.addWhole("Before that: " + pseudonyms.hide(compressed.summary()) + "\n");
        }
        List<String> turnTexts = new ArrayList<>();
        if (older) {
            shown.subList(0, recentFrom).forEach(turn -> turnTexts.add(turnText(turn, pseudonyms, level)));
        }
        turnTexts.addAll(recent);
        return sections.text(HEAD, turnTexts);
    }

    /** The last turn with its whole query; without its rows, or with a part of the query, if all is too long. */
    private static String lastTurnText(
            PastTurn turn, HeaderPseudonyms pseudonyms, PrivacyLevel level, Predicate<String> fits) {
        String sql = sql(String.valueOf(turn.sql()), pseudonyms, level);
        String rows = rowsText(turn, level);
        String head = questionLine(turn, pseudonyms) + "SQL: ";
        String whole = head + PromptSanitizer.sql(sql, sql.length()) + "\n";
        return fits.test(whole + rows)
                ? whole + rows
                : fits.test(whole) ? whole : head + PromptSanitizer.sql(sql, TURN_LENGTH) + "\n" + rows;
    }

    private static String questionLine(PastTurn turn, HeaderPseudonyms pseudonyms) {
        return "Q: " + pseudonyms.hide(PromptSanitizer.text(turn.question(), TURN_LENGTH)) + "\n";
    }

    private static String rowsText(PastTurn turn, PrivacyLevel level) {
        return PrivacyLevel.ROWS.within(level) ? "Result: " + turn.firstRows(ROWS, RESULT_LENGTH) + "\n" : "";
    }

    private List<String> stateLines(HeaderPseudonyms pseudonyms, PrivacyLevel level) {
        List<String> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Entry entry : state) {
                if (entry.kind() == kind) {
                    String sql = entry.sql() == null ? "" : " → " + sql(entry.sql(), pseudonyms, level);
                    lines.add("- " + kind.name().toLowerCase(Locale.ROOT) + ": " + pseudonyms.hide(entry.text()) + sql
                            + "\n");
                }
            }
        }
        return lines;
    }

    private String followUpLine(HeaderPseudonyms pseudonyms, PrivacyLevel level) {
        if (turns.isEmpty()) {
            return "";
        }
        PastTurn latest = turns.get(turns.size() - 1);
        if (latest.sql() == null && latest.content().contains("?")) {
            return "If the question answers what the last reply asks, read it as that answer; otherwise write a new"
                    + " query.\n";
        }
        PastTurn last = FollowUpDetector.pointedAt(question, queried());
        FollowUpDetector follow = FollowUpDetector.of(question, last);
        if (last == null || !follow.followUp()) {
            return "If the question continues the last one, change its query; otherwise write a new one.\n";
        }
        if (follow.row() == 0) {
            return "The question is a follow-up of the last one; change its query accordingly.\n";
        }
        List<String> row = last.row(follow.row());
        String pointed = "“"
                + pseudonyms.hide(PromptSanitizer.text(follow.words().replaceAll("[?!.]+$", ""), 40)) + "” is row "
                + follow.row()
                + " of the "
                + (last.equals(lastQueried())
                        ? "last result"
                        : "result of “" + pseudonyms.hide(PromptSanitizer.text(last.question(), TURN_LENGTH)) + "”");
        if (follow.row() > last.rowCount()) {
            return pointed + ", which has only " + last.rowCount() + " rows.\n";
        }
        if (row == null || !PrivacyLevel.EXAMPLES.within(level)) {
            return pointed + ".\n";
        }
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            // Below level ROWS only the first text of the row, which identifies it.
            boolean label = !row.get(i).matches("[-+.,\\d]*");
            if (PrivacyLevel.ROWS.within(level) || (label && cells.isEmpty())) {
                cells.add(last.columns().get(i) + " = '" + row.get(i) + "'");
            }
        }
        return pointed + ": " + pseudonyms.hideHeaders(String.join(", ", cells)) + ".\n";
    }

    /** Whether a turn without a query is informative; a change of the state is shown as the state. */
    private boolean isReply(PastTurn turn) {
        return !turn.content().isEmpty()
                && !StateDirective.isUndo(turn.question())
                && StateDirective.of(turn.question(), context, "").isEmpty();
    }

    private List<String> earlierLines() {
        List<String> lines = new ArrayList<>();
        for (AnsweredQuestion earlier : similarQuestions) {
            if (turns.stream().noneMatch(turn -> turn.number() == earlier.turn())) {
                String how = earlier.sql().isEmpty()
                        ? ""
                        : (earlier.confirmed() ? " Confirmed SQL: " : " SQL: ") + earlier.sql();
                lines.add("- #" + earlier.turn() + " " + earlier.question() + " → " + earlier.result() + "." + how
                        + "\n");
            }
        }
        return lines;
    }

    private static String turnText(PastTurn turn, HeaderPseudonyms pseudonyms, PrivacyLevel level) {
        String question = questionLine(turn, pseudonyms);
        if (turn.sql() == null) {
            boolean shown = PrivacyLevel.EXAMPLES.within(level);
            return question + (shown ? "A: " + PromptSanitizer.text(turn.content(), RESULT_LENGTH) + "\n" : "");
        }
        String sql = sql(turn.sql(), pseudonyms, level);
        String query = sql.length() > TURN_LENGTH ? "" : "SQL: " + PromptSanitizer.sql(sql, TURN_LENGTH) + "\n";
        return question + query + rowsText(turn, level);
    }

    private static String sql(String sql, HeaderPseudonyms pseudonyms, PrivacyLevel level) {
        return PrivacyLevel.EXAMPLES.within(level)
                ? SqlStatements.oneLine(sql)
                : pseudonyms.hide(SqlStatements.withoutLiterals(sql));
    }

    /** Collects parts within the token budget. */
    private static final class Sections {
        /** Tokens for the line that counts omitted entries. */
        private static final int MARGIN = 16;

        private final ToIntFunction<String> tokens;
        private final StringBuilder text = new StringBuilder();
        private int left;

        Sections(ToIntFunction<String> tokens, int budget) {
            this.tokens = tokens;
            this.left = budget;
        }

        /** Adds as many lines as fit; returns the number of omitted lines. */
        int add(List<String> lines, String head) {
            int space = left - tokens.applyAsInt(head);
            StringBuilder some = new StringBuilder();
            int taken = 0;
            for (String line : lines) {
                int cost = tokens.applyAsInt(line);
                if (cost + MARGIN <= space) {
                    some.append(line);
                    space -= cost;
                    taken++;
                }
            }
            if (taken > 0) {
                text.append(head).append(some);
                left = space;
            }
            return lines.size() - taken;
        }

        void addWhole(String part) {
            int cost = part.isEmpty() ? 0 : tokens.applyAsInt(part);
            if (cost <= left) {
                text.append(part);
                left -= cost;
            }
        }

        boolean fits(String head, String part) {
            return tokens.applyAsInt(head) + tokens.applyAsInt(part) <= left;
        }

        /** Reserves tokens for parts that are added at the end. */
        void reserve(List<String> parts, String head) {
            int cost = parts.isEmpty()
                    ? 0
                    : tokens.applyAsInt(head) + parts.stream().mapToInt(tokens).sum();
            reserved = cost <= left ? cost : 0;
            left -= reserved;
        }

        private int reserved;

        /** The whole text with as many of the last turns as fit. */
        String text(String head, List<String> turns) {
            left += reserved;
            int space = left - (turns.isEmpty() ? 0 : tokens.applyAsInt(head));
            int from = turns.size();
            while (from > 0 && tokens.applyAsInt(turns.get(from - 1)) <= space) {
                from--;
                space -= tokens.applyAsInt(turns.get(from));
            }
            if (from < turns.size()) {
                text.append(head);
                turns.subList(from, turns.size()).forEach(text::append);
            }
            return text.isEmpty() ? "" : text.append('\n').toString();
        }
    }
}
