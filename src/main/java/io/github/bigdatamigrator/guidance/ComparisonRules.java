package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.guidance.TableNode.quoted;
import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.GuidedQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks about two comparable figures: one's salary and the manager's, the stock and its reorder level. */
final class ComparisonRules {
    private static final int LIMIT = 10;
    private static final Set<String> SALARY_WORDS = NounPhrase.set("salary wage income gehalt pay compensation");
    private static final Set<String> MANAGER_WORDS =
            NounPhrase.set("manager boss supervisor mgr lead reports vorgesetzter");
    private static final Set<String> LIMIT_WORDS = NounPhrase.set("reorder minimum min safety");
    private static final Set<String> STOCK_WORDS = NounPhrase.set("stock inventory hand bestand available avail");

    private ComparisonRules() {}

    /** “Which employees come closest to the salary of their manager?”, “How many products are below their minimum?” */
    static List<GuidedQuestion> of(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        node.parents().stream()
                .filter(ForeignKeyEdge::isSelfReference)
                .forEach(edge -> withManager(node, edge).ifPresent(questions::add));
        stock(node).ifPresent(questions::add);
        return questions;
    }

    private static Optional<GuidedQuestion> withManager(TableNode node, ForeignKeyEdge edge) {
        ColumnProfile salary = first(node, column -> NounPhrase.of(column).any(SALARY_WORDS));
        LabelColumns label = LabelColumns.of(node).orElse(null);
        if (salary == null
                || label == null
                || edge.isComposite()
                || !NounPhrase.of(edge.reference()).any(MANAGER_WORDS)) {
            return Optional.empty();
        }
        String words = NounPhrase.of(salary).text();
        String sql = """
            SELECT %1$s, %2$s, above.worth AS %3$s, %2$s - above.worth AS difference
            FROM %4$s
            JOIN (SELECT %5$s AS superior, %2$s AS worth FROM %4$s) AS above ON %4$s.%6$s = above.superior
            ORDER BY difference DESC, %5$s
            LIMIT %7$s\
            """.formatted(
                        label.select(JoinPath.of(node)),
                        quoted(salary),
                        columnAlias(words + " of manager"),
                        node.sqlName(),
                        quoted(edge.parentColumns().get(0)),
                        quoted(edge.reference()),
                        LIMIT);
        return Optional.of(new GuidedQuestion(
                "Which " + node.plural() + " come closest to the " + words + " of their manager, or exceed it?",
                sql,
                node.rangeOf(salary) + ", and "
                        + node.ofRows(node.rows() - edge.reference().nulls()) + " " + node.plural()
                        + " have a manager."));
    }

    private static Optional<GuidedQuestion> stock(TableNode node) {
        ColumnProfile limit = first(node, column -> NounPhrase.of(column).any(LIMIT_WORDS));
        ColumnProfile stock = first(
                node,
                column -> NounPhrase.of(column).any(STOCK_WORDS)
                        && !NounPhrase.of(column).any(LIMIT_WORDS));
        if (limit == null || stock == null) {
            return Optional.empty();
        }
        return Optional.of(new GuidedQuestion(
                "How many " + node.plural() + " have " + NounPhrase.of(stock).text() + " below their "
                        + NounPhrase.of(limit).text() + "?",
                "SELECT count(*) AS %s, sum(CASE WHEN %s < %s THEN 1 ELSE 0 END) AS below\nFROM %s"
                        .formatted(node.countAlias(), quoted(stock), quoted(limit), node.sqlName()),
                node.nameOf(stock) + " goes down to " + TableNode.number(stock.min()) + ", " + limit.name() + " up to "
                        + TableNode.number(limit.max()) + "."));
    }

    private static @Nullable ColumnProfile first(TableNode node, Predicate<ColumnProfile> wanted) {
        return node.measures().stream().filter(wanted).findFirst().orElse(null);
    }
}
