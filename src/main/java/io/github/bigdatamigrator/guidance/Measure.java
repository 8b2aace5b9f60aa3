package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be computed over rows of a table.
 *
 * @param words what it is called: {@code total amount}, {@code revenue}, {@code number of orders}
 * @param columns what it is computed from; none for a count of rows
 * @param reason the figure that makes it worth asking for
 */
record Measure(TableNode subject, String words, Kind kind, List<ColumnProfile> columns, String reason) {
    /** How it is computed. */
    enum Kind {
        SUM,
        /** Sum of the first column times the second, less the share in the third where there is one. */
        REVENUE,
        AVERAGE,
        ROWS
    }

    /** Words of money, the likeliest first. */
    private static final List<String> MONEY = List.of(
            "revenue",
            "umsatz",
            "turnover",
            "total",
            "gesamt",
            "gesamtbetrag",
            "extended",
            "extendedprice",
            "totalprice",
            "amount",
            "amt",
            "betrag",
            "sales",
            "sale",
            "gross",
            "net",
            "value",
            "paid",
            "payment",
            "spend",
            "profit",
            "gewinn");

    private static final Set<String> NOT_MONEY =
            Words.set("discount tax shipping unit rabatt steuer fee count units quantity qty rows");
    /** What is asked for before any other level: what things cost and people earn. */
    private static final Set<String> WORTH =
            Words.set("salary wage income gehalt price unitprice preis cost fee rate amount value msrp");

    private static final Set<String> DISCOUNT = Set.of("discount", "rabatt");

    Measure {
        columns = List.copyOf(columns);
    }

    static Measure rows(TableNode subject) {
        return new Measure(
                subject,
                "number of " + subject.many(),
                Kind.ROWS,
                List.of(),
                subject.table().name() + " has " + NumberFormat.of(subject.rows()) + " rows");
    }

    /** What the rows are worth: a column of money, or else quantity times price. */
    static Optional<Measure> money(TableNode subject) {
        return subject.columns(ColumnRole.AMOUNT).stream()
                .filter(column -> rank(column) < MONEY.size())
                .min(Comparator.comparingInt(Measure::rank))
                .map(column -> sum(subject, column))
                .or(() -> quantityTimesPrice(subject));
    }

    private static int rank(ColumnProfile column) {
        Words words = Words.of(column.name());
        if (words.any(NOT_MONEY)) {
            return MONEY.size();
        }
        return words.list().stream()
                .mapToInt(word -> MONEY.indexOf(word) < 0 ? MONEY.size() : MONEY.indexOf(word))
                .min()
                .orElse(MONEY.size());
    }

    private static Optional<Measure> quantityTimesPrice(TableNode subject) {
        Optional<ColumnProfile> price = number(subject, ColumnRoles.PRICE_WORDS);
        if (price.isEmpty()
                || unitsColumn(subject).isEmpty()
                || (subject.parents().isEmpty() && !subject.saleLike())) {
            return Optional.empty();
        }
        List<ColumnProfile> columns =
                new ArrayList<>(List.of(unitsColumn(subject).get(), price.get()));
        number(subject, DISCOUNT)
                .filter(discount -> discount.type().kind() != ColumnType.Kind.BIGINT
                        && ColumnRoles.decimal(discount.max()).doubleValue() <= 1
                        && ColumnRoles.decimal(discount.min()).signum() >= 0)
                .ifPresent(columns::add);
        return Optional.of(new Measure(
                subject,
                "revenue",
                Kind.REVENUE,
                columns,
                subject.table().name() + " has " + columns.get(0).name() + " and "
                        + price.get().name() + " in " + NumberFormat.of(subject.rows()) + " rows"));
    }

    /** How many pieces a row stands for. */
    static Optional<Measure> units(TableNode subject) {
        return unitsColumn(subject).map(column -> sum(subject, column));
    }

    private static Optional<ColumnProfile> unitsColumn(TableNode subject) {
        return number(subject, ColumnRoles.NUMBER_WORDS);
    }

    /** A numeric column of that kind; even a constant one, since a quantity that is always 1 is still a quantity. */
    private static Optional<ColumnProfile> number(TableNode subject, Set<String> words) {
        return subject.columns(ColumnRole.AMOUNT, ColumnRole.LEVEL, ColumnRole.CONSTANT, ColumnRole.CATEGORY).stream()
                .filter(column -> column.type().numeric())
                .filter(column -> Words.of(column.name()).any(words))
                .findFirst();
    }

    static Measure sum(TableNode subject, ColumnProfile column) {
        Words rest = Words.of(column.name()).without(Set.of("total"));
        String words = rest.list().isEmpty() ? subject.one() + " total" : "total " + rest.text();
        String sum = column.sum();
        return new Measure(
                subject,
                words,
                Kind.SUM,
                List.of(column),
                name(subject, column) + (sum == null ? range(column) : " sums to " + NumberFormat.ofText(sum)));
    }

    static Measure average(TableNode subject, ColumnProfile column) {
        Double mean = column.mean();
        return new Measure(
                subject,
                "average " + Words.of(column.name()).text(),
                Kind.AVERAGE,
                List.of(column),
                name(subject, column) + (mean == null ? range(column) : " averages " + NumberFormat.of(mean)));
    }

    private static String name(TableNode subject, ColumnProfile column) {
        return subject.table().name() + "." + column.name();
    }

    private static String range(ColumnProfile column) {
        return " runs from " + NumberFormat.ofText(String.valueOf(column.min())) + " to "
                + NumberFormat.ofText(String.valueOf(column.max()));
    }

    /**
     * All that can be measured, the most telling first; the count of rows last. Money that the lines of a sale tell is
     * theirs.
     */
    static List<Measure> all(TableNode subject) {
        List<Measure> all = new ArrayList<>();
        boolean lines = subject.saleLike()
                && subject.children().stream()
                        .anyMatch(link -> !link.toItself()
                                && link.child().saleLike()
                                && money(link.child()).isPresent());
        Optional<Measure> money = money(subject);
        money.filter(measure -> !lines).ifPresent(all::add);
        boolean revenue = all.stream().anyMatch(measure -> measure.kind == Kind.REVENUE);
        for (ColumnProfile column : subject.columns(ColumnRole.AMOUNT)) {
            boolean told = lines && money.stream().anyMatch(measure -> measure.columns.contains(column));
            if (!told
                    && all.stream()
                            .noneMatch(measure -> measure.kind == Kind.SUM && measure.columns.contains(column))) {
                all.add(sum(subject, column));
            }
        }
        subject.columns(ColumnRole.LEVEL).stream()
                .filter(column -> !(revenue && all.get(0).columns.contains(column)))
                .sorted(Comparator.comparing(column -> !Words.of(column.name()).any(WORTH)))
                .forEach(column -> all.add(average(subject, column)));
        all.add(rows(subject));
        return all;
    }

    String sql(JoinPath route) {
        return switch (kind) {
            case SUM -> rounded("sum(" + column(route, 0) + ")", columns.get(0));
            case AVERAGE -> "round(avg(" + column(route, 0) + "), 2)";
            case ROWS -> "count(*)";
            case REVENUE ->
                "round(sum(" + column(route, 0) + " * " + column(route, 1)
                        + (columns.size() > 2 ? " * (1 - coalesce(" + column(route, 2) + ", 0))" : "") + "), 2)";
        };
    }

    private static String rounded(String sum, ColumnProfile column) {
        return column.type().kind() == ColumnType.Kind.BIGINT ? sum : "round(" + sum + ", 2)";
    }

    private String column(JoinPath route, int index) {
        return route.column(subject, columns.get(index));
    }

    /** The name of the result's column. */
    String alias() {
        return columnAlias(words);
    }
}
