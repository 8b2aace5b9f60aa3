package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DuplicateRows;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** What values suggest: lists, bounds, constants, parts, duplicates. */
final class ValueRules {
    private static final int MOST_VALUES = 20;
    /** A list is one when each of its values comes so often on average. */
    private static final int ROWS_A_VALUE = 10;
    /** Rarer than this share of the values, a value may be a slip. */
    private static final double RARE = 0.01;
    /** Values of a profile are cut at 256 bytes. */
    private static final int WHOLE = 200;

    private static final int FEW_TIMES = 3;
    private static final int LONGEST_SPLIT = 80;
    private static final double NEARLY = 0.95;
    private static final List<String> SEPARATORS = List.of(", ", "; ", " - ", "|", ";", ",");
    private static final Pattern EARLIER =
            Pattern.compile("(?i).*(start|begin|from|since|order|hire|birth|open|creat|rental|valid_?from).*");
    /** Numbers that count nothing, so that a bound says nothing. */
    private static final Pattern NO_MEASURE = Pattern.compile(
            "(?i).*(year|zip|post_?al|postcode|phone|fax|extension|latitude|longitude|code)|(.*[^a-z])?(id|no|nr|lat|lon|lng)|.*[a-z](Id|ID)");

    private static final Pattern LATER = Pattern.compile(
            "(?i).*(end|finish|until|till|to_?date|ship|requir|deliver|clos|updat|return|valid_?to|left|due).*");

    private final List<Proposal> proposals;

    ValueRules(List<Proposal> proposals) {
        this.proposals = proposals;
    }

    void add(PlannedTable table) {
        for (PlannedColumn column : table.columns()) {
            if (column.profile().type().kind() == ColumnType.Kind.STRING) {
                list(table, column);
                parts(table, column);
            }
            bound(table, column);
            constant(table, column);
        }
        order(table);
        duplicates(table);
    }

    private void add(
            Recommendation.Kind kind,
            PlannedTable table,
            List<PlannedColumn> columns,
            ProposalDetail detail,
            String evidence) {
        proposals.add(Proposal.ofRows(kind, table, columns, detail, evidence, Recommendation.Origin.RULE));
    }

    private void list(PlannedTable table, PlannedColumn column) {
        ColumnProfile profile = column.profile();
        long values = table.profile().rows() - profile.nulls();
        List<TopValue> top = profile.topValues();
        boolean whole = top.size() == profile.distinct().value()
                && profile.distinct().exact()
                && top.stream().allMatch(value -> value.exact() && value.value().length() < WHOLE);
        if (!whole || top.size() < 2 || top.size() > MOST_VALUES || values < (long) ROWS_A_VALUE * top.size()) {
            return;
        }
        List<TopValue> usual = top.stream()
                .filter(value -> value.count() > Math.max(1, RARE * values / top.size()))
                .toList();
        // with the blanks around them, in which they are loaded, the values are others
        boolean loadedOtherwise = column.asWritten() && usual.size() == top.size();
        if (usual.size() < 2 || loadedOtherwise) {
            return;
        }
        String evidence = NumberFormat.of(top.size()) + " different values in " + NumberFormat.of(values)
                + " cells"
                + (usual.size() == top.size() ? "" : ", " + (top.size() - usual.size()) + " of them hardly ever");
        add(
                Recommendation.Kind.ENUM,
                table,
                List.of(column),
                new ProposalDetail.Values(
                        usual.stream().map(TopValue::value).sorted().toList()),
                evidence);
    }

    /** Texts that all fall into the same number of parts, such as {@code Berlin, 10115}. */
    private void parts(PlannedTable table, PlannedColumn column) {
        ColumnFindings.Shapes shapes = column.profile().findings().shapes();
        ColumnFindings.Semantics semantics = column.profile().findings().semantics();
        ColumnProfile.Lengths lengths = column.profile().lengths();
        boolean meant = semantics != null && semantics.kind() != null;
        if (shapes == null || shapes.sampled() == 0 || meant || lengths == null || lengths.mean() > LONGEST_SPLIT) {
            return;
        }
        for (String separator : SEPARATORS) {
            long[] byParts = new long[6];
            for (ColumnFindings.Shape shape : shapes.shapes()) {
                int parts = shape.shape().split(Pattern.quote(separator), -1).length;
                byParts[Math.min(parts, byParts.length - 1)] += shape.count();
            }
            long seen = shapes.shapes().stream()
                    .mapToLong(ColumnFindings.Shape::count)
                    .sum();
            for (int parts = 2; parts < byParts.length - 1; parts++) {
                if (byParts[parts] >= NEARLY * seen && seen >= 0.2 * shapes.sampled()) {
                    add(
                            Recommendation.Kind.SPLIT,
                            table,
                            List.of(column),
                            new ProposalDetail.Split(separator, parts),
                            "texts such as '" + shapes.shapes().get(0).example() + "' have " + parts + " parts, with '"
                                    + separator + "' between them");
                    return;
                }
            }
        }
    }

    private void bound(PlannedTable table, PlannedColumn column) {
        ColumnFindings.Signs signs = column.profile().findings().signs();
        ColumnProfile.Quantiles quantiles = column.profile().quantiles();
        long values = table.profile().rows() - column.profile().nulls();
        if (signs == null
                || values == 0
                || column.identifies()
                || quantiles == null
                || NO_MEASURE.matcher(column.profile().name()).matches()) {
            return;
        }
        if (signs.negatives() == 0) {
            add(
                    Recommendation.Kind.CHECK,
                    table,
                    List.of(column),
                    new ProposalDetail.Bound(ProposalDetail.Relation.AT_LEAST, BigDecimal.ZERO),
                    "no value is below " + column.profile().min());
        } else if (signs.negatives() <= RARE * values || signs.negatives() == 1) {
            add(
                    Recommendation.Kind.CHECK,
                    table,
                    List.of(column),
                    new ProposalDetail.Bound(ProposalDetail.Relation.AT_LEAST, BigDecimal.ZERO),
                    NumberFormat.of(signs.negatives()) + " of " + NumberFormat.of(values) + " values are negative");
        }
    }

    /** Every pair is tried where there are few; what does not hold or nearly hold is not told. */
    private void order(PlannedTable table) {
        List<PlannedColumn> times = table.columns().stream()
                .filter(column -> column.profile().type().temporal())
                .filter(column -> column.profile().distinct().value() > 1)
                .toList();
        for (PlannedColumn earlier : times) {
            for (PlannedColumn later : times) {
                boolean named = EARLIER.matcher(earlier.profile().name()).matches()
                        && LATER.matcher(later.profile().name()).matches()
                        && !LATER.matcher(earlier.profile().name()).matches();
                if (earlier != later
                        && earlier.profile().type().equals(later.profile().type())
                        && (named || times.size() <= FEW_TIMES)) {
                    add(
                            Recommendation.Kind.CHECK,
                            table,
                            List.of(earlier, later),
                            new ProposalDetail.Order(ProposalDetail.Relation.AT_MOST),
                            earlier.profile().name() + " does not come after "
                                    + later.profile().name());
                }
            }
        }
    }

    private void constant(PlannedTable table, PlannedColumn column) {
        ColumnProfile profile = column.profile();
        long rows = table.profile().rows();
        List<TopValue> top = profile.topValues();
        String value = top.isEmpty() ? profile.min() : top.get(0).value();
        String evidence;
        if (profile.nulls() == rows) {
            evidence = "empty in all " + NumberFormat.of(rows) + " rows";
        } else if (value == null || value.length() >= WHOLE || rows < 2) {
            return;
        } else if (profile.nulls() == 0 && profile.constant()) {
            evidence = "'" + value + "' in all " + NumberFormat.of(rows) + " rows";
        } else if (!top.isEmpty() && rows >= 100 && rows - top.get(0).count() <= rows / 200) {
            evidence = "'" + value + "' in nearly all " + NumberFormat.of(rows) + " rows";
        } else {
            return;
        }
        Proposal proposal = Proposal.ofRows(
                Recommendation.Kind.DROP_CONSTANT,
                table,
                List.of(column),
                ProposalDetail.NONE,
                evidence,
                Recommendation.Origin.RULE);
        proposals.add(proposal.with(proposal.facts(), column.type().width(profile) * (rows - profile.nulls())));
    }

    private void duplicates(PlannedTable table) {
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
                    table,
                    "rows repeat other rows in every column; the statement keeps one of each",
                    repeated * width));
        }
    }
}
