package io.github.bigdatamigrator.conversation.audit;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.audit.RowMentionFinder.Mention;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Binds each figure of a text to where it comes from: a cell of the row that the sentence speaks of (as written,
 * rounded, in thousands or millions, or as a percentage), what follows from such cells where the words say so (sum,
 * mean, difference, change, share, multiple), the number of rows, or the question. A figure of one row beside the name
 * of another is not grounded.
 *
 * @param grounded in the order of the text; figures of the question are grounded without a claim
 * @param ungrounded figures that nothing vouches for
 */
public record GroundingCheck(List<Claim> grounded, List<String> ungrounded) {
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?…])\\s+(?=[\\p{Lu}\"“‘(])|\\R|;\\s");
    private static final Pattern REFERS_BACK = Pattern.compile(
            "(?i)^(?:it|its|they|their|this|that|these|those|both|the (?:difference|gap|lead)|together)\\b.*");
    private static final Map<String, Integer> SPELLED = Map.ofEntries(
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("dozen", 12));

    public GroundingCheck {
        grounded = List.copyOf(grounded);
        ungrounded = List.copyOf(ungrounded);
    }

    public static GroundingCheck of(String text, String question, List<QueryResult> results) {
        List<ResultTable> tables = new ArrayList<>();
        for (int query = 0; query < results.size(); query++) {
            tables.add(new ResultTable(query, results.get(query)));
        }
        List<Claim> grounded = new ArrayList<>();
        List<String> ungrounded = new ArrayList<>();
        List<Mention> before = List.of();
        for (String sentence : SENTENCES.split(text)) {
            RowMentionFinder mentions = RowMentionFinder.in(sentence, question, tables);
            ungrounded.addAll(mentions.unknownDates());
            List<FigureMention> figures = new ArrayList<>(FigureMention.in(mentions.remainder(), text));
            figures.removeIf(mentions::addNamedRow);
            mentions.mentions().stream()
                    .filter(mention -> FoldedWords.hasDigit(mention.text()))
                    .forEach(mention -> grounded.add(claim(mention)));
            boolean carried = mentions.mentions().isEmpty()
                    && REFERS_BACK.matcher(sentence.strip()).matches();
            List<Mention> spoken = carried ? movedBefore(before) : mentions.mentions();
            for (FigureMention figure : figures) {
                Optional<Claim> claim =
                        new FigureGrounder(mentions.remainder(), figures, spoken, tables).ground(figure);
                claim.ifPresent(grounded::add);
                if (claim.isEmpty() && !isInQuestion(figure, question)) {
                    ungrounded.add(figure.text());
                }
            }
            before = spoken.isEmpty() ? before : spoken;
        }
        return new GroundingCheck(grounded, ungrounded);
    }

    private static Claim claim(Mention mention) {
        int row = mention.rows().iterator().next();
        return new Claim(
                mention.text(), mention.table().query(), row, mention.table().name(mention.column()));
    }

    /** Mentions of an earlier sentence, as if they stood before this one. */
    private static List<Mention> movedBefore(List<Mention> mentions) {
        return mentions.stream()
                .map(it -> new Mention(-1, -1, it.text(), it.table(), it.column(), it.rows()))
                .toList();
    }

    private static boolean isInQuestion(FigureMention figure, String question) {
        boolean written = FigureMention.in(question, question).stream()
                .anyMatch(
                        other -> other.kind() == figure.kind() && other.value().compareTo(figure.value()) == 0);
        return written
                || (figure.isPlainInteger()
                        && FoldedWords.of(question).stream()
                                .anyMatch(word -> SPELLED.getOrDefault(word, -1)
                                                == figure.value().intValue()
                                        && figure.value().intValue() > 0));
    }

    /**
     * The rows that each result allows, by the index of its query; a result that the sentence does not speak of is
     * absent.
     */
    static Map<Integer, List<Integer>> rowsByQuery(List<Mention> governing) {
        Map<Integer, List<Integer>> rows = new HashMap<>();
        for (Mention mention : governing) {
            List<Integer> some = new ArrayList<>(mention.rows());
            rows.merge(mention.table().query(), some, (one, other) -> {
                List<Integer> both = new ArrayList<>(one);
                both.retainAll(other);
                return both.isEmpty() ? other : both;
            });
        }
        return rows;
    }
}
