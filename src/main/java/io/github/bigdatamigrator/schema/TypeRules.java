package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnFindings.Shape;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.Lengths;
import io.github.bigdatamigrator.context.ColumnProfile.Quantiles;
import io.github.bigdatamigrator.schema.Proposal.Detail;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.Recommendation.Origin;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Proposes types with room for later values, and narrower ones that fit all values but a few. */
record TypeRules(TargetSql target, List<Proposal> proposals) {
    private static final double NEARLY_ALL = 0.9; // the share of sampled texts that must look like the other type
    private static final int MAX_BOUND = 255;
    private static final int OUTLIER_FACTOR = 10; // a longest text of so many times the average is an outlier

    private static final Pattern WHOLE = Pattern.compile("-?9+\\+?");
    private static final Pattern DECIMAL = Pattern.compile("-?9+\\+?\\.9+\\+?");
    private static final Pattern DATE = Pattern.compile("9999-99-99|9\\+-9\\+-9\\+");

    void add(PlannedTable table) {
        for (PlannedColumn column : table.columns()) {
            roomyType(table, column);
            switch (column.sourceType().kind()) {
                case STRING -> {
                    otherType(table, column);
                    outlierText(table, column);
                }
                case BIGINT -> outlierInteger(table, column);
                case DECIMAL -> outlierDecimal(table, column);
                case BOOLEAN, DOUBLE, DATE, TIMESTAMP, BINARY -> {}
            }
        }
    }

    private void roomyType(PlannedTable table, PlannedColumn column) {
        String plain = target.type(TargetType.widest(column.sourceType()));
        String roomy = target.type(column.type());
        if (roomy.equals(plain)) {
            return;
        }
        String tight = target.type(TargetType.tightest(column.profile()));
        String reason = column.type().kind() == TargetType.Kind.TEXT
                ? "numbers that are codes: a later one may begin with a zero"
                : "values run from " + number(column.profile().min()) + " to "
                        + number(column.profile().max()) + ", which leaves room";
        add(table, column, column.type(), reason + (tight.equals(roomy) ? "" : " (tight: " + tight + ")"));
    }

    private void add(PlannedTable table, PlannedColumn column, TargetType type, String evidence) {
        long values = table.rows() - column.profile().nulls();
        long saved = TargetType.widest(column.sourceType()).width(column.profile()) - type.width(column.profile());
        proposals.add(
                Proposal.ofRows(Kind.TYPE, table, List.of(column), new Detail.NewType(type), evidence, Origin.RULE)
                        .withGain(Math.max(0, saved) * values));
    }

    /** Proposes the type of most texts, so that the exceptions, such as {@code 007}, are shown. */
    private void otherType(PlannedTable table, PlannedColumn column) {
        ColumnFindings.Shapes shapes = column.profile().findings().shapes();
        if (shapes == null || shapes.sampled() == 0) {
            return;
        }
        long whole = matching(shapes, WHOLE);
        long number = whole + matching(shapes, DECIMAL);
        long date = matching(shapes, DATE);
        double enough = NEARLY_ALL * shapes.sampled();
        if (whole >= enough) {
            otherType(table, column, TargetType.integer(8), whole, shapes);
        } else if (number >= enough) {
            otherType(table, column, TargetType.decimal(38, 10), number, shapes);
        } else if (date >= enough) {
            otherType(table, column, TargetType.of(TargetType.Kind.DATE), date, shapes);
        }
    }

    private void otherType(
            PlannedTable table, PlannedColumn column, TargetType type, long matching, ColumnFindings.Shapes shapes) {
        String share = NumberFormat.percent(matching, shapes.sampled());
        String like = type.kind() == TargetType.Kind.DATE ? "dates" : "numbers";
        add(table, column, type, share + " of the texts look like " + like);
    }

    private static long matching(ColumnFindings.Shapes shapes, Pattern pattern) {
        return shapes.shapes().stream()
                .filter(shape -> pattern.matcher(shape.shape()).matches())
                .mapToLong(Shape::count)
                .sum();
    }

    private void outlierText(PlannedTable table, PlannedColumn column) {
        Lengths lengths = column.profile().lengths();
        if (lengths == null || lengths.max() <= OUTLIER_FACTOR * Math.max(2, lengths.mean())) {
            return;
        }
        int bound = (int) Math.min(MAX_BOUND, Math.max(10, Math.ceil(4 * lengths.mean())));
        if (bound < lengths.max()) {
            String average = "texts have " + Math.round(lengths.mean()) + " characters on average";
            add(table, column, TargetType.text(bound), average + ", the longest " + lengths.max());
        }
    }

    private void outlierInteger(PlannedTable table, PlannedColumn column) {
        Quantiles quantiles = column.profile().quantiles();
        if (quantiles != null
                && TargetType.tightest(column.profile()).size() == 8
                && quantiles.p01() >= Integer.MIN_VALUE / 100.0
                && quantiles.p99() <= Integer.MAX_VALUE / 100.0) {
            add(table, column, TargetType.integer(4), outliers(quantiles, column.profile()));
        }
    }

    /** Proposes the precision that 98 % of the values need. */
    private void outlierDecimal(PlannedTable table, PlannedColumn column) {
        Quantiles quantiles = column.profile().quantiles();
        if (quantiles == null) {
            return;
        }
        int scale = column.type().scale();
        double usual = Math.max(Math.abs(quantiles.p01()), Math.abs(quantiles.p99()));
        int digits = scale + (usual < 1 ? 1 : (int) Math.floor(Math.log10(usual)) + 2);
        int narrow = digits <= 9 ? 9 : digits <= 18 ? 18 : 38;
        if (narrow < 38
                && column.sourceType().precision() > narrow
                && TargetType.tightest(column.profile()).size() > narrow) {
            add(table, column, TargetType.decimal(narrow, scale), outliers(quantiles, column.profile()));
        }
    }

    private static String number(@Nullable String value) {
        return value == null ? "" : NumberFormat.ofText(value);
    }

    private static String outliers(Quantiles quantiles, ColumnProfile column) {
        return "98 % of the values lie between " + plain(quantiles.p01()) + " and " + plain(quantiles.p99())
                + ", all between " + column.min() + " and " + column.max();
    }

    private static String plain(double number) {
        return new BigDecimal(number)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
