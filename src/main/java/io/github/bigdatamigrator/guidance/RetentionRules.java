package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.guidance.TableNode.quoted;
import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.GuidedQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Asks whether customers come back, and which ones have not for a long time. */
final class RetentionRules {
    private static final int LIMIT = 10;
    /** With more orders per customer, hardly any two customers have the same number. */
    private static final double MAX_ROWS_PER_CUSTOMER = 15;

    private static final double MIN_ROWS_PER_CUSTOMER = 1.5;
    private static final Set<String> CUSTOMER_WORDS =
            NounPhrase.set("customer client buyer kunde kunden account patron member guest subscriber patient");

    private RetentionRules() {}

    /** “Which customers have gone longest without an order?” */
    static List<GuidedQuestion> lapsed(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        node.mainDate()
                .ifPresent(date -> customers(node)
                        .flatMap(edge -> Dimension.parent(JoinPath.of(node, edge)).stream())
                        .forEach(dimension -> questions.add(lapsed(node, dimension, date))));
        return questions;
    }

    private static GuidedQuestion lapsed(TableNode node, Dimension dimension, ColumnProfile date) {
        String sql = """
            SELECT %1$s, max(%2$s) AS %3$s, count(*) AS %4$s
            FROM %5$s
            GROUP BY %6$s
            HAVING %3$s IS NOT NULL
            ORDER BY %3$s, %6$s
            LIMIT %7$s\
            """.formatted(
                        dimension.select(),
                        dimension.path().column(node, date),
                        columnAlias("last " + node.singular()),
                        node.countAlias(),
                        dimension.path().sql(),
                        dimension.groupBy(),
                        LIMIT);
        String last = date.max();
        return new GuidedQuestion(
                "Which " + dimension.plural() + " have gone longest without " + NounPhrase.article(node.singular())
                        + "?",
                sql,
                dimension.reason() + "; the last " + node.singular() + " is of "
                        + (last == null || last.length() < 10 ? "unknown date" : last.substring(0, 10)) + ".");
    }

    /** “How many customers have one order, how many two, and so on?” */
    static List<GuidedQuestion> rowsPerCustomer(TableNode node) {
        return customers(node)
                .filter(edge -> !edge.isEvenlySpread()
                        && edge.rowsPerParent() >= MIN_ROWS_PER_CUSTOMER
                        && edge.rowsPerParent() <= MAX_ROWS_PER_CUSTOMER)
                .map(edge -> rowsPerCustomer(node, edge))
                .toList();
    }

    private static GuidedQuestion rowsPerCustomer(TableNode node, ForeignKeyEdge edge) {
        TableNode customer = edge.parent();
        String sql = """
            SELECT %1$s, count(*) AS %2$s
            FROM (SELECT %3$s, count(*) AS %1$s FROM %4$s WHERE %3$s IS NOT NULL GROUP BY %3$s)
            GROUP BY %1$s
            ORDER BY %1$s\
            """.formatted(node.countAlias(), customer.countAlias(), quoted(edge.reference()), node.sqlName());
        return new GuidedQuestion(
                "How many " + customer.plural() + " have one " + node.singular() + ", how many two, and so on?",
                sql,
                customer.ofRows(edge.reference().distinct().value()) + " " + customer.plural() + " have "
                        + node.plural() + ", " + edge.rowsPerParentText() + " each on average.");
    }

    /** The references of an event table to customers. */
    private static Stream<ForeignKeyEdge> customers(TableNode node) {
        return node.parents().stream()
                .filter(edge -> node.isEventTable()
                        && !edge.isSelfReference()
                        && !edge.isComposite()
                        && edge.parent().words().any(CUSTOMER_WORDS));
    }
}
