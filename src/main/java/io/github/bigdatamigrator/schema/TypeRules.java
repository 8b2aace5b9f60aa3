package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which types a profile suggests: those that fit, and those that would but for a few values. */
final class TypeRules {
    /** Sampled cells of this share look like the other type. */
    private static final double NEARLY = 0.9;
    /** A text is alone in its length when it is this many times as long as the average. */
    private static final int LONE = 10;

    private static final int LONGEST_BOUND = 255;
    private static final Pattern WHOLE = Pattern.compile("-?9+\\+?");
    private static final Pattern DECIMAL = Pattern.compile("-?9+\\+?\\.9+\\+?");
    private static final Pattern DATE = Pattern.compile("9999-99-99|9\\+-9\\+-9\\+");

    private final TargetSql target;
    private final List<Proposal> proposals;

    TypeRules(TargetSql target, List<Proposal> proposals) {
        this.target = target;
        this.proposals = proposals;
    }

    void add(PlannedTable table) {
        for (PlannedColumn column : table.columns()) {
            narrower(table, column);
            ColumnType.Kind kind = column.profile().type().kind();
            if (kind == ColumnType.Kind.STRING) {
                nearly(column.profile())
                        .ifPresent(shape ->
                                add(table, column, shape.type(), shape.share() + " of the texts look like one"));
                loneText(table, column);
            } else if (kind == ColumnType.Kind.BIGINT) {
                loneNumber(table, column);
            } else if (kind == ColumnType.Kind.DECIMAL) {
                loneDecimal(table, column);
            }
        }
    }

    private void narrower(PlannedTable table, PlannedColumn column) {
        TargetType plain = TargetType.plain(column.profile().type());
        String narrow = target.type(column.type());
        if (!narrow.equals(target.type(plain)) && narrower(column.type(), plain)) {
            add(
                    table,
                    column,
                    column.type(),
                    range(column.profile()) + ", so that " + narrow + " is enough instead of " + target.type(plain));
        }
    }

    private void add(PlannedTable table, PlannedColumn column, TargetType type, String evidence) {
        Proposal proposal = Proposal.ofRows(
                Recommendation.Kind.TYPE,
                table,
                List.of(column),
                new ProposalDetail.As(type),
                evidence,
                Recommendation.Origin.RULE);
        long values = table.profile().rows() - column.profile().nulls();
        long saved = TargetType.plain(column.profile().type()).width(column.profile()) - type.width(column.profile());
        proposals.add(proposal.with(proposal.facts(), Math.max(0, saved) * values));
    }

    private static boolean narrower(TargetType type, TargetType plain) {
        return plain.size() == 0 ? type.size() > 0 : type.size() < plain.size();
    }

    private static String range(ColumnProfile column) {
        ColumnProfile.Lengths lengths = column.lengths();
        return lengths == null
                ? "values run from " + column.min() + " to " + column.max()
                : lengths.min() == lengths.max()
                        ? "every text has " + lengths.max() + " characters"
                        : "texts have " + lengths.min() + " to " + lengths.max() + " characters";
    }

    private record Likeness(TargetType type, String share) {}

    /**
     * A text column most of whose cells are numbers or dates; those that are not, such as {@code 007}, are worth
     * seeing.
     */
    private static Optional<Likeness> nearly(ColumnProfile column) {
        ColumnFindings.Shapes shapes = column.findings().shapes();
        if (shapes == null || shapes.sampled() == 0) {
            return Optional.empty();
        }
        long whole = matching(shapes, WHOLE);
        long decimal = matching(shapes, DECIMAL);
        long date = matching(shapes, DATE);
        long all = shapes.sampled();
        if (whole >= NEARLY * all) {
            return Optional.of(
                    new Likeness(new TargetType(TargetType.Kind.INTEGER, 8, 0), NumberFormat.percent(whole, all)));
        } else if (whole + decimal >= NEARLY * all) {
            return Optional.of(new Likeness(
                    new TargetType(TargetType.Kind.DECIMAL, 38, 10), NumberFormat.percent(whole + decimal, all)));
        } else if (date >= NEARLY * all) {
            return Optional.of(
                    new Likeness(new TargetType(TargetType.Kind.DATE, 0, 0), NumberFormat.percent(date, all)));
        }
        return Optional.empty();
    }

    private static long matching(ColumnFindings.Shapes shapes, Pattern pattern) {
        return shapes.shapes().stream()
                .filter(shape -> pattern.matcher(shape.shape()).matches())
                .mapToLong(ColumnFindings.Shape::count)
                .sum();
    }

    private void loneText(PlannedTable table, PlannedColumn column) {
        ColumnProfile.Lengths lengths = column.profile().lengths();
        if (lengths == null || lengths.max() <= LONE * Math.max(2, lengths.mean())) {
            return;
        }
        int bound = (int) Math.min(LONGEST_BOUND, Math.max(10, Math.ceil(4 * lengths.mean())));
        if (bound < lengths.max()) {
            add(
                    table,
                    column,
                    new TargetType(TargetType.Kind.TEXT, bound, 0),
                    "texts have " + Math.round(lengths.mean()) + " characters on average, the longest "
                            + lengths.max());
        }
    }

    private void loneNumber(PlannedTable table, PlannedColumn column) {
        ColumnProfile.Quantiles quantiles = column.profile().quantiles();
        if (quantiles != null
                && column.type().size() == 8
                && quantiles.p01() >= Integer.MIN_VALUE / 2.0
                && quantiles.p99() <= Integer.MAX_VALUE / 2.0) {
            add(
                    table,
                    column,
                    new TargetType(TargetType.Kind.INTEGER, 4, 0),
                    "98 % of the values lie between " + plain(quantiles.p01()) + " and " + plain(quantiles.p99())
                            + ", all between " + column.profile().min() + " and "
                            + column.profile().max());
        }
    }

    /** Decimals of a width that one value in a hundred or fewer asks for. */
    private void loneDecimal(PlannedTable table, PlannedColumn column) {
        ColumnProfile.Quantiles quantiles = column.profile().quantiles();
        if (quantiles == null) {
            return;
        }
        int scale = column.type().scale();
        double usual = Math.max(Math.abs(quantiles.p01()), Math.abs(quantiles.p99()));
        int digits = scale + (usual < 1 ? 1 : (int) Math.floor(Math.log10(usual)) + 2);
        int needed = column.profile().type().precision();
        int narrow = digits <= 9 ? 9 : digits <= 18 ? 18 : 38;
        if (narrow < 38 && needed > narrow && column.type().size() > narrow) {
            add(
                    table,
                    column,
                    new TargetType(TargetType.Kind.DECIMAL, narrow, scale),
                    "98 % of the values lie between " + plain(quantiles.p01()) + " and " + plain(quantiles.p99())
                            + ", all between " + column.profile().min() + " and "
                            + column.profile().max());
        }
    }

    private static String plain(double number) {
        return new java.math.BigDecimal(number)
                .round(new java.math.MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
