package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnFindings.Shape;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.Lengths;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DuplicateRows;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.schema.Proposal.Detail;
import io.github.bigdatamigrator.schema.Proposal.Detail.Relation;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.schema.Recommendation.Origin;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** Proposes what the values suggest: value lists, bounds, constants, composite texts, duplicate rows. */
record ValueRules(List<Proposal> proposals) {
    private static final int MAX_LISTED_VALUES = 20;
    private static final int ROWS_PER_VALUE = 10; // the average number of rows per value that a list must have
    private static final double RARE = 0.01; // a value or sign with a smaller share is probably a mistake
    private static final int MAX_COMPOSITE_LENGTH = 80;
    private static final double NEARLY_ALL = 0.95;
    private static final int MAX_COMPLETE_LENGTH = 200; // in characters; the profile cuts values at 256 bytes
    private static final int FEW_TIME_COLUMNS = 3; // so few are compared in pairs, whatever their names

    private static final List<String> SEPARATORS = List.of(", ", "; ", " - ", "|", ";", ",");
    /** Numbers that measure nothing, so that a bound has no meaning. */
    private static final Pattern CODE_NAME = Pattern.compile("(?i).*(year|zip|post_?al|postcode|phone|fax|extension"
            + "|latitude|longitude|code)|(.*[^a-z])?(id|no|nr|lat|lon|lng)|.*[a-z](Id|ID)");

    void add(PlannedTable table) {
        for (PlannedColumn column : table.columns()) {
            if (column.sourceType().kind() == ColumnType.Kind.STRING) {
                valueList(table, column);
                composite(table, column);
            }
            notNegative(table, column);
            constant(table, column);
        }
        timeOrder(table);
        duplicateRows(table);
    }

    private void add(Kind kind, PlannedTable table, List<PlannedColumn> columns, Detail detail, String evidence) {
        proposals.add(Proposal.ofRows(kind, table, columns, detail, evidence, Origin.RULE));
    }

    private void valueList(PlannedTable table, PlannedColumn column) {
        ColumnProfile profile = column.profile();
        long values = table.rows() - profile.nulls();
        List<TopValue> top = profile.topValues();
        boolean complete = top.size() == column.distinct()
                && profile.distinct().exact()
                && top.stream().allMatch(value -> value.exact() && value.value().length() < MAX_COMPLETE_LENGTH);
        if (!complete
                || top.size() < 2
                || top.size() > MAX_LISTED_VALUES
                || values < (long) ROWS_PER_VALUE * top.size()) {
            return;
        }
        List<TopValue> usual = top.stream()
                .filter(value -> value.count() > Math.max(1, RARE * values / top.size()))
                .toList();
        // original texts have blanks around them, so that they differ from the listed values
        boolean differs = column.isOriginalText() && usual.size() == top.size();
        if (usual.size() >= 2 && !differs) {
            List<String> allowed = usual.stream().map(TopValue::value).sorted().toList();
            String rare = usual.size() == top.size() ? "" : ", " + (top.size() - usual.size()) + " of them rare";
            String evidence = top.size() + " different values in " + NumberFormat.of(values) + " cells" + rare;
            add(Kind.ENUM, table, List.of(column), new Detail.AllowedValues(allowed), evidence);
        }
    }

    /** Proposes to split texts that have the same number of parts, such as {@code Berlin, 10115}. */
    private void composite(PlannedTable table, PlannedColumn column) {
        ColumnFindings.Shapes shapes = column.profile().findings().shapes();
        ColumnFindings.Semantics semantics = column.profile().findings().semantics();
        Lengths lengths = column.profile().lengths();
        boolean known = semantics != null && semantics.kind() != null;
        if (shapes == null
                || shapes.sampled() == 0
                || known
                || lengths == null
                || lengths.mean() > MAX_COMPOSITE_LENGTH) {
            return;
        }
        long seen = shapes.shapes().stream().mapToLong(Shape::count).sum();
        for (String separator : SEPARATORS) {
            long[] byParts = new long[6];
            for (Shape shape : shapes.shapes()) {
                int parts = shape.shape().split(Pattern.quote(separator), -1).length;
                byParts[Math.min(parts, byParts.length - 1)] += shape.count();
            }
            for (int parts = 2; parts < byParts.length - 1; parts++) {
                if (byParts[parts] >= NEARLY_ALL * seen && seen >= 0.2 * shapes.sampled()) {
                    String evidence = "texts such as '" + shapes.shapes().get(0).example() + "' have " + parts
                            + " parts, with '" + separator + "' between them";
                    add(Kind.SPLIT, table, List.of(column), new Detail.Split(separator, parts), evidence);
                    return;
                }
            }
        }
    }

    private void notNegative(PlannedTable table, PlannedColumn column) {
        ColumnFindings.Signs signs = column.profile().findings().signs();
        long values = table.rows() - column.profile().nulls();
        if (signs == null
                || values == 0
                || column.isKeyColumn()
                || column.profile().quantiles() == null
                || CODE_NAME.matcher(column.name()).matches()) {
            return;
        }
        long negatives = signs.negatives();
        if (negatives <= 1 || negatives <= RARE * values) {
            Detail bound = new Detail.Bound(Relation.AT_LEAST, BigDecimal.ZERO);
            String evidence = negatives == 0
                    ? "no value is below " + column.profile().min()
                    : NumberFormat.of(negatives) + " of " + NumberFormat.of(values) + " values are negative";
            add(Kind.CHECK, table, List.of(column), bound, evidence);
        }
    }

    /** Proposes an order for each pair of times whose names suggest one, and for every pair where there are few. */
    private void timeOrder(PlannedTable table) {
        List<PlannedColumn> times = table.columns().stream()
                .filter(column -> column.sourceType().temporal() && column.distinct() > 1)
                .toList();
        for (PlannedColumn earlier : times) {
            for (PlannedColumn later : times) {
                boolean named = ColumnMeaning.areInOrder(earlier.name(), later.name());
                if (earlier != later
                        && earlier.sourceType().equals(later.sourceType())
                        && (named || times.size() <= FEW_TIME_COLUMNS)) {
                    Detail order = new Detail.ColumnOrder(Relation.AT_MOST);
                    String evidence = earlier.name() + " does not come after " + later.name();
                    add(Kind.CHECK, table, List.of(earlier, later), order, evidence);
                }
            }
        }
    }

    private void constant(PlannedTable table, PlannedColumn column) {
        ColumnProfile profile = column.profile();
        long rows = table.rows();
        List<TopValue> top = profile.topValues();
        String value = top.isEmpty() ? profile.min() : top.get(0).value();
        String evidence;
        if (profile.nulls() == rows) {
            evidence = "empty in all " + NumberFormat.of(rows) + " rows";
        } else if (value == null || value.length() >= MAX_COMPLETE_LENGTH || rows < 2) {
            return;
        } else if (profile.nulls() == 0 && profile.constant()) {
            evidence = "'" + value + "' in all " + NumberFormat.of(rows) + " rows";
        } else if (!top.isEmpty() && rows >= 100 && rows - top.get(0).count() <= rows / 200) {
            evidence = "'" + value + "' in nearly all " + NumberFormat.of(rows) + " rows";
        } else {
            return;
        }
        proposals.add(Proposal.ofRows(Kind.DROP_CONSTANT, table, List.of(column), Detail.NONE, evidence, Origin.RULE)
                .withGain(column.type().width(profile) * (rows - profile.nulls())));
    }

    private void duplicateRows(PlannedTable table) {
        TableProfile profile = table.profile();
        DuplicateRows duplicates = profile.duplicates();
        boolean none = duplicates != null && duplicates.exact() && duplicates.rows() == 0;
        boolean keyed = profile.primaryKey() != null && (duplicates == null || !duplicates.certain());
        if (!none && !keyed && profile.rows() > 1 && !profile.columns().isEmpty()) {
            long repeated = duplicates == null ? 0 : duplicates.rows();
            long width = table.columns().stream()
                    .mapToLong(column -> column.type().width(column.profile()))
                    .sum();
            proposals.add(Proposal.distinctRows(
                            table, "rows repeat other rows in every column; the statement keeps one of each")
                    .withGain(repeated * width));
        }
    }
}
