package io.github.bigdatamigrator.relationship.expression;

import io.github.bigdatamigrator.sql.SqlLiterals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;

/**
 * Reduces the spellings of a column's values to what identifies them, by a few steps in a fixed order. Each step is a
 * function in Java, for sampled values, and the same one in SQL, for all.
 */
record Spelling(List<Rewrite> rewrites) {
    private static final double UNCOMMON = 0.2; // share of values that may lack an affix or a mark

    /** What a step takes away. */
    enum Step {
        PADDING,
        CASE,
        PREFIX,
        SUFFIX,
        PUNCTUATION,
        ZEROS
    }

    /** A step for the texts of one column: on a text, and on the SQL of a text. */
    private record Rewrite(Step step, UnaryOperator<String> apply, UnaryOperator<String> sql) {}

    /** Finds what the steps take away from these texts; steps that change none of them are left out. */
    static Spelling of(List<String> texts, Set<Step> steps) {
        List<Rewrite> result = new ArrayList<>();
        List<String> current = texts;
        for (Step step : Step.values()) {
            if (steps.contains(step)) {
                Rewrite rewrite = rewrite(step, current);
                List<String> next = current.stream().map(rewrite.apply).toList();
                if (!next.equals(current)) {
                    result.add(rewrite);
                    current = next;
                }
            }
        }
        return new Spelling(List.copyOf(result));
    }

    private static Rewrite rewrite(Step step, List<String> texts) {
        return switch (step) {
            // Like trim in SQL, which leaves other white space.
            case PADDING -> new Rewrite(step, text -> StringUtils.strip(text, " "), sql -> "trim(" + sql + ")");
            case CASE -> new Rewrite(step, text -> text.toLowerCase(Locale.ROOT), sql -> "lower(" + sql + ")");
            case PREFIX -> removal(step, "^" + escaped(prefix(texts)));
            case SUFFIX -> removal(step, escaped(suffix(texts)) + "$");
            case PUNCTUATION -> punctuation(texts);
            case ZEROS -> removal(step, "^0+(?=.)");
        };
    }

    private static Rewrite removal(Step step, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return new Rewrite(
                step,
                text -> compiled.matcher(text).replaceFirst(""),
                sql -> "regexp_replace(" + sql + ", " + SqlLiterals.quote(pattern) + ", '')");
    }

    private static Rewrite punctuation(List<String> texts) {
        Map<Integer, Integer> counts = new TreeMap<>();
        texts.forEach(text -> text.chars()
                .filter(mark -> mark < 128 && !Character.isLetterOrDigit(mark))
                .distinct()
                .forEach(mark -> counts.merge(mark, 1, Integer::sum)));
        counts.values().removeIf(count -> count < UNCOMMON * texts.size());
        Set<Integer> marks = counts.keySet();
        StringBuilder all = new StringBuilder();
        marks.forEach(mark -> all.append((char) mark.intValue()));
        return new Rewrite(
                Step.PUNCTUATION,
                text -> text.chars()
                        .filter(mark -> !marks.contains(mark))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString(),
                sql -> "translate(" + sql + ", " + SqlLiterals.quote(all.toString()) + ", '')");
    }

    /** Whether a step changes any of the texts that this was made of. */
    boolean has(Step step) {
        return rewrites.stream().anyMatch(rewrite -> rewrite.step == step);
    }

    /** Whether no step changes anything. */
    boolean isPlain() {
        return rewrites.isEmpty();
    }

    String apply(String text) {
        String result = text;
        for (Rewrite rewrite : rewrites) {
            result = rewrite.apply.apply(result);
        }
        return result;
    }

    String sql(String text) {
        String result = text;
        for (Rewrite rewrite : rewrites) {
            result = rewrite.sql.apply(result);
        }
        return result;
    }

    /** What most texts begin with: letters before digits, or up to a mark; the beginning of a word is no prefix. */
    static String prefix(List<String> texts) {
        List<String> sorted = texts.stream().sorted().toList();
        int most = (int) Math.ceil((1 - UNCOMMON) * sorted.size());
        String longest = "";
        for (int from = 0; most > 1 && from + most <= sorted.size(); from++) {
            String common = common(sorted.subList(from, from + most));
            longest = common.length() > longest.length() ? common : longest;
        }
        return longest;
    }

    private static String common(List<String> sorted) {
        String first = sorted.get(0);
        String last = sorted.get(sorted.size() - 1);
        int end = 0;
        while (end < Math.min(first.length(), last.length()) && first.charAt(end) == last.charAt(end)) {
            end++;
        }
        while (end > 0 && Character.isDigit(first.charAt(end - 1))) {
            end--;
        }
        int length = end;
        boolean digits = end > 0
                && sorted.stream().allMatch(text -> text.length() > length && Character.isDigit(text.charAt(length)));
        while (!digits && end > 0 && Character.isLetterOrDigit(first.charAt(end - 1))) {
            end--;
        }
        return first.substring(0, end);
    }

    private static String suffix(List<String> texts) {
        return reversed(prefix(texts.stream().map(Spelling::reversed).toList()));
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\[\\](){}.*+?^$|\\\\]", "\\\\$0");
    }
}
