package io.github.bigdatamigrator.conversation.audit;

import io.github.bigdatamigrator.conversation.Answer.Claim;
import io.github.bigdatamigrator.conversation.audit.RowMentionFinder.Mention;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds the source of a figure in one sentence: first the rows that the surrounding words name, then the cell in them.
 */
final class FigureGrounder {
    private static final Pattern LINK = Pattern.compile(
            "(?i)^(?<words>(?:\\s+[\\p{L}_]+){0,3}?)\\s+(?:for|from|by|in|of|at|on|to|during|für|von|im|bei)"
                    + "\\s+(?:(?:the|both|de[rmn]|die|das)\\s+)?[\"'‘“(]?$"
                    + "|^\\s*[(\\[]$");
    private static final Pattern JOINS =
            Pattern.compile("(?i)\\s*(?:[,/(|–-]|in|of|for|on|at|from|during|im)?\\s*(?:the\\s+)?");
    private static final Set<String> CONTRAST_WORDS =
            Set.of(("ahead behind followed compared versus than more less fewer down up and while but over above below"
                            + " instead out und sowie aber gegen gegenuber statt als mehr weniger vor hinter wahrend")
                    .split(" "));
    private static final Pattern WITH = Pattern.compile("(?i).*\\b(?:with|mit)\\s+[$€£]?\\s*$", Pattern.DOTALL);
    private static final Pattern ABOUT = Pattern.compile(
            "(?i)(?:\\b(?:about|around|roughly|approximately|approx\\.?|circa|some|rund|etwa)|[~≈])\\s*[$€£]?\\s*$");
    private static final Pattern OVER =
            Pattern.compile("(?i)\\b(?:over|more than|above|exceeding|at least|über|mehr als)\\s*[$€£]?\\s*$");
    private static final Pattern UNDER = Pattern.compile(
            "(?i)\\b(?:under|less than|below|nearly|almost|just under|up to|knapp|fast|unter)\\s*[$€£]?\\s*$");
    private static final Pattern LESS_AFTER = Pattern.compile("(?i)^\\s*(?:less|fewer|lower|weniger|niedriger)\\b");
    private static final Pattern RANK_WORD =
            Pattern.compile("(?i)\\b(?:top|first|last|best|leading|largest|smallest|lowest|highest"
                    + "|bottom|next|these|all|the|only|of)\\s*$");
    /** German words after which a number counts all rows, if a noun follows. */
    private static final Pattern GERMAN_ALL =
            Pattern.compile("(?iU)\\b(?:der|die|den|dieser?|diesen|alle[nr]?|sämtliche[nr]?|insgesamt)\\s*$");
    /** A German noun, perhaps with an adjective before it. */
    private static final Pattern GERMAN_NOUN =
            Pattern.compile("(?U)^\\s+(?:\\p{Ll}{2,}e[nr]?\\s+)?(?:E-|\\p{Lu})\\p{L}{2,}");

    private final String sentence;
    private final String question;
    private final List<FigureMention> figures;
    private final List<Mention> mentions;
    private final List<ResultTable> tables;

    FigureGrounder(
            String sentence,
            String question,
            List<FigureMention> figures,
            List<Mention> mentions,
            List<ResultTable> tables) {
        this.sentence = sentence;
        this.question = question;
        this.figures = figures;
        this.mentions = mentions;
        this.tables = tables;
    }

    Optional<Claim> ground(FigureMention figure) {
        Map<Integer, List<Integer>> allowed = GroundingCheck.rowsByQuery(governing(figure));
        for (ResultTable table : tables) {
            Optional<Claim> claim = cell(figure, table, allowed);
            if (claim.isPresent()) {
                return claim;
            }
        }
        for (ResultTable table : tables) {
            Optional<Claim> claim = rowCountOrRank(figure, table, allowed)
                    .or(() -> new DerivedFigure(sentence, table, mentionedRows(table), adjacentRows(figure, table))
                            .of(figure, allowed.getOrDefault(table.query(), List.of())));
            if (claim.isPresent()) {
                return claim;
            }
        }
        return Optional.empty();
    }

    /** A cell of any row that equals the figure. */
    Optional<Claim> misplaced(FigureMention figure) {
        return tables.stream()
                .flatMap(table -> cell(figure, table, Map.of()).stream())
                .findFirst();
    }

    /** A cell that equals the figure at the figure's precision. */
    private Optional<Claim> cell(FigureMention figure, ResultTable table, Map<Integer, List<Integer>> allowed) {
        List<Integer> rows = allowed.getOrDefault(table.query(), List.of());
        if (!allowed.isEmpty() && rows.isEmpty()) {
            return Optional.empty();
        }
        for (int row = 0; row < table.rows(); row++) {
            if (allowed.isEmpty() || rows.contains(row)) {
                for (int column : table.measures()) {
                    BigDecimal value = switch (figure.kind()) {
                        case NUMBER -> table.number(row, column);
                        case PERCENT -> table.percent(row, column);
                        case ORDINAL, TIMES -> null;
                    };
                    if (value != null && fits(figure, value)) {
                        return Optional.of(table.claim(figure.text(), row, column));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean fits(FigureMention figure, BigDecimal value) {
        if (figure.fits(value) || (value.signum() < 0 && isNegated(figure) && figure.fits(value.negate()))) {
            return true;
        }
        String before = sentence.substring(0, figure.start());
        // The figure is rounded to its last digit that is not zero.
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(
                -figure.value().stripTrailingZeros().scale());
        BigDecimal above = value.subtract(figure.value());
        if (ABOUT.matcher(before).find()) {
            return above.abs().multiply(BigDecimal.valueOf(2)).compareTo(unit) <= 0;
        }
        if (OVER.matcher(before).find()) {
            return above.signum() >= 0 && above.compareTo(unit) < 0;
        }
        return UNDER.matcher(before).find()
                && above.signum() <= 0
                && above.negate().compareTo(unit) < 0;
    }

    /** Whether a word before the figure makes it negative, for example “loss”, or one right after it: “less”. */
    private boolean isNegated(FigureMention figure) {
        String before = sentence.substring(0, figure.start()).toLowerCase(Locale.ROOT);
        String after = sentence.substring(figure.end());
        return LESS_AFTER.matcher(after).find()
                || before.matches(
                        "(?sU).*\\b(?:loss(?:es)?|lost|los(?:es|ing)|minus|negative|deficit|down|f[ae]ll(?:s|en"
                                + "|ing)?|less|fewer"
                                + "|lower|below|declin\\w+|decreas\\w+|drop\\w*|shr[iau]nk\\w*|reduc\\w+"
                                + "|s[aiu]nk\\w*|gesunken"
                                + "|weniger|verlust\\w*|verlor\\w*|gefallen|fiel\\w*|rückgang|abnahme"
                                + "|abgenommen)\\b.*");
    }

    /** The number of rows, or a rank among them. */
    private Optional<Claim> rowCountOrRank(
            FigureMention figure, ResultTable table, Map<Integer, List<Integer>> allowed) {
        int rows = table.rows();
        String before = sentence.substring(0, figure.start());
        if (figure.kind() == FigureMention.Kind.ORDINAL) {
            int place = figure.value().intValue();
            List<Integer> of = allowed.getOrDefault(table.query(), List.of());
            return place >= 1 && place <= rows && (of.isEmpty() || of.contains(place - 1))
                    ? Optional.of(table.claim(figure.text(), place - 1, 0))
                    : Optional.empty();
        }
        if (!figure.isPlainInteger() || !table.isComplete()) {
            return Optional.empty();
        }
        List<String> after = FoldedWords.of(sentence.substring(figure.end()));
        List<String> nouns = after.stream().limit(3).map(Plurals::stem).toList();
        boolean noun = nouns.stream().anyMatch(table.nouns()::contains)
                || (allowed.isEmpty() && nouns.stream().anyMatch(stem -> table.isAskedFor(stem, question)));
        boolean placed = RANK_WORD.matcher(before).find();
        int value = figure.value().intValue();
        boolean germanAll = GERMAN_ALL.matcher(before).find()
                && GERMAN_NOUN.matcher(sentence.substring(figure.end())).find()
                && (allowed.isEmpty() || !before.matches("(?is).*insgesamt\\s*$"));
        boolean all = value == rows && (noun || placed || germanAll);
        boolean top = placed
                && value >= 1
                && value <= rows
                && before.matches("(?is).*\\b(?:top|first|last|best|leading|bottom)\\s*$");
        boolean others = before.matches("(?is).*\\b(?:other|remaining)\\s*$")
                && value == rows - mentionedRows(table).size();
        return all || top || others
                ? Optional.of(new Claim(figure.text(), table.query(), -1, "rows"))
                : Optional.empty();
    }

    /** The rows that the sentence names, in order. */
    private List<Integer> mentionedRows(ResultTable table) {
        List<Integer> rows = new ArrayList<>();
        for (Mention mention : mergedMentions(table)) {
            int row = mention.rows().iterator().next();
            if (mention.rows().size() == 1 && !rows.contains(row)) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The row named last before the figure and the one named first after it. */
    private List<Integer> adjacentRows(FigureMention figure, ResultTable table) {
        int before = -1;
        int after = -1;
        for (Mention mention : mergedMentions(table)) {
            if (mention.rows().size() == 1) {
                int row = mention.rows().iterator().next();
                before = mention.start() < figure.start() ? row : before;
                after = mention.start() > figure.start() && after < 0 ? row : after;
            }
        }
        return before >= 0 && after >= 0 ? List.of(before, after) : List.of();
    }

    /** Mentions of one result. Adjacent mentions of two columns that name one row ({@code West in 2024}) are merged. */
    private List<Mention> mergedMentions(ResultTable table) {
        List<Mention> joined = new ArrayList<>();
        Set<Integer> columns = new HashSet<>();
        for (Mention mention : mentions) {
            if (mention.table() != table) {
                continue;
            }
            Mention last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            Set<Integer> both = new TreeSet<>(mention.rows());
            if (last != null
                    && last.end() >= 0
                    && last.end() <= mention.start()
                    && !columns.contains(mention.column())) {
                both.retainAll(last.rows());
                String between = sentence.substring(last.end(), mention.start());
                if (!both.isEmpty() && JOINS.matcher(between).matches()) {
                    joined.set(
                            joined.size() - 1,
                            new Mention(last.start(), mention.end(), last.text(), table, mention.column(), both));
                    columns.add(mention.column());
                    continue;
                }
            }
            columns.clear();
            columns.add(mention.column());
            joined.add(mention);
        }
        return joined;
    }

    /** For each column that names rows, the mention that the figure belongs to. */
    private List<Mention> governing(FigureMention figure) {
        Map<String, Mention> governing = new LinkedHashMap<>();
        int end = figure.end();
        for (Mention mention : mentions) {
            String column = mention.table().query() + "." + mention.column();
            if (mention.start() < figure.start()) {
                governing.remove(column);
                governing.put(column, mentionInParallel(figure, mention));
            } else if (pointsTo(figure, end, mention)) {
                governing.remove(column);
                governing.put(column, mention);
                end = mention.end();
            }
        }
        return List.copyOf(governing.values());
    }

    /**
     * Whether only a link such as “for” is between the figure and the name of a row: {@code 12 units for Lamp},
     * {@code with 12 Lamp leads}.
     *
     * @param end the end of the figure, or of a name that it points to
     */
    private boolean pointsTo(FigureMention figure, int end, Mention mention) {
        if (mention.start() < end) {
            return false;
        }
        String between = sentence.substring(end, mention.start());
        return between.isBlank()
                ? WITH.matcher(sentence.substring(0, figure.start())).matches()
                : LINK.matcher(between).matches()
                        && FoldedWords.of(between).stream().noneMatch(CONTRAST_WORDS::contains);
    }

    /**
     * Pairs figures with names in {@code A and B made 5 and 7}: the same number of both, in the same order. With
     * another number of figures the last name applies.
     */
    private Mention mentionInParallel(FigureMention figure, Mention last) {
        List<Mention> sameColumn = mentions.stream()
                .filter(it -> it.table() == last.table() && it.column() == last.column())
                .toList();
        List<Mention> run = new ArrayList<>();
        for (Mention mention : sameColumn) {
            if (mention.start() <= last.start()) {
                boolean apart = !run.isEmpty()
                        && figures.stream()
                                .anyMatch(it ->
                                        it.start() > run.get(run.size() - 1).start() && it.start() < mention.start());
                boolean taken = figures.stream().anyMatch(it -> pointsTo(it, it.end(), mention));
                if (apart || taken) {
                    run.clear();
                }
                if (!taken) {
                    run.add(mention);
                }
            }
        }
        if (run.size() < 2 || run.get(0).start() < 0) {
            return last;
        }
        int next = sameColumn.stream()
                .mapToInt(Mention::start)
                .filter(start -> start > last.start())
                .min()
                .orElse(Integer.MAX_VALUE);
        List<FigureMention> after = figures.stream()
                .filter(it -> it.start() > last.start() && it.start() < next)
                .filter(it -> sameColumn.stream().noneMatch(mention -> pointsTo(it, it.end(), mention)))
                .toList();
        return after.size() == run.size() && after.contains(figure) ? run.get(after.indexOf(figure)) : last;
    }
}
