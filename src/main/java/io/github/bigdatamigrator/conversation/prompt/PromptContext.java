package io.github.bigdatamigrator.conversation.prompt;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.ConversationEvent.Compressed;
import io.github.bigdatamigrator.conversation.ConversationMemory;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.Fact;
import io.github.bigdatamigrator.conversation.FactLedger;
import io.github.bigdatamigrator.conversation.PastTurn;
import io.github.bigdatamigrator.conversation.PromptSanitizer;
import io.github.bigdatamigrator.conversation.memory.ActiveFilter;
import io.github.bigdatamigrator.conversation.memory.FollowUpDetector;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.sql.SqlStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation has to say to one question: what holds, what the question leaves to the one before it, the last
 * turns, and facts of older ones that speak of the same. A snapshot that is made once for a question; immutable.
 *
 * @param turns that are not compressed, oldest first
 * @param facts the likest first
 * @param answeredBefore the query that answered the same question earlier
 */
public record PromptContext(
        String question,
        DataContext context,
        List<Entry> state,
        List<PastTurn> turns,
        List<FactLedger.Hit> facts,
        @Nullable Compressed compressed,
        Optional<Fact> answeredBefore) {
    private static final int MAX_FACTS = 8;
    private static final int TURN_LENGTH = 400;
    private static final int ROWS = 3;
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
                memory.facts(question, MAX_FACTS),
                memory.compressed(),
                memory.answeredBefore(question));
    }

    public PromptContext {
        state = List.copyOf(state);
        turns = List.copyOf(turns);
        facts = List.copyOf(facts);
    }

    /** The last query; empty where there is none. */
    public String lastSql() {
        PastTurn last = lastQueried();
        return last == null || last.sql() == null ? "" : last.sql();
    }

    @Nullable
    PastTurn lastQueried() {
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).sql() != null) {
                return turns.get(i);
            }
        }
        return null;
    }

    /** Whether a prompt would show figures of results, where it may. */
    public boolean holdsFigures() {
        return lastQueried() != null || !facts.isEmpty() || compressed != null;
    }

    /** A filter that holds, that the query could keep to and does not, and that the question does not set aside. */
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
            if (!otherYear && filter.concerns(sql, context) && !filter.keptBy(sql)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** Whether a filter holds, so that figures of the whole data need not be what is asked for. */
    public boolean hasActiveFilter() {
        return state.stream().anyMatch(entry -> entry.kind() == Kind.FILTER)
                && !IGNORES_FILTER.matcher(question).find();
    }

    /**
     * The text that goes before the question, within so many tokens, and showing no more than the level allows. What
     * holds comes first, then what the question points at, the last turn, facts, and older turns while there is room.
     */
    String text(HeaderPseudonyms pseudonyms, PrivacyLevel level, ToIntFunction<String> tokens, int budget) {
        Sections sections = new Sections(tokens, budget);
        int more = sections.add(
                stateLines(pseudonyms, level),
                "What holds in this conversation; every query must keep to it unless the question says otherwise:\n");
        sections.addWhole(more == 0 ? "" : "(" + more + " more hold that have no room here)\n");
        sections.addWhole(followUpLine(pseudonyms, level));
        List<String> turnTexts = turns.stream()
                .filter(turn -> turn.sql() != null)
                .map(turn -> turnText(turn, pseudonyms, level))
                .toList();
        List<String> recent = turnTexts.subList(Math.max(0, turnTexts.size() - 1), turnTexts.size());
        sections.reserve(recent, "Earlier questions:\n");
        boolean results = PrivacyLevel.ROWS.within(level);
        if (results) {
            sections.add(factLines(), "Found earlier:\n");
        }
        if (compressed != null && (results || compressed.model() == null)) {
            sections.addWhole("Before that: " + pseudonyms.hide(compressed.summary()) + "\n");
        }
        return sections.text("Earlier questions:\n", turnTexts);
    }

    private List<String> stateLines(HeaderPseudonyms pseudonyms, PrivacyLevel level) {
        List<String> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Entry entry : state) {
                if (entry.kind() == kind) {
                    String sql = entry.sql() == null ? "" : " → " + sql(entry.sql(), pseudonyms, level);
                    lines.add("- " + kind.name().toLowerCase(java.util.Locale.ROOT) + ": "
                            + pseudonyms.hide(entry.text()) + sql + "\n");
                }
            }
        }
        return lines;
    }

    private String followUpLine(HeaderPseudonyms pseudonyms, PrivacyLevel level) {
        PastTurn last = lastQueried();
        FollowUpDetector follow = FollowUpDetector.of(question, last);
        if (last == null || !follow.goesOn()) {
            return "";
        }
        if (follow.row() == 0) {
            return "The question goes on from the last one; change its query accordingly.\n";
        }
        List<String> row = last.row(follow.row());
        String pointed = "“" + pseudonyms.hide(PromptSanitizer.text(follow.words(), 40)) + "” is row " + follow.row()
                + " of the last result";
        if (follow.row() > last.rowCount()) {
            return pointed + ", which has only " + last.rowCount() + " rows.\n";
        }
        if (row == null || !PrivacyLevel.EXAMPLES.within(level)) {
            return pointed + ".\n";
        }
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            // Below the level of rows only what tells which row it is: its first text.
            boolean label = !row.get(i).matches("[-+.,\\d]*");
            if (PrivacyLevel.ROWS.within(level) || (label && cells.isEmpty())) {
                cells.add(last.columns().get(i) + " = '" + row.get(i) + "'");
            }
        }
        return pointed + ": " + pseudonyms.hideHeaders(String.join(", ", cells)) + ".\n";
    }

    private List<String> factLines() {
        List<String> lines = new ArrayList<>();
        for (FactLedger.Hit hit : facts) {
            Fact line = hit.line();
            boolean stillThere = turns.stream().anyMatch(turn -> turn.number() == line.turn());
            if (!stillThere) {
                String how = line.sql().isEmpty()
                        ? ""
                        : line.confirmed() ? " Confirmed SQL: " + line.sql() : " SQL: " + line.sql();
                lines.add("- #" + line.turn() + " " + line.question() + " → " + line.facts() + "." + how + "\n");
            }
        }
        return lines;
    }

    private static String turnText(PastTurn turn, HeaderPseudonyms pseudonyms, PrivacyLevel level) {
        String sql = turn.sql() == null ? "" : turn.sql();
        String text = "Q: " + pseudonyms.hide(PromptSanitizer.text(turn.question(), TURN_LENGTH)) + "\nSQL: "
                + PromptSanitizer.sql(sql(sql, pseudonyms, level), TURN_LENGTH) + "\n";
        return PrivacyLevel.ROWS.within(level) ? text + "Result: " + turn.facts(ROWS, TURN_LENGTH / 2) + "\n" : text;
    }

    private static String sql(String sql, HeaderPseudonyms pseudonyms, PrivacyLevel level) {
        return PrivacyLevel.EXAMPLES.within(level)
                ? SqlStatements.oneLine(sql)
                : pseudonyms.hide(SqlStatements.withoutLiterals(sql));
    }

    /** Collects parts while there is room. */
    private static final class Sections {
        /** Room for the line that says what has none. */
        private static final int MARGIN = 16;

        private final ToIntFunction<String> tokens;
        private final StringBuilder text = new StringBuilder();
        private int left;

        Sections(ToIntFunction<String> tokens, int budget) {
            this.tokens = tokens;
            this.left = budget;
        }

        /** As many of the lines as there is room for; tells how many have none. */
        int add(List<String> lines, String head) {
            int room = left - tokens.applyAsInt(head);
            StringBuilder some = new StringBuilder();
            int taken = 0;
            for (String line : lines) {
                int cost = tokens.applyAsInt(line);
                if (cost + MARGIN <= room) {
                    some.append(line);
                    room -= cost;
                    taken++;
                }
            }
            if (taken > 0) {
                text.append(head).append(some);
                left = room;
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

        /** Keeps room for parts that are added at the end. */
        void reserve(List<String> parts, String head) {
            int cost = parts.isEmpty()
                    ? 0
                    : tokens.applyAsInt(head) + parts.stream().mapToInt(tokens).sum();
            reserved = cost <= left ? cost : 0;
            left -= reserved;
        }

        private int reserved;

        /** All of it, with the last of the turns, as many as there is room for. */
        String text(String head, List<String> turns) {
            left += reserved;
            int room = left - (turns.isEmpty() ? 0 : tokens.applyAsInt(head));
            int from = turns.size();
            while (from > 0 && tokens.applyAsInt(turns.get(from - 1)) <= room) {
                from--;
                room -= tokens.applyAsInt(turns.get(from));
            }
            if (from < turns.size()) {
                text.append(head);
                turns.subList(from, turns.size()).forEach(text::append);
            }
            return text.isEmpty() ? "" : text.append('\n').toString();
        }
    }
}
