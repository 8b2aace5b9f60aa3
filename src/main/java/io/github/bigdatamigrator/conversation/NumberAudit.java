package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.QueryResult;
import io.github.bigdatamigrator.conversation.Answer.Claim;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Binds each figure of a text to where it comes from: a cell of a result (as written, rounded, in thousands or millions, or as a percentage
 * of a share), the number of rows, or the question. A cell of a row whose label stands in the same line comes before others.
 *
 * @param bound in the order of the text; figures of the question are bound without a claim
 * @param unbound figures that nothing vouches for
 */
record NumberAudit(List<Claim> bound, List<String> unbound) {
    private static final Pattern FIGURE = Pattern.compile(
            "(?<![\\p{L}\\p{N}_.,])[-−+]?\\d+(?:[.,' \\u00a0\\u202f]\\d{3}(?!\\d))*(?:[.,]\\d+)?(?:[eE][-+]?\\d+)?"
                    + "(?:\\s?(?:%|percent|thousand|million|billion|[kKM](?![\\p{L}\\p{N}])|bn\\b))?(?![\\p{L}\\p{N}_])");

    NumberAudit {
        bound = List.copyOf(bound);
        unbound = List.copyOf(unbound);
    }

    static NumberAudit of(String text, String question, List<QueryResult> results) {
        List<Claim> bound = new ArrayList<>();
        List<String> unbound = new ArrayList<>();
        for (String line : text.split("\\R")) {
            Matcher figure = FIGURE.matcher(withoutTexts(line, results));
            while (figure.find()) {
                Claim claim = bind(figure.group(), line, results);
                if (claim != null) {
                    bound.add(claim);
                } else if (!question.contains(figure.group().strip())) {
                    unbound.add(figure.group().strip());
                }
            }
        }
        return new NumberAudit(bound, unbound);
    }

    /** Digits in names, dates and headers are no figures of their own. */
    private static String withoutTexts(String line, List<QueryResult> results) {
        List<String> texts = new ArrayList<>();
        for (QueryResult result : results) {
            result.columns().forEach(column -> texts.add(AnswerText.plain(column)));
            for (List<@Nullable Object> row : result.rows()) {
                row.stream()
                        .filter(String.class::isInstance)
                        .forEach(cell -> texts.add(AnswerText.plain((String) cell)));
            }
        }
        String rest = line;
        for (String text : texts.stream()
                .filter(Figures::hasDigit)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            rest = rest.replaceAll("(?<![\\p{L}\\p{N}])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}])", " ".repeat(3));
        }
        return rest;
    }

    private static @Nullable Claim bind(String figure, String line, List<QueryResult> results) {
        Claim elsewhere = null;
        List<Reading> readings = Reading.of(figure);
        for (int query = 0; query < results.size(); query++) {
            QueryResult result = results.get(query);
            for (int row = 0; row < result.rowCount(); row++) {
                List<@Nullable Object> cells = result.rows().get(row);
                for (int column = 0; column < cells.size(); column++) {
                    BigDecimal value = number(cells.get(column));
                    if (value != null && readings.stream().anyMatch(reading -> reading.fits(value))) {
                        Claim claim = new Claim(
                                figure.strip(), query, row, result.columns().get(column));
                        if (labelled(cells, line)) {
                            return claim;
                        }
                        elsewhere = elsewhere == null ? claim : elsewhere;
                    }
                }
            }
        }
        for (int query = 0; query < results.size() && elsewhere == null; query++) {
            BigDecimal rows = BigDecimal.valueOf(results.get(query).rowCount());
            if (readings.stream().anyMatch(reading -> reading.fits(rows))) {
                elsewhere = new Claim(figure.strip(), query, -1, "rows");
            }
        }
        return elsewhere;
    }

    private static boolean labelled(List<@Nullable Object> cells, String line) {
        return cells.stream()
                .anyMatch(cell ->
                        cell instanceof String label && !label.isBlank() && line.contains(AnswerText.plain(label)));
    }

    private static @Nullable BigDecimal number(@Nullable Object cell) {
        if (cell instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (cell instanceof Double real) {
            return Double.isFinite(real) ? BigDecimal.valueOf(real) : null;
        }
        return cell instanceof BigDecimal decimal ? decimal : null;
    }

    /**
     * One way to read a figure.
     *
     * @param value its value
     * @param tolerance half a unit of its last digit
     */
    private record Reading(BigDecimal value, BigDecimal tolerance) {
        private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(?:\\.\\d+)?(?:e[-+]?\\d{1,4})?");

        boolean fits(BigDecimal cell) {
            return cell.subtract(value).abs().compareTo(tolerance) <= 0;
        }

        /** A point or comma before three digits may part thousands or begin decimals; both are tried. */
        static List<Reading> of(String figure) {
            String text = figure.strip().replace('−', '-').toLowerCase(Locale.ROOT);
            int unit = 0;
            while (unit < text.length() && "-+0123456789.,' \u00a0\u202fe".indexOf(text.charAt(unit)) >= 0) {
                unit++;
            }
            String digits = text.substring(0, unit).strip().replaceAll("['\\s\u00a0\u202f]", "");
            List<Reading> readings = new ArrayList<>();
            for (String plain : new String[] {
                digits.replace(",", ""), digits.replace(".", "").replace(',', '.')
            }) {
                if (NUMBER.matcher(plain).matches()) {
                    add(readings, new BigDecimal(plain), text.substring(unit).strip());
                }
            }
            return readings;
        }

        private static void add(List<Reading> readings, BigDecimal value, String unit) {
            BigDecimal half = BigDecimal.valueOf(5).scaleByPowerOfTen(-value.scale() - 1);
            BigDecimal exact = value.scale() <= 0 && unit.isEmpty() ? new BigDecimal("0.5") : half;
            int power = switch (unit) {
                case "k", "thousand" -> 3;
                case "m", "million" -> 6;
                case "bn", "billion" -> 9;
                default -> 0;
            };
            readings.add(new Reading(value.scaleByPowerOfTen(power), exact.scaleByPowerOfTen(power)));
            if (unit.equals("%") || unit.equals("percent")) {
                readings.add(new Reading(value.scaleByPowerOfTen(-2), half.scaleByPowerOfTen(-2)));
            }
        }
    }
}
