package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.QueryResult;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Generates results of several shapes and sentences about them, correct ones and ones with one planted fault.
 * Deterministic for a seed.
 */
final class SentenceGenerator {
    /** The fault of a sentence. */
    enum Fault {
        NONE,
        FOREIGN,
        SCALE,
        ROUNDING,
        SHARE_OR_DIFFERENCE,
        SWAPPED
    }

    /** A sentence with its result. */
    record Sentence(String text, QueryResult result, Fault fault) {}

    private static final List<String> PRODUCTS =
            List.of("Lamp,Desk 3000,Café Stool,Oak Chair,USB-C Hub,Kettle,Rug (red),Shelf,Sofa,Mirror".split(","));
    private static final List<String> REGIONS = List.of("North", "South", "East", "West", "Ile-de-France");
    private static final List<String> STATUSES = List.of("shipped", "open", "returned", "on hold");
    private static final List<String> NAMES =
            List.of("Ada Abbott", "Bo Chen", "Çelik Ltd", "O'Neill", "Müller & Söhne", "Zoë");
    private static final char NARROW = '\u202f';

    private final Random random;
    private QueryResult result = empty();
    private Fault fault = Fault.NONE;
    private boolean planted;
    private Style style = Style.ENGLISH;

    private enum Style {
        PLAIN,
        ENGLISH,
        GERMAN,
        SPACED
    }

    SentenceGenerator(long seed) {
        random = new Random(seed);
    }

    private static QueryResult empty() {
        return new QueryResult("", List.of(), List.of(), List.of(), false, 0, null);
    }

    /** Generates sentences until one can have the fault. */
    Sentence sentence(Fault wanted) {
        while (true) {
            fault = wanted;
            planted = wanted == Fault.NONE;
            style = Style.values()[random.nextInt(Style.values().length)];
            result = result();
            String text = text();
            if (planted && !text.isEmpty()) {
                return new Sentence(text, result, wanted);
            }
        }
    }

    private QueryResult result() {
        return switch (random.nextInt(6)) {
            case 0 -> products();
            case 1 -> months();
            case 2 -> regions();
            case 3 -> statuses();
            case 4 -> customers();
            default -> days();
        };
    }

    private QueryResult products() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int count = 2 + random.nextInt(PRODUCTS.size() - 2);
        for (int i = 0; i < count; i++) {
            rows.add(List.of(
                    PRODUCTS.get(i), money(5_000_000), 10L + random.nextInt(90_000), random.nextInt(9_999) / 10_000.0));
        }
        return of("product revenue units margin", rows);
    }

    private QueryResult months() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int first = 2019 + random.nextInt(5);
        for (int i = 0; i < 12; i++) {
            rows.add(List.of(first + "-" + (i < 9 ? "0" : "") + (i + 1), money(900_000)));
        }
        return of("month amount", rows);
    }

    private QueryResult regions() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String region : REGIONS) {
            for (long year = 2022; year <= 2024; year++) {
                rows.add(List.of(region, year, money(80_000)));
            }
        }
        return of("region year sales", rows);
    }

    private QueryResult statuses() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String status : STATUSES) {
            rows.add(List.of(status, 1_000L + random.nextInt(2_000_000), money(100)));
        }
        return of("status orders percent", rows);
    }

    private QueryResult customers() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        long id = 1_000;
        for (String name : NAMES) {
            id += 1 + random.nextInt(20);
            rows.add(List.of(id, name, money(30_000)));
        }
        return of("customer_id customer_name spent", rows);
    }

    private QueryResult days() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        LocalDate day = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(600));
        for (int i = 0; i < 8; i++) {
            rows.add(List.of(day.plusDays(7L * i).toString(), 100L + random.nextInt(9_000)));
        }
        return of("day visitors", rows);
    }

    private BigDecimal money(int most) {
        return BigDecimal.valueOf(100 + (long) (random.nextDouble() * most * 100), 2);
    }

    private static QueryResult of(String columns, List<List<@Nullable Object>> rows) {
        List<ColumnType> types = rows.get(0).stream()
                .map(cell -> cell instanceof String
                        ? ColumnType.STRING
                        : cell instanceof Long
                                ? ColumnType.BIGINT
                                : cell instanceof Double ? ColumnType.DOUBLE : ColumnType.decimal(12, 2))
                .toList();
        return new QueryResult("q", List.of(columns.split(" ")), types, rows, false, 0.1, null);
    }

    // ---- sentences ----

    private String text() {
        int one = random.nextInt(result.rowCount());
        int other = random.nextInt(result.rowCount());
        if (one == other) {
            return "";
        }
        int column = result.columns().size() - 1 - (result.columns().get(0).equals("product") ? random.nextInt(3) : 0);
        BigDecimal a = number(one, column);
        BigDecimal b = number(other, column);
        if (fault == Fault.SHARE_OR_DIFFERENCE) {
            return derived(one, other, column, a, b);
        }
        if (fault == Fault.NONE && random.nextInt(3) == 0) {
            return derived(one, other, column, a, b);
        }
        boolean swap = fault == Fault.SWAPPED;
        String word = result.columns().get(column);
        if (swap || random.nextBoolean()) {
            String first = figure(swap ? b : a, column, a);
            String second = figure(swap ? a : b, column, b);
            if (swap) {
                planted = !first.equals(second) && apart(a, b);
            }
            return switch (random.nextInt(6)) {
                case 0 -> label(one) + " made " + first + " and " + label(other) + " " + second + ".";
                case 1 -> label(one) + " had " + word + " of " + first + "; " + label(other) + " had " + second + ".";
                case 2 ->
                    "The " + word + " was " + first + " for " + label(one) + " and " + second + " for " + label(other)
                            + ".";
                case 3 ->
                    label(one) + " and " + label(other) + " reached " + first + " and " + second + ", respectively.";
                case 4 -> "- " + label(one) + ": " + first + "\n- " + label(other) + ": " + second;
                default -> label(one) + " (" + first + ") and " + label(other) + " (" + second + ") stand out.";
            };
        }
        String figure = figure(a, column, a);
        return switch (random.nextInt(6)) {
            case 0 -> label(one) + " made " + figure + ".";
            case 1 -> "The " + word + " of " + label(one) + " is " + figure + ", computed from the full data.";
            case 2 -> "With " + figure + " in " + word + " for " + label(one) + ", the question is answered.";
            case 3 -> "There are " + result.rowCount() + " rows; " + label(one) + " has " + figure + ".";
            case 4 -> "Look at " + label(one) + ". It comes to " + figure + " in " + word + ".";
            default -> "**" + label(one) + "**: " + figure;
        };
    }

    private String derived(int one, int other, int column, BigDecimal a, BigDecimal b) {
        BigDecimal total = BigDecimal.ZERO;
        for (int row = 0; row < result.rowCount(); row++) {
            total = total.add(number(row, column));
        }
        boolean wrong = fault == Fault.SHARE_OR_DIFFERENCE;
        BigDecimal off = BigDecimal.valueOf(1.07 + random.nextInt(50) / 10.0);
        BigDecimal difference = a.subtract(b).abs();
        if (difference.signum() == 0 || percentColumn(column)) {
            return "";
        }
        int kind = random.nextInt(wrong ? 3 : 6);
        planted = true;
        switch (kind) {
            case 0 -> {
                BigDecimal share = share(a, total);
                return label(one) + " makes up " + percent(wrong ? share.multiply(off) : share) + " of the total.";
            }
            case 1 -> {
                BigDecimal said = wrong ? difference.multiply(off) : difference;
                return label(a.compareTo(b) > 0 ? one : other) + " is " + styled(exact(said)) + " ahead of "
                        + label(a.compareTo(b) > 0 ? other : one) + ".";
            }
            case 2 -> {
                BigDecimal growth = share(difference, a.min(b));
                return label(a.compareTo(b) > 0 ? one : other) + " is " + percent(wrong ? growth.multiply(off) : growth)
                        + " higher than " + label(a.compareTo(b) > 0 ? other : one) + ".";
            }
            case 3 -> {
                return (style == Style.GERMAN
                                ? "Die Summe ist über alle Zeilen von total "
                                : "The total over all " + result.rowCount() + " rows is ")
                        + styled(exact(total)) + ".";
            }
            case 4 -> {
                return label(one) + " and " + label(other) + " together come to " + styled(exact(a.add(b))) + ".";
            }
            default -> {
                BigDecimal mean = total.divide(BigDecimal.valueOf(result.rowCount()), MathContext.DECIMAL64);
                return (style == Style.GERMAN ? "Im Schnitt sind das " : "The average is ")
                        + styled(mean.setScale(2, RoundingMode.HALF_UP)) + ".";
            }
        }
    }

    private static BigDecimal exact(BigDecimal value) {
        return value.scale() > 2 ? value.setScale(2, RoundingMode.HALF_UP) : value;
    }

    private static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return part.multiply(BigDecimal.valueOf(100)).divide(whole, MathContext.DECIMAL64);
    }

    private String percent(BigDecimal percent) {
        return styled(percent.setScale(1 + random.nextInt(2), RoundingMode.HALF_UP))
                + (random.nextBoolean() ? " %" : "%");
    }

    private static boolean apart(BigDecimal a, BigDecimal b) {
        return a.subtract(b).abs().compareTo(a.abs().max(b.abs()).multiply(new BigDecimal("0.2"))) > 0;
    }

    private boolean percentColumn(int column) {
        return result.columns().get(column).equals("percent")
                || result.columns().get(column).equals("margin");
    }

    /** Formats a cell's number, with the fault if it is not planted yet. */
    private String figure(BigDecimal cell, int column, BigDecimal own) {
        BigDecimal value = cell;
        String unit = "";
        boolean percent = percentColumn(column);
        if (percent) {
            value = result.columns().get(column).equals("margin") ? value.movePointRight(2) : value;
            unit = random.nextBoolean() ? " %" : "%";
        } else if (value.compareTo(new BigDecimal(1_000_000)) >= 0 && random.nextInt(3) == 0) {
            unit = random.nextBoolean() ? " million" : "M";
            value = value.movePointLeft(6).setScale(1 + random.nextInt(3), RoundingMode.HALF_UP);
        } else if (value.compareTo(new BigDecimal(10_000)) >= 0 && random.nextInt(4) == 0) {
            unit = random.nextBoolean() ? "k" : " thousand";
            value = value.movePointLeft(3).setScale(1, RoundingMode.HALF_UP);
        } else if (value.scale() > 0 && random.nextInt(3) == 0) {
            value = value.setScale(value.scale() - 1 - random.nextInt(value.scale()), RoundingMode.HALF_UP);
        }
        if (!planted && fault != Fault.SWAPPED && own.compareTo(cell) == 0) {
            BigDecimal said = spoiled(value, unit, percent, column);
            planted = said.compareTo(value) != 0;
            value = said;
        }
        return styled(value) + unit;
    }

    private BigDecimal spoiled(BigDecimal value, String unit, boolean percent, int column) {
        BigDecimal ulp = BigDecimal.ONE.movePointLeft(value.scale());
        return switch (fault) {
            case FOREIGN -> {
                BigDecimal other = value.multiply(BigDecimal.valueOf(0.3 + random.nextDouble() * 2))
                        .setScale(value.scale(), RoundingMode.HALF_UP);
                yield near(other, unit, percent, column) ? value : other;
            }
            case SCALE -> {
                int power = List.of(-3, -2, -1, 1, 2, 3).get(random.nextInt(6));
                BigDecimal other = value.scaleByPowerOfTen(power);
                other = other.scale() < 0 ? other.setScale(0) : other;
                yield near(other, unit, percent, column) ? value : other;
            }
            case ROUNDING -> {
                BigDecimal other = random.nextBoolean() ? value.add(ulp) : value.subtract(ulp);
                yield near(other, unit, percent, column) ? value : other;
            }
            case NONE, SHARE_OR_DIFFERENCE, SWAPPED -> value;
        };
    }

    /** Whether the number is correct for any row in spite of the fault. */
    private boolean near(BigDecimal said, String unit, boolean percent, int column) {
        int power = unit.endsWith("million") || unit.equals("M") ? 6 : unit.isEmpty() || percent ? 0 : 3;
        for (int row = 0; row < result.rowCount(); row++) {
            for (int other = 0; other < result.columns().size(); other++) {
                if (result.rows().get(row).get(other) instanceof Number) {
                    BigDecimal cell = number(row, other);
                    cell = percent
                                    && other == column
                                    && result.columns().get(column).equals("margin")
                            ? cell.movePointRight(2)
                            : cell;
                    BigDecimal half = BigDecimal.valueOf(5).movePointLeft(Math.max(0, said.scale()) + 1);
                    // A tie may be rounded either way.
                    if (cell.movePointLeft(power).subtract(said).abs().compareTo(half) <= 0) {
                        return true;
                    }
                }
            }
        }
        return said.signum() == 0 || said.compareTo(BigDecimal.valueOf(result.rowCount())) == 0;
    }

    private String styled(BigDecimal value) {
        String plain = value.toPlainString();
        String sign = plain.startsWith("-") ? "-" : "";
        String[] parts = plain.substring(sign.length()).split("\\.");
        String grouped = parts[0].replaceAll(
                "(\\d)(?=(\\d{3})+$)",
                "$1"
                        + switch (style) {
                            case PLAIN -> "";
                            case ENGLISH -> ",";
                            case GERMAN -> ".";
                            case SPACED -> String.valueOf(NARROW);
                        });
        return sign + grouped + (parts.length > 1 ? (style == Style.GERMAN ? "," : ".") + parts[1] : "");
    }

    private BigDecimal number(int row, int column) {
        Object cell = result.rows().get(row).get(column);
        return cell instanceof BigDecimal decimal
                ? decimal
                : cell instanceof Long whole ? BigDecimal.valueOf(whole) : BigDecimal.valueOf((Double) cell);
    }

    /** Returns the name of a row for a sentence; German number formats need German words. */
    private String label(int row) {
        List<@Nullable Object> cells = result.rows().get(row);
        String german = style == Style.GERMAN ? "Umsatz von " : "";
        return german
                + switch (result.columns().get(0)) {
                    case "month" -> month((String) cells.get(0));
                    case "day" -> day(LocalDate.parse((String) cells.get(0)));
                    case "region" -> cells.get(0) + " in " + cells.get(1);
                    case "customer_id" -> (String) cells.get(1);
                    default -> (String) cells.get(0);
                };
    }

    private String month(String iso) {
        LocalDate first = LocalDate.parse(iso + "-01");
        return switch (random.nextInt(3)) {
            case 0 -> iso;
            case 1 -> first.format(DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH));
            default -> first.format(DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH));
        };
    }

    private String day(LocalDate day) {
        String form = List.of("yyyy-MM-dd", "d MMMM yyyy", "MMMM d, yyyy", "dd.MM.yyyy", "d MMM yyyy")
                .get(random.nextInt(5));
        return day.format(DateTimeFormatter.ofPattern(form, Locale.ENGLISH));
    }
}
