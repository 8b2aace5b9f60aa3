package io.github.bigdatamigrator.conversation.audit;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.QueryResult;
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
 * Grounds each figure of a text in a source: a cell of the row that the sentence names (as written, rounded, in
 * thousands or millions, or as a percentage), a value derived from such cells if the words say so (sum, mean,
 * difference, change, share, multiple), the number of rows, the question, or the profile. A figure of one row beside
 * the name of another row is not grounded.
 *
 * @param grounded claims in the order of the text; figures of the question are grounded without a claim
 * @param ungrounded figures without a source
 * @param misplaced those of them that are a cell, but not of the row that the sentence names
 */
public record GroundingCheck(List<Claim> grounded, List<String> ungrounded, List<String> misplaced) {
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?…])\\s+(?=[\\p{Lu}\"“‘(])|\\R|;\\s");
    private static final Pattern REFERS_BACK = Pattern.compile(
            "(?i)^(?:it|its|they|their|this|that|these|those|both|the (?:difference|gap|lead)|together)\\b.*");

    public GroundingCheck {
        grounded = List.copyOf(grounded);
        ungrounded = List.copyOf(ungrounded);
        misplaced = List.copyOf(misplaced);
    }

    /** @param context the profile, whose figures are known beside the name of their table or column */
    public static GroundingCheck of(String text, String question, List<QueryResult> results, DataContext context) {
        KnownFigures known = new KnownFigures(context);
        List<ResultTable> tables = new ArrayList<>();
        for (int query = 0; query < results.size(); query++) {
            tables.add(new ResultTable(query, results.get(query)));
        }
        List<Claim> grounded = new ArrayList<>();
        List<String> ungrounded = new ArrayList<>();
        List<String> misplaced = new ArrayList<>();
        List<Mention> before = List.of();
        for (String sentence : SENTENCES.split(text)) {
            RowMentionFinder mentions = RowMentionFinder.in(sentence, question, tables);
            ungrounded.addAll(mentions.unknownDates());
            List<FigureMention> figures = new ArrayList<>(FigureMention.in(mentions.remainder(), text));
            figures.removeIf(mentions::addNamedRow);
            mentions.mentions().stream()
                    .filter(mention -> FoldedWords.hasDigit(mention.text()))
                    .forEach(mention -> grounded.add(claim(mention)));
            boolean refersBack = mentions.mentions().isEmpty()
                    && REFERS_BACK.matcher(sentence.strip()).matches();
            List<Mention> named = refersBack ? movedBefore(before) : mentions.mentions();
            for (FigureMention figure : figures) {
                FigureGrounder grounder = new FigureGrounder(mentions.remainder(), question, figures, named, tables);
                Optional<Claim> claim = grounder.ground(figure).or(() -> known.of(figure, sentence));
                claim.ifPresent(grounded::add);
                if (claim.isEmpty() && !isInQuestion(figure, question)) {
                    ungrounded.add(figure.text());
                    grounder.misplaced(figure).ifPresent(cell -> misplaced.add(figure.text()));
                }
            }
            before = named.isEmpty() ? before : named;
        }
        return new GroundingCheck(grounded, ungrounded, misplaced);
    }

    private static Claim claim(Mention mention) {
        int row = mention.rows().iterator().next();
        return mention.table().claim(mention.text(), row, mention.column());
    }

    /** Mentions of an earlier sentence, moved before the beginning of this one. */
    private static List<Mention> movedBefore(List<Mention> mentions) {
        return mentions.stream()
                .map(it -> new Mention(-1, -1, it.text(), it.table(), it.column(), it.rows()))
                .toList();
    }

    private static boolean isInQuestion(FigureMention figure, String question) {
        boolean written = FigureMention.in(question, question).stream()
                .anyMatch(
                        other -> other.kind() == figure.kind() && other.value().compareTo(figure.value()) == 0);
        if (written || !figure.isPlainInteger()) {
            return written;
        }
        int value = figure.value().intValue();
        List<String> words = FoldedWords.of(question);
        // “One” is mostly no number.
        return (value > 1
                        && value <= FoldedWords.ENGLISH_NUMBERS.size()
                        && words.contains(FoldedWords.ENGLISH_NUMBERS.get(value - 1)))
                || (value == 12 && words.contains("dozen"));
    }

    /**
     * The rows that the mentions allow, by the index of the query; without an entry for results that are not mentioned.
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
