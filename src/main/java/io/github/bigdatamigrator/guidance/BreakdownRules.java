package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.guidance.TableNode.quoted;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Asks how amounts and rows divide by a category: a column of the table or of one of its ancestors. */
final class BreakdownRules {
    private static final int LIMIT = 50;
    private static final int FEW_VALUES = 20;
    private static final int MIN_ROWS = 10;
    private static final Set<String> SHARE_WORDS =
            NounPhrase.set("status type method state category channel priority stage segment rating kind");

    private BreakdownRules() {}

    /** “What is the total amount by customer country?” */
    static List<GuidedQuestion> amounts(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        Measure.all(node).stream()
                .filter(measure -> measure.kind() != Measure.Kind.ROWS)
                .limit(2)
                .forEach(measure -> categories(node).forEach(dimension -> {
                    String columns = "count(*) AS " + node.countAlias() + ", " + measure.sql(dimension.path()) + " AS "
                            + measure.alias();
                    questions.add(new GuidedQuestion(
                            "What is the " + measure.wordsOfRows() + " by "
                                    + dimension.words().text() + "?",
                            dimension.query(columns, "", measure.alias(), LIMIT),
                            dimension.reason() + "; " + measure.reason() + "."));
                }));
        return questions;
    }

    /** “What share of orders has each status?” */
    static List<GuidedQuestion> shares(TableNode node) {
        return node.rows() < MIN_ROWS
                ? List.of()
                : usableCategories(node).stream()
                        .map(column -> share(node, column))
                        .toList();
    }

    private static GuidedQuestion share(TableNode node, ColumnProfile column) {
        String sql = """
            SELECT %1$s, count(*) AS %2$s, round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS percent
            FROM %3$s
            GROUP BY %1$s
            ORDER BY %2$s DESC, %1$s
            LIMIT %4$s\
            """.formatted(quoted(column), node.countAlias(), node.sqlName(), LIMIT);
        return new GuidedQuestion(question(node, column), sql, reason(node, column));
    }

    private static String question(TableNode node, ColumnProfile column) {
        NounPhrase words = NounPhrase.of(column);
        if (isFlag(column)) {
            String adjective = words.without(Set.of("is", "has", "was", "flag")).text();
            return "How many " + node.plural() + " are " + (adjective.isEmpty() ? words.text() : adjective)
                    + ", and how many are not?";
        }
        NounPhrase rest = words.without(node.words().singular().list());
        return words.any(SHARE_WORDS)
                ? "What share of " + node.plural() + " has each "
                        + (rest.list().isEmpty() ? words : rest).singular().text() + "?"
                : "How many " + node.plural() + " are there per "
                        + words.singular().text() + "?";
    }

    private static boolean isFlag(ColumnProfile column) {
        return column.type().kind() == ColumnType.Kind.BOOLEAN
                || (column.type().numeric() && ColumnRoles.isZeroOrOne(column));
    }

    /** Categories with few missing values, those with few different values first. */
    private static List<ColumnProfile> usableCategories(TableNode node) {
        return node.columns(ColumnRole.CATEGORY).stream()
                .filter(column -> column.nulls() * 3 < node.rows()
                        && !ColumnRoles.isPersonName(column)
                        && !ColumnRoles.isYearOfEvent(column))
                .sorted(Comparator.comparing(column -> column.distinct().value() > FEW_VALUES))
                .toList();
    }

    private static String reason(TableNode node, ColumnProfile column) {
        if (column.topValues().isEmpty()) {
            return node.distinctValuesOf(column) + ".";
        }
        TopValue top = column.topValues().get(0);
        return node.distinctValuesOf(column) + "; the most frequent, '" + top.value() + "', makes up "
                + NumberFormat.percent(top.count(), node.rows() - column.nulls()) + ".";
    }

    /** Whether the dimension is a column of the table itself by which {@link #amounts} groups already. */
    static boolean isOwnCategory(TableNode node, Dimension dimension) {
        return !dimension.path().hasJoins()
                && categories(node).stream()
                        .anyMatch(own -> own.groupBy().equals(dimension.groupBy())
                                && !own.path().hasJoins());
    }

    /** The table's own categories, then those of its ancestors: of an event table all, else up to two joins away. */
    private static List<Dimension> categories(TableNode node) {
        List<JoinPath> paths = new ArrayList<>(List.of(JoinPath.of(node)));
        paths.addAll(JoinPath.from(node));
        List<Dimension> categories = new ArrayList<>();
        for (JoinPath path : paths) {
            if (node.isEventTable() || path.edges().size() <= 2) {
                List<ColumnProfile> label = path.hasJoins()
                        ? LabelColumns.of(path.end()).map(LabelColumns::columns).orElse(List.of())
                        : List.of();
                usableCategories(path.end()).stream()
                        .filter(column -> !isFlag(column) && !label.contains(column))
                        .forEach(column -> categories.add(Dimension.column(path, column)));
            }
        }
        return categories;
    }
}
