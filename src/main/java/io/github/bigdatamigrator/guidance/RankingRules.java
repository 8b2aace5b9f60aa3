package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.guidance.TableNode.quoted;
import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks which parents rank first: by sales, by another measure, or by their number of rows. */
final class RankingRules {
    private static final int LIMIT = 10;
    private static final Set<String> MANAGER_WORDS =
            Set.of("manager", "reports", "report", "boss", "supervisor", "mgr", "lead");

    private RankingRules() {}

    /** “What are the top selling products?” */
    static List<GuidedQuestion> topSelling(TableNode node) {
        Optional<Measure> money = Measure.money(node);
        Optional<Measure> units = Measure.units(node);
        if (!node.isSalesTable() || (money.isEmpty() && units.isEmpty())) {
            return List.of();
        }
        List<GuidedQuestion> questions = new ArrayList<>();
        for (Dimension dimension : dimensions(node)) {
            if (dimension.isProduct()) {
                List<String> columns = new ArrayList<>();
                units.ifPresent(measure -> columns.add(measure.sql(dimension.path()) + " AS units_sold"));
                money.ifPresent(measure -> columns.add(measure.sql(dimension.path()) + " AS revenue"));
                questions.add(new GuidedQuestion(
                        "What are the top selling " + dimension.plural() + "?",
                        dimension.topGroups(
                                String.join(", ", columns), money.isPresent() ? "revenue" : "units_sold", LIMIT),
                        reason(dimension, money.or(() -> units).get())));
            }
        }
        return questions;
    }

    /** “Which customers have the highest total amount?” */
    static List<GuidedQuestion> highest(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        List<Measure> measures = Measure.all(node).stream()
                .filter(measure -> measure.kind() != Measure.Kind.ROWS)
                .limit(2)
                .toList();
        List<Dimension> dimensions = dimensions(node);
        for (int i = 0; i < measures.size(); i++) {
            Measure measure = measures.get(i);
            boolean main = i == 0;
            for (Dimension dimension : dimensions) {
                boolean asked =
                        main && node.isSalesTable() && dimension.isProduct() && measure.equals(salesMeasure(node));
                if (!asked
                        && !BreakdownRules.isOwnCategory(node, dimension)
                        && (main || dimension.path().hasAtMostOneJoin())) {
                    questions.add(new GuidedQuestion(
                            "Which " + dimension.plural() + " have the highest " + measure.words()
                                    + of(dimension, node, measure) + "?",
                            dimension.topGroups(
                                    measure.sql(dimension.path()) + " AS " + measure.alias(), measure.alias(), LIMIT),
                            reason(dimension, measure)));
                }
            }
        }
        return questions;
    }

    private static Measure salesMeasure(TableNode node) {
        return Measure.money(node).or(() -> Measure.units(node)).orElse(Measure.rows(node));
    }

    /** Names the rows in averages, and in sums of events other than sales; sums of sales need no name. */
    private static String of(Dimension dimension, TableNode node, Measure measure) {
        return switch (measure.kind()) {
            case SUM ->
                !node.isSalesTable() && !measure.words().startsWith(node.singular()) && node.isEventTable()
                        ? " of " + node.plural()
                        : "";
            case AVERAGE -> (dimension.path().hasJoins() ? " of their " : " of ") + node.plural();
            case DEFINED, REVENUE, ROWS -> "";
        };
    }

    /** “Which orders have the highest revenue?” of order lines whose orders have no label to group by. */
    static List<GuidedQuestion> largestOrders(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        Measure.money(node).filter(measure -> node.isSalesTable()).ifPresent(money -> {
            for (ForeignKeyEdge edge : node.parents()) {
                if (!edge.isSelfReference()
                        && edge.parent().isSalesTable()
                        && LabelColumns.of(edge.parent()).isEmpty()) {
                    questions.add(largest(node, edge, money));
                }
            }
        });
        return questions;
    }

    private static GuidedQuestion largest(TableNode node, ForeignKeyEdge edge, Measure money) {
        JoinPath path = JoinPath.of(node, edge);
        TableNode order = edge.parent();
        List<ColumnProfile> identifying = new ArrayList<>(edge.parentColumns());
        order.mainDate().filter(date -> !identifying.contains(date)).ifPresent(identifying::add);
        String sql = """
            SELECT %1$s, %2$s AS %3$s
            FROM %4$s
            GROUP BY %1$s
            ORDER BY %3$s DESC, %1$s
            LIMIT %5$s\
            """.formatted(path.columns(order, identifying), money.sql(path), money.alias(), path.sql(), LIMIT);
        return new GuidedQuestion(
                "Which " + order.plural() + " have the highest " + money.words() + "?",
                sql,
                node.name() + " leads to "
                        + NumberFormat.of(edge.reference().distinct().value()) + " " + order.plural() + "; "
                        + money.reason() + ".");
    }

    /** “Which artists have the most albums?” */
    static List<GuidedQuestion> mostRows(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        List<ForeignKeyEdge> edges = node.parents();
        for (ForeignKeyEdge edge : edges) {
            if (edge.isSelfReference()) {
                directReports(edge).ifPresent(questions::add);
            } else if (!edge.isEvenlySpread()) {
                boolean severalRoles = edges.stream()
                                .filter(other -> other.parent() == edge.parent())
                                .count()
                        > 1;
                String role = severalRoles ? edge.asRole() : edge.roleSuffix();
                Dimension.parent(JoinPath.of(node, edge))
                        .filter(dimension -> !isTopSelling(node, dimension))
                        .ifPresent(dimension -> questions.add(mostRows(node, dimension, node.countedNoun(edge), role)));
            }
        }
        // of order lines, the orders are counted and not the lines
        boolean lines = node.isSalesTable()
                && edges.stream().anyMatch(edge -> edge.parent().isSalesTable());
        if (node.isEventTable() && !lines) {
            Dimension.parents(node).stream()
                    .filter(dimension -> !dimension.path().hasAtMostOneJoin() && !isTopSelling(node, dimension))
                    .forEach(dimension -> questions.add(mostRows(node, dimension, node.plural(), "")));
        }
        return questions;
    }

    /** Whether {@link #topSelling} asks about the dimension already. */
    private static boolean isTopSelling(TableNode node, Dimension dimension) {
        return node.isSalesTable() && dimension.isProduct();
    }

    private static GuidedQuestion mostRows(TableNode node, Dimension dimension, String counted, String role) {
        String alias = columnAlias("number of " + counted);
        return new GuidedQuestion(
                "Which " + dimension.plural() + " have the most " + counted + role + "?",
                dimension.topGroups("count(*) AS " + alias, alias, LIMIT),
                reason(dimension, Measure.rows(node)));
    }

    /** “Which employees have the most direct reports?” for a table that refers to itself. */
    private static Optional<GuidedQuestion> directReports(ForeignKeyEdge edge) {
        TableNode node = edge.parent();
        LabelColumns label = LabelColumns.of(node).orElse(null);
        if (edge.isComposite() || label == null) {
            return Optional.empty();
        }
        boolean manager = NounPhrase.of(edge.reference()).any(MANAGER_WORDS);
        String counted = manager
                ? "direct reports"
                : "direct " + NounPhrase.of("sub" + node.name()).plural().text();
        String sql = """
            SELECT %1$s, %2$s
            FROM %3$s
            JOIN (SELECT %4$s AS above, count(*) AS %2$s FROM %3$s GROUP BY %4$s) AS below ON %3$s.%5$s = below.above
            ORDER BY %2$s DESC, %5$s
            LIMIT %6$s\
            """.formatted(
                        label.select(JoinPath.of(node)),
                        columnAlias(manager ? "direct reports" : "children"),
                        node.sqlName(),
                        quoted(edge.reference()),
                        quoted(edge.parentColumns().get(0)),
                        LIMIT);
        return Optional.of(new GuidedQuestion(
                "Which " + node.plural() + " have the most " + counted + "?",
                sql,
                node.nameOf(edge.reference()) + " refers to "
                        + node.ofRows(edge.reference().distinct().value()) + " " + node.plural()));
    }

    private static List<Dimension> dimensions(TableNode node) {
        List<Dimension> dimensions = new ArrayList<>(Dimension.parents(node));
        dimensions.addAll(Dimension.own(node));
        return dimensions;
    }

    private static String reason(Dimension dimension, Measure measure) {
        return dimension.reason() + "; " + measure.reason() + ".";
    }
}
