package io.github.bigdatamigrator.conversation.memory;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.StateChange;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message, or a part of one, that says what shall hold from now on: “only 2023 from now on”, “by revenue I mean
 * amount times quantity”, “remember that amounts are in euros”, “forget the filters”.
 *
 * @param change what it does to the state
 * @param asks whether something is asked beside it
 */
public record StateDirective(StateChange change, boolean asks) {
    private static final String LATER =
            "from now on(?:wards?)?|from here on|from this point on|going forward|henceforth|until further"
                    + " notice|(?:for|in) (?:all |any )?(?:of )?(?:the |my"
                    + " )?(?:following|next|later|further|future|other|coming) (?:questions?|quer(?:y|ies)|answers?)|for"
                    + " the rest of (?:this|the|our) (?:conversation|chat|session)|in all (?:questions|queries|answers)";
    private static final Pattern FROM_NOW = Pattern.compile("(?i)[,;]?\\s*\\b(?:" + LATER + ")\\b\\s*[,:;.!]*");
    private static final Pattern ALWAYS =
            Pattern.compile("(?i)^(?:please\\s+)?always\\s+(?=(?:only|exclude|ignore|leave"
                    + " out|skip|restrict|limit|filter|include|keep|use only)\\b)");
    private static final Pattern RESTRICTS = Pattern.compile("(?i)\\b(?:only|exclud\\w*|ignor\\w*|leave"
            + " out|skip|without|restrict\\w*|limit\\w*|filter\\w*|just|since|before|after|between|except|not|no|keep|consider|look"
            + " at|stick to|where|in|for)\\b");
    private static final Pattern DEFINES = Pattern.compile(
            "(?i)^(?:please\\s+|note:?\\s+)?(?:by\\s+(.{1,60}?),?\\s+(?:i|we)\\s+mean\\s+(.+)|(?:let'?s\\s+)?define\\s+(.{1,60}?)\\s+(?:as|to"
                    + " be|to mean)\\s+(.+)|when\\s+(?:i|we)\\s+say\\s+(.{1,60}?),?\\s+(?:i|we)\\s+mean\\s+(.+))$");
    private static final Pattern REMEMBERS = Pattern.compile(
            "(?i)^(?:please\\s+)?(?:remember|note|keep in mind|don'?t forget|assume)(?:\\s+that|\\s*:)\\s+(.+)$");
    private static final Pattern FORGETS = Pattern.compile(
            "(?i)^(?:please\\s+)?(?:forget|drop|remove|clear|reset|lift|undo|cancel)\\s+(?:all\\s+|about\\s+)?(?:the\\s+|my\\s+|our\\s+|any\\s+|all\\s+)*"
                    + "(filters?|restrictions?|definitions?|decisions?)\\s*(?:again|now|please)?\\s*[.!]*$");
    private static final Pattern QUESTION = Pattern.compile(
            "(?i).*\\?\\s*$|^(?:what|which|who|whom|whose|how|when|where|why|show|list|give|count|compute|calculate|is|are|do|does|did|tell)\\b.*");
    /** A second half of a statement that asks for something: it is a question with a premise, not a word for later. */
    private static final Pattern ASKS_TOO = Pattern.compile(
            "(?i)[.;:!]\\s+(?:and\\s+|then\\s+|now\\s+|please\\s+)*(?:what|which|who|how|show|list|give|count|compute|calculate|find|tell|sum)\\b|(?:,|\\band|\\bthen)\\s+(?:and\\s+|then\\s+|now\\s+|please\\s+)*(?:show|list|give"
                    + " me|compute|calculate|find|tell)\\b");

    private static final Pattern CLAUSES = Pattern.compile("(?<=\\?)|[.;:!](?=\\s|$)|\\|");
    private static final int LONGEST = 300;

    public static Optional<StateDirective> of(String message, DataContext context, String lastSql) {
        String text = message.strip().replaceAll("\\s+", " ");
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher forgets = FORGETS.matcher(text);
        if (forgets.matches()) {
            return Optional.of(new StateDirective(new StateChange.Clear(kind(forgets.group(1))), false));
        }
        boolean asks = text.endsWith("?") || ASKS_TOO.matcher(text).find();
        if (!asks && DEFINES.matcher(text).matches()) {
            return added(Kind.DEFINITION, bare(text), null, false);
        }
        Matcher later = FROM_NOW.matcher(text);
        if (later.find()) {
            return fromNow(text, later, context, lastSql);
        }
        Matcher always = ALWAYS.matcher(text);
        if (!asks && always.find()) {
            String filter = bare(text.substring(always.end()));
            return added(Kind.FILTER, filter, FilterParser.condition(filter, context, lastSql), false);
        }
        Matcher remembers = REMEMBERS.matcher(text);
        return !asks && remembers.matches()
                ? added(Kind.DECISION, bare(remembers.group(1)), null, false)
                : Optional.empty();
    }

    /** The first clause that asks nothing holds; the others may ask. */
    private static Optional<StateDirective> fromNow(String text, Matcher later, DataContext context, String lastSql) {
        String marked = text.substring(0, later.start()) + " | " + text.substring(later.end());
        String said = "";
        boolean asks = false;
        for (String clause : CLAUSES.split(marked)) {
            String bare = bare(clause);
            if (QUESTION.matcher(clause.strip()).matches()) {
                asks = true;
            } else if (said.isEmpty()) {
                said = bare;
            }
        }
        if (DEFINES.matcher(said).matches()) {
            return added(Kind.DEFINITION, said, null, asks);
        }
        String condition = said.isEmpty() ? null : FilterParser.condition(said, context, lastSql);
        boolean filter = condition != null || RESTRICTS.matcher(said).find();
        return added(filter ? Kind.FILTER : Kind.DECISION, said, condition, asks);
    }

    private static Optional<StateDirective> added(Kind kind, String text, @Nullable String sql, boolean asks) {
        return text.isBlank()
                ? Optional.empty()
                : Optional.of(new StateDirective(new StateChange.Add(kind, text, sql), asks));
    }

    private static Kind kind(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.startsWith("def")) {
            return Kind.DEFINITION;
        }
        return lower.startsWith("dec") ? Kind.DECISION : Kind.FILTER;
    }

    private static String bare(String text) {
        return text.replaceAll(
                        "(?i)^(?:please|ok(?:ay)?|and|so|now)\\b[,:]?\\s*|[\\s,;:.!?]+$|^[\\s,;:.!]+|,?\\s*please[.!]*$",
                        "")
                .strip();
    }
}
