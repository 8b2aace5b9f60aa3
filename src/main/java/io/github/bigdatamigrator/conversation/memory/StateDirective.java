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
 * Parses a message that changes the conversation's state: “only 2023 from now on”, “by revenue I mean amount times
 * quantity”, “remember that amounts are in euros”, “forget the filters”.
 *
 * @param asksToo whether the message also contains a question
 */
public record StateDirective(StateChange change, boolean asksToo) {
    private static final Pattern FROM_NOW_ON =
            Pattern.compile("(?i)[,;]?\\s*\\b(?:from now on(?:wards?)?|from here on|from this point on|going forward"
                    + "|henceforth|until further notice"
                    + "|(?:for|in) (?:all |any )?(?:of )?(?:the |my )?"
                    + "(?:following|next|later|further|future|other|coming) (?:questions?|quer(?:y|ies)|answers?)"
                    + "|for the rest of (?:this|the|our) (?:conversation|chat|session)"
                    + "|in all (?:questions|queries|answers))\\b\\s*[,:;.!]*");
    private static final Pattern ALWAYS = Pattern.compile("(?i)^(?:please\\s+)?always\\s+"
            + "(?=(?:only|exclude|ignore|leave out|skip|restrict|limit|filter|include|keep|use only)\\b)");
    private static final Pattern RESTRICTION = Pattern.compile(
            "(?i)\\b(?:only|exclud\\w*|ignor\\w*|leave out|skip|without|restrict\\w*|limit\\w*|filter\\w*"
                    + "|just|since|before|after|between|except|not|no|keep|consider|look at|stick to|where|in|for)\\b");
    private static final Pattern DEFINITION = Pattern.compile("(?i)^(?:please\\s+|note:?\\s+)?(?:"
            + "by\\s+(.{1,60}?),?\\s+(?:i|we)\\s+mean\\s+(.+)"
            + "|(?:let'?s\\s+)?define\\s+(.{1,60}?)\\s+(?:as|to be|to mean)\\s+(.+)"
            + "|when\\s+(?:i|we)\\s+say\\s+(.{1,60}?),?\\s+(?:i|we)\\s+mean\\s+(.+))$");
    private static final Pattern DECISION = Pattern.compile("(?i)^(?:please\\s+)?"
            + "(?:remember|note|keep in mind|don'?t forget|assume|merke? dir)(?:\\s+that|,?\\s+dass|\\s*:)\\s+(.+)$");
    private static final Pattern CLEARS =
            Pattern.compile("(?i)^(?:please\\s+)?(?:forget|drop|remove|clear|reset|lift|undo|cancel)\\s+"
                    + "(?:all\\s+|about\\s+)?(?:the\\s+|my\\s+|our\\s+|any\\s+|all\\s+)*"
                    + "(filters?|restrictions?|definitions?|decisions?)\\s*(?:again|now|please)?\\s*[.!]*$");
    /** “Remember: prices are net. How many …?” */
    private static final Pattern REMEMBERED_THEN_ASKED = Pattern.compile(
            "(?iu)^(?:please\\s+|bitte\\s+)?(?:remember|keep in mind|don'?t forget|merke? dir|denk daran)"
                    + "(?:\\s+that|,?\\s+dass|\\s*:)\\s+(.+?)[.;!]\\s+(.+)$");

    private static final Pattern UNDO = Pattern.compile("(?iu)^(?:(?:please|ok(?:ay)?|no|sorry|oops|wait|actually|bitte"
            + "|nein|ach|doch|(?:can|could) you|(?:kannst du|können sie)(?: das| es)?)[,.!]?\\s+)*"
            + "(?:undo|revert|(?:undo|revert|take back|forget|cancel|scratch) (?:that|it|this|(?:the |my |that )?last"
            + " (?:change|filter|one|step|question|query))"
            + "|(?:take|roll) (?:that|it|this) back|(?:go )?(?:one step |a step )?back(?: one step)?"
            + "|(?:(?:das|es|mache?|bitte|wieder|d(?:en|ie) letzten? (?:schritt|änderung|frage)) )*rückgängig"
            + "(?: machen)?|(?:geh(?:e|en wir)? )?(?:einen schritt )?zurück"
            + "|(?:nimm )?(?:das|es|d(?:en|ie) letzten? (?:schritt|änderung|frage)) (?:bitte )?(?:wieder )?"
            + "zurück(?:nehmen)?)(?:[,\\s]+(?:again|please|bitte|wieder))?\\s*[.!?]*$");
    private static final Pattern QUESTION = Pattern.compile(
            "(?iu).*\\?\\s*$|^(?:wie|welche\\w*|zeige?|nenne|what|which|who|whom|whose|how|when|where|why|show"
                    + "|list|give|count|compute"
                    + "|calculate|is|are|do|does|did|tell)\\b.*");
    /** A second clause with a request makes the message a question with a premise, not a lasting change. */
    private static final Pattern SECOND_CLAUSE_ASKS =
            Pattern.compile("(?i)[.;:!]\\s+(?:and\\s+|then\\s+|now\\s+|please\\s+)*"
                    + "(?:what|which|who|how|show|list|give|count|compute|calculate|find|tell|sum)\\b"
                    + "|(?:,|\\band|\\bthen)\\s+(?:and\\s+|then\\s+|now\\s+|please\\s+)*"
                    + "(?:show|list|give me|compute|calculate|find|tell)\\b");

    private static final Pattern CLAUSES = Pattern.compile("(?<=\\?)|[.;:!](?=\\s|$)|\\|");
    private static final int MAX_LENGTH = 300;

    /** Whether the message only takes back the last change of the state. */
    public static boolean isUndo(String message) {
        return UNDO.matcher(message.strip()).matches();
    }

    /** @param lastSql the last query, which helps to choose a filter's column; empty if there is none */
    public static Optional<StateDirective> of(String message, DataContext context, String lastSql) {
        String text = message.strip().replaceAll("\\s+", " ");
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher clears = CLEARS.matcher(text);
        if (clears.matches()) {
            return Optional.of(new StateDirective(new StateChange.Clear(kind(clears.group(1))), false));
        }
        Matcher remembered = REMEMBERED_THEN_ASKED.matcher(text);
        if (remembered.matches() && QUESTION.matcher(remembered.group(2)).matches()) {
            return added(Kind.DECISION, trimmed(remembered.group(1)), null, true);
        }
        boolean asks = text.endsWith("?") || SECOND_CLAUSE_ASKS.matcher(text).find();
        if (!asks && DEFINITION.matcher(text).matches()) {
            return added(Kind.DEFINITION, trimmed(text), null, false);
        }
        Matcher fromNowOn = FROM_NOW_ON.matcher(text);
        if (fromNowOn.find()) {
            return withoutMarker(text, fromNowOn, context, lastSql);
        }
        Matcher always = ALWAYS.matcher(text);
        if (!asks && always.find()) {
            String filter = trimmed(text.substring(always.end()));
            return added(Kind.FILTER, filter, FilterParser.condition(filter, context, lastSql), false);
        }
        Matcher decision = DECISION.matcher(text);
        return !asks && decision.matches()
                ? added(Kind.DECISION, trimmed(decision.group(1)), null, false)
                : Optional.empty();
    }

    /** Takes the first clause that is not a question as the directive; other clauses may be questions. */
    private static Optional<StateDirective> withoutMarker(
            String message, Matcher marker, DataContext context, String lastSql) {
        String marked = message.substring(0, marker.start()) + " | " + message.substring(marker.end());
        String text = "";
        boolean asks = false;
        for (String clause : CLAUSES.split(marked)) {
            if (QUESTION.matcher(clause.strip()).matches()) {
                asks = true;
            } else if (text.isEmpty()) {
                text = trimmed(clause);
            }
        }
        if (DEFINITION.matcher(text).matches()) {
            return added(Kind.DEFINITION, text, null, asks);
        }
        String condition = text.isEmpty() ? null : FilterParser.condition(text, context, lastSql);
        boolean filter = condition != null || RESTRICTION.matcher(text).find();
        return added(filter ? Kind.FILTER : Kind.DECISION, text, condition, asks);
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

    private static String trimmed(String text) {
        return text.replaceAll(
                        "(?i)^(?:please|ok(?:ay)?|and|so|now)\\b[,:]?\\s*|[\\s,;:.!?]+$|^[\\s,;:.!]+"
                                + "|,?\\s*please[.!]*$",
                        "")
                .strip();
    }
}
