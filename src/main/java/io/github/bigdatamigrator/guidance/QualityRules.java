package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.guidance.TableNode.quoted;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks about orphans, unreferenced rows, missing values, and duplicates. */
final class QualityRules {
    private static final int LIMIT = 20;
    /** Where less than one row in so many is referenced, unreferenced rows are normal. */
    private static final int USUALLY_UNREFERENCED = 4;

    /** A category that is missing in less than one row in so many is probably an omission. */
    private static final int RARE = 20;

    private static final double NEARLY_UNIQUE = 0.95;
    private static final Set<String> KEY_ENDINGS = NounPhrase.set("id key code number no nr uuid guid nummer");

    private static final Set<String> NOT_KEYS = Set.of("postal", "zip", "phone", "fax", "mobile", "area", "dialing");

    private QualityRules() {}

    /** “Which sales refer to a product that does not exist?” */
    static List<GuidedQuestion> orphans(TableNode node) {
        return node.parents().stream()
                .filter(edge -> edge.relationship().orphanRows() > 0 && !edge.isSelfReference())
                .map(edge -> orphans(node, edge))
                .toList();
    }

    private static GuidedQuestion orphans(TableNode node, ForeignKeyEdge edge) {
        JoinPath path = JoinPath.of(node, edge);
        List<String> examples = edge.relationship().orphanExamples();
        String sql = """
            SELECT %1$s, count(*) AS %2$s
            FROM %3$s
            WHERE %4$s
            GROUP BY %1$s
            ORDER BY %2$s DESC, %1$s
            LIMIT %5$s\
            """.formatted(
                        path.columns(node, edge.childColumns()),
                        node.countAlias(),
                        path.sql().replaceFirst("\nJOIN ", "\nLEFT ANTI JOIN "),
                        edge.childColumns().stream()
                                .map(column -> path.column(node, column) + " IS NOT NULL")
                                .collect(Collectors.joining(" AND ")),
                        LIMIT);
        return new GuidedQuestion(
                "Which " + node.plural() + " refer to "
                        + NounPhrase.article(edge.parent().singular()) + " that does not exist?",
                sql,
                node.shareOfRows(edge.relationship().orphanRows())
                        + (examples.isEmpty() ? "" : ", for instance '" + examples.get(0) + "'")
                        + ", have no match in " + edge.parent().name() + ".");
    }

    /** “Which products have never been sold?” and “Which customers have no orders?” */
    static List<GuidedQuestion> unreferenced(TableNode node) {
        LabelColumns label = LabelColumns.of(node).orElse(null);
        return label == null
                ? List.of()
                : node.children().stream()
                        .filter(edge -> hasUnusualGaps(node, edge))
                        .map(edge -> unreferenced(node, edge, label))
                        .toList();
    }

    /** Whether some rows are certainly unreferenced; that most employees are no managers is usual. */
    private static boolean hasUnusualGaps(TableNode node, ForeignKeyEdge edge) {
        long used = edge.reference().distinct().value();
        return !edge.isSelfReference()
                && !edge.isComposite()
                && edge.reference().distinct().exact()
                && edge.relationship().orphanRows() == 0
                && used < node.rows()
                && used * (edge.roleSuffix().isEmpty() ? USUALLY_UNREFERENCED : 2) >= node.rows();
    }

    private static GuidedQuestion unreferenced(TableNode node, ForeignKeyEdge edge, LabelColumns label) {
        TableNode child = edge.child();
        String key = quoted(edge.parentColumns().get(0));
        String shown = label.columns().equals(edge.parentColumns()) ? "" : ", " + label.select(JoinPath.of(node));
        boolean sold = child.isSalesTable()
                && Dimension.parent(JoinPath.of(child, edge))
                        .filter(Dimension::isProduct)
                        .isPresent();
        String sql = """
            SELECT %1$s%2$s
            FROM %3$s
            WHERE NOT EXISTS (SELECT 1 FROM %4$s WHERE %4$s.%5$s = %3$s.%1$s)
            ORDER BY %1$s
            LIMIT 100\
            """.formatted(key, shown, node.sqlName(), child.sqlName(), quoted(edge.reference()));
        return new GuidedQuestion(
                "Which " + node.plural() + " have "
                        + (sold ? "never been sold" : "no " + child.countedNoun(edge) + edge.roleSuffix()) + "?",
                sql,
                node.ofRows(node.rows() - edge.reference().distinct().value()) + " " + node.plural()
                        + " do not occur in " + child.name() + ".");
    }

    /** “Which orders have no shipped date?” */
    static List<GuidedQuestion> missingValues(TableNode node) {
        return node.table().columns().stream()
                .filter(column -> column.nulls() > 0 && column.nulls() * 2 < node.rows())
                .filter(column -> isMeaningfulGap(node, column))
                .filter(column -> node.parents().stream()
                        .noneMatch(edge ->
                                edge.isSelfReference() && edge.childColumns().contains(column)))
                .sorted(Comparator.comparing((ColumnProfile column) -> node.role(column) != ColumnRole.REFERENCE)
                        .thenComparing(
                                Comparator.comparingLong(ColumnProfile::nulls).reversed()))
                .limit(2)
                .map(column -> new GuidedQuestion(
                        "Which " + node.plural() + " have no "
                                + NounPhrase.of(column).dropLast(Set.of("id")).text() + "?",
                        "SELECT %s\nFROM %s\nWHERE %s IS NULL\nLIMIT %s"
                                .formatted(
                                        DistributionRules.identifyingColumns(node, column),
                                        node.sqlName(),
                                        quoted(column),
                                        LIMIT),
                        node.shareOfRows(column.nulls()) + " have no " + node.nameOf(column) + "."))
                .toList();
    }

    /**
     * Whether a missing value is informative: an unfinished process, an open reference, a missing figure, a rare gap.
     */
    private static boolean isMeaningfulGap(TableNode node, ColumnProfile column) {
        return switch (node.role(column)) {
            case REFERENCE, DATE, ADDITIVE, NON_ADDITIVE -> true;
            case CATEGORY, NAME -> column.nulls() * RARE < node.rows() && !ColumnRoles.isPersonName(column);
            case EMPTY, CONSTANT, KEY, CODE, AUDIT_DATE, TEXT -> false;
        };
    }

    /** “Which customer ids occur more than once?” for a column that is nearly a key. */
    static List<GuidedQuestion> duplicates(TableNode node) {
        return node.table().columns().stream()
                .filter(column -> isNearlyKey(node, column))
                .map(column -> duplicates(node, column))
                .toList();
    }

    private static GuidedQuestion duplicates(TableNode node, ColumnProfile column) {
        NounPhrase words = NounPhrase.of(column);
        String of = words.any(node.words().singular().list()) ? "" : " of " + node.plural();
        String sql = """
            SELECT %1$s, count(*) AS occurrences
            FROM %2$s
            WHERE %1$s IS NOT NULL
            GROUP BY %1$s
            HAVING count(*) > 1
            ORDER BY occurrences DESC, %1$s
            LIMIT %3$s\
            """.formatted(quoted(column), node.sqlName(), LIMIT);
        return new GuidedQuestion(
                "Which " + words.plural().text() + of + " occur more than once?",
                sql,
                node.distinctValuesOf(column) + " in " + NumberFormat.of(node.rows() - column.nulls()) + " rows.");
    }

    static boolean isNearlyKey(TableNode node, ColumnProfile column) {
        long filled = node.rows() - column.nulls();
        boolean label =
                LabelColumns.of(node).stream().anyMatch(named -> named.columns().equals(List.of(column)));
        return !column.unique().value()
                && node.role(column) != ColumnRole.REFERENCE
                && !NounPhrase.of(column).any(NOT_KEYS)
                && (label || KEY_ENDINGS.contains(NounPhrase.of(column).last()))
                && column.distinct().value() >= NEARLY_UNIQUE * filled
                && (column.unique().exact()
                        || !column.distinct().exact()
                        || column.distinct().value() < filled)
                && filled > 1;
    }
}
