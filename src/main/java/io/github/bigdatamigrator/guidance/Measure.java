package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;
import static io.github.bigdatamigrator.sql.SqlIdentifiers.quoteIfNeeded;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.context.Meanings.Definition;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes an aggregate over rows of a table.
 *
 * @param words its name: {@code total amount}, {@code revenue}, {@code number of orders}
 * @param columns the columns that it is computed from; none for a count of rows
 * @param reason the figure that makes a question about it useful
 * @param definition of a defined measure, else null
 */
record Measure(
        TableNode node,
        String words,
        Kind kind,
        List<ColumnProfile> columns,
        String reason,
        @Nullable Definition definition) {
    enum Kind {
        /** What people defined. */
        DEFINED,
        SUM,
        /** The sum of quantity times price, less the discount in the third column where there is one. */
        REVENUE,
        AVERAGE,
        /** A count of rows. */
        ROWS
    }

    /** The likeliest word first. */
    private static final List<String> MONEY_WORDS = List.of("""
        revenue umsatz turnover total gesamt gesamtbetrag extended extendedprice totalprice amount amt betrag sales sale
        gross net value paid payment spend profit gewinn\
        """.split("\\s+"));

    private static final Set<String> NOT_MONEY_WORDS =
            NounPhrase.set("discount tax shipping unit rabatt steuer fee count units quantity qty rows");
    /** Prices and pay, which are averaged before any other non-additive measure. */
    private static final Set<String> PRICE_AND_PAY_WORDS =
            NounPhrase.set("salary wage income gehalt price unitprice preis cost fee rate amount value msrp");

    private static final Set<String> DISCOUNT_WORDS = Set.of("discount", "rabatt");

    Measure {
        columns = List.copyOf(columns);
    }

    private Measure(TableNode node, String words, Kind kind, List<ColumnProfile> columns, String reason) {
        this(node, words, kind, columns, reason, null);
    }

    /** A measure that people defined on columns of the table alone; empty for others. */
    static Optional<Measure> defined(TableNode node, Definition definition) {
        return definition.kind() == Meanings.Kind.MEASURE && JoinPath.isOf(node, definition.expression())
                ? Optional.of(new Measure(
                        node,
                        definition.name(),
                        Kind.DEFINED,
                        List.of(),
                        definition.name() + " is defined as " + definition.shown(),
                        definition))
                : Optional.empty();
    }

    static Measure rows(TableNode node) {
        return new Measure(
                node,
                "number of " + node.plural(),
                Kind.ROWS,
                List.of(),
                node.name() + " has " + NumberFormat.of(node.rows()) + " rows");
    }

    /** The money of the rows: a column of money, or else quantity times price. */
    static Optional<Measure> money(TableNode node) {
        return node.columns(ColumnRole.ADDITIVE).stream()
                .filter(column -> rank(column) < MONEY_WORDS.size())
                .min(Comparator.comparing(node::isMostlyNull).thenComparing(Measure::rank))
                .map(column -> sum(node, column))
                .or(() -> quantityTimesPrice(node));
    }

    /** The money of a sales table, unless its order lines hold it. */
    static Optional<Measure> ofSales(TableNode node) {
        return money(node).filter(measure -> node.isSalesTable() && all(node).contains(measure));
    }

    private static int rank(ColumnProfile column) {
        NounPhrase words = NounPhrase.of(column);
        return words.any(NOT_MONEY_WORDS)
                ? MONEY_WORDS.size()
                : words.list().stream()
                        .mapToInt(MONEY_WORDS::indexOf)
                        .filter(rank -> rank >= 0)
                        .min()
                        .orElse(MONEY_WORDS.size());
    }

    private static Optional<Measure> quantityTimesPrice(TableNode node) {
        ColumnProfile price = number(node, ColumnRoles.PRICE_WORDS).orElse(null);
        ColumnProfile units = number(node, ColumnRoles.QUANTITY_WORDS).orElse(null);
        if (price == null || units == null || (node.parents().isEmpty() && !node.isSalesTable())) {
            return Optional.empty();
        }
        List<ColumnProfile> columns = new ArrayList<>(List.of(units, price));
        number(node, DISCOUNT_WORDS)
                .filter(discount -> discount.type().kind() != ColumnType.Kind.BIGINT
                        && ColumnRoles.decimal(discount.max()).doubleValue() <= 1
                        && ColumnRoles.decimal(discount.min()).signum() >= 0)
                .ifPresent(columns::add);
        return Optional.of(new Measure(
                node,
                "revenue",
                Kind.REVENUE,
                columns,
                node.name() + " has " + units.name() + " and " + price.name() + " in " + NumberFormat.of(node.rows())
                        + " rows"));
    }

    /** The number of pieces sold. */
    static Optional<Measure> units(TableNode node) {
        return number(node, ColumnRoles.QUANTITY_WORDS).map(column -> sum(node, column));
    }

    /** A numeric column with one of the words; even a constant one, since a quantity that is always 1 is a quantity. */
    private static Optional<ColumnProfile> number(TableNode node, Set<String> words) {
        return node
                .columns(ColumnRole.ADDITIVE, ColumnRole.NON_ADDITIVE, ColumnRole.CONSTANT, ColumnRole.CATEGORY)
                .stream()
                .filter(column ->
                        column.type().numeric() && NounPhrase.of(column).any(words))
                .findFirst();
    }

    static Measure sum(TableNode node, ColumnProfile column) {
        NounPhrase rest = NounPhrase.of(column).without(Set.of("total"));
        String words = rest.list().isEmpty() ? node.singular() + " total" : "total " + rest.text();
        String sum = column.sum();
        String reason =
                sum == null ? node.rangeOf(column) : node.nameOf(column) + " sums to " + NumberFormat.ofText(sum);
        return new Measure(node, words, Kind.SUM, List.of(column), reason);
    }

    static Measure average(TableNode node, ColumnProfile column) {
        Double mean = column.mean();
        String reason =
                mean == null ? node.rangeOf(column) : node.nameOf(column) + " averages " + NumberFormat.of(mean);
        NounPhrase name = NounPhrase.of(column);
        boolean counted = column.type().kind() == ColumnType.Kind.BIGINT && name.isPlural();
        String words = (counted ? "average number of " : "average ") + name.text();
        return new Measure(node, words, Kind.AVERAGE, List.of(column), reason);
    }

    /** All measures, the most useful first and the count of rows last; money that order lines hold is left to them. */
    static List<Measure> all(TableNode node) {
        List<Measure> all = new ArrayList<>();
        node.definitions().forEach(definition -> defined(node, definition).ifPresent(all::add));
        boolean hasLines = node.isSalesTable()
                && node.children().stream()
                        .anyMatch(edge -> !edge.isSelfReference()
                                && edge.child().isSalesTable()
                                && money(edge.child()).isPresent());
        Measure money = money(node).orElse(null);
        List<ColumnProfile> revenueColumns =
                money != null && !hasLines && money.kind == Kind.REVENUE ? money.columns : List.of();
        if (money != null && !hasLines) {
            all.add(money);
        }
        for (ColumnProfile column : node.columns(ColumnRole.ADDITIVE)) {
            boolean summed = money != null && (hasLines || money.kind == Kind.SUM) && money.columns.contains(column);
            if (!summed) {
                all.add(sum(node, column));
            }
        }
        node.columns(ColumnRole.NON_ADDITIVE).stream()
                .filter(column -> !revenueColumns.contains(column))
                .sorted(Comparator.comparing(node::isMostlyNull)
                        .thenComparing(column -> !NounPhrase.of(column).any(PRICE_AND_PAY_WORDS)))
                .forEach(column -> all.add(average(node, column)));
        all.add(rows(node));
        return all;
    }

    String sql(JoinPath path) {
        return switch (kind) {
            case DEFINED ->
                path.expression(node, Objects.requireNonNull(definition).expression());
            case SUM ->
                columns.get(0).type().kind() == ColumnType.Kind.BIGINT
                        ? "sum(" + column(path, 0) + ")"
                        : "round(sum(" + column(path, 0) + "), 2)";
            case AVERAGE -> "round(avg(" + column(path, 0) + "), 2)";
            case ROWS -> "count(*)";
            case REVENUE ->
                "round(sum(" + column(path, 0) + " * " + column(path, 1)
                        + (columns.size() > 2 ? " * (1 - coalesce(" + column(path, 2) + ", 0))" : "") + "), 2)";
        };
    }

    private String column(JoinPath path, int index) {
        return path.column(node, columns.get(index));
    }

    /** The name with its table where it needs one: {@code total amount of sales}, but {@code revenue}. */
    String wordsOfRows() {
        return kind == Kind.DEFINED || kind == Kind.REVENUE || kind == Kind.ROWS || words.startsWith(node.singular())
                ? words
                : words + " of " + node.plural();
    }

    /** The SQL that people defined, for people; empty for other measures. */
    String definitionShown() {
        return definition == null ? "" : definition.shown();
    }

    /** The name of the result's column. */
    String alias() {
        return definition == null ? columnAlias(words) : quoteIfNeeded(definition.identifier());
    }
}
