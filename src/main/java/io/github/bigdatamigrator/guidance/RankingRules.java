package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;
import static io.github.bigdatamigrator.sql.SqlIdentifiers.quoteIfNeeded;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the things that rows refer to come first: by what they sold, by any other amount, by how often they occur.
 */
final class RankingRules {
    private static final int SHOWN = 10;

    private RankingRules() {}

    /** “What are the top selling products?” */
    static List<GuidedQuestion> selling(TableNode subject) {
        Optional<Measure> money = Measure.money(subject);
        Optional<Measure> units = Measure.units(subject);
        if (!subject.saleLike() || (money.isEmpty() && units.isEmpty())) {
            return List.of();
        }
        List<GuidedQuestion> questions = new ArrayList<>();
        for (Dimension dimension : dimensions(subject)) {
            if (dimension.sells()) {
                List<String> columns = new ArrayList<>();
                units.ifPresent(measure -> columns.add(measure.sql(dimension.route()) + " AS units_sold"));
                money.ifPresent(measure -> columns.add(measure.sql(dimension.route()) + " AS revenue"));
                String order = money.isPresent() ? "revenue" : "units_sold";
                questions.add(new GuidedQuestion(
                        "What are the top selling " + dimension.many() + "?",
                        sql(dimension, columns, order),
                        reason(dimension, money.or(() -> units).get())));
            }
        }
        return questions;
    }

    /** “Which customers have the highest total amount?” */
    static List<GuidedQuestion> highest(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        List<Measure> measures = Measure.all(subject).stream()
                .filter(measure -> measure.kind() != Measure.Kind.ROWS)
                .limit(2)
                .toList();
        List<Dimension> dimensions = dimensions(subject);
        for (int i = 0; i < measures.size(); i++) {
            Measure measure = measures.get(i);
            boolean main = i == 0;
            for (Dimension dimension : dimensions) {
                boolean asked = main && subject.saleLike() && dimension.sells() && measure.equals(main(subject));
                boolean brokenDown = BreakdownRules.dividesByOwn(subject, dimension);
                if (!asked && !brokenDown && (main || dimension.route().direct())) {
                    questions.add(new GuidedQuestion(
                            "Which " + dimension.many() + " have the highest " + measure.words()
                                    + of(dimension, subject, measure) + "?",
                            sql(
                                    dimension,
                                    List.of(measure.sql(dimension.route()) + " AS " + measure.alias()),
                                    measure.alias()),
                            reason(dimension, measure)));
                }
            }
        }
        return questions;
    }

    private static Measure main(TableNode subject) {
        return Measure.money(subject).or(() -> Measure.units(subject)).orElse(Measure.rows(subject));
    }

    /** An average over things that are needs to say whose; what sales add up to speaks for itself. */
    private static String of(Dimension dimension, TableNode subject, Measure measure) {
        boolean plain = measure.kind() == Measure.Kind.SUM
                && !subject.saleLike()
                && !measure.words().startsWith(subject.one())
                && subject.events();
        return plain
                ? " of " + subject.many()
                : measure.kind() == Measure.Kind.AVERAGE
                        ? (dimension.route().links().isEmpty() ? " of " : " of their ") + subject.many()
                        : "";
    }

    /** “Which orders have the highest revenue?” of lines whose orders have no name to be ranked by. */
    static List<GuidedQuestion> largest(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        Optional<Measure> money = Measure.money(subject).filter(measure -> subject.saleLike());
        for (ForeignKeyEdge link : subject.parents()) {
            if (money.isEmpty()
                    || link.toItself()
                    || !link.parent().saleLike()
                    || LabelColumns.of(link.parent()).isPresent()) {
                continue;
            }
            JoinPath route = new JoinPath(subject, List.of(link));
            List<ColumnProfile> known = new ArrayList<>(link.parentColumns());
            link.parent().mainDate().filter(date -> !known.contains(date)).ifPresent(known::add);
            String columns = route.columns(link.parent(), known);
            String alias = money.get().alias();
            questions.add(new GuidedQuestion(
                    "Which " + link.parent().many() + " have the highest "
                            + money.get().words() + "?",
                    "SELECT " + columns + ", " + money.get().sql(route) + " AS " + alias + "\nFROM " + route.sql()
                            + "\nGROUP BY " + columns + "\nORDER BY " + alias + " DESC, " + columns + "\nLIMIT "
                            + SHOWN,
                    subject.table().name() + " leads to "
                            + NumberFormat.of(
                                    link.childColumns().get(0).distinct().value()) + " "
                            + link.parent().many() + "; " + money.get().reason() + "."));
        }
        return questions;
    }

    /** “Which artists have the most albums?” */
    static List<GuidedQuestion> most(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        List<ForeignKeyEdge> links = subject.parents();
        for (ForeignKeyEdge link : links) {
            if (link.toItself()) {
                reports(link).ifPresent(questions::add);
                continue;
            } else if (link.even()) {
                continue;
            }
            String counted = subject.counted(link);
            Words role = link.role();
            long twins = links.stream()
                    .filter(other -> other.parent() == link.parent())
                    .count();
            String as = twins > 1 && !role.list().isEmpty() ? " as " + role.text() : link.as();
            Dimension.parent(new JoinPath(subject, List.of(link))).ifPresent(dimension -> {
                if (subject.saleLike() && dimension.sells()) {
                    return; // the best sellers say the same and more
                }
                String alias = columnAlias("number of " + counted);
                questions.add(new GuidedQuestion(
                        "Which " + dimension.many() + " have the most " + counted + as + "?",
                        sql(dimension, List.of("count(*) AS " + alias), alias),
                        reason(dimension, Measure.rows(subject))));
            });
        }
        // of lines, what they belong to is counted: orders by customer, not order lines
        boolean lines = subject.saleLike()
                && links.stream().anyMatch(link -> link.parent().saleLike());
        if (subject.events() && !lines) {
            Dimension.parents(subject).stream()
                    .filter(dimension -> !dimension.route().direct())
                    .filter(dimension -> !(subject.saleLike() && dimension.sells()))
                    .forEach(dimension -> questions.add(most(subject, dimension)));
        }
        return questions;
    }

    private static GuidedQuestion most(TableNode subject, Dimension dimension) {
        String alias = columnAlias("number of " + subject.many());
        return new GuidedQuestion(
                "Which " + dimension.many() + " have the most " + subject.many() + "?",
                sql(dimension, List.of("count(*) AS " + alias), alias),
                reason(dimension, Measure.rows(subject)));
    }

    /** “Which employees have the most direct reports?” for a table that refers to itself. */
    private static Optional<GuidedQuestion> reports(ForeignKeyEdge link) {
        if (link.childColumns().size() != 1 || LabelColumns.of(link.parent()).isEmpty()) {
            return Optional.empty();
        }
        TableNode subject = link.parent();
        String referring = quoteIfNeeded(link.childColumns().get(0).sqlName());
        String key = quoteIfNeeded(link.parentColumns().get(0).sqlName());
        String table = subject.sqlName();
        boolean boss = Words.of(link.childColumns().get(0).name())
                .any(List.of("manager", "reports", "report", "boss", "supervisor", "mgr", "lead"));
        String counted = boss
                ? "direct reports"
                : "direct " + Words.of("sub" + subject.table().name()).plural().text();
        LabelColumns label = LabelColumns.of(subject).get();
        String alias = columnAlias(boss ? "direct reports" : "children");
        long parents = link.childColumns().get(0).distinct().value();
        return Optional.of(new GuidedQuestion(
                "Which " + subject.many() + " have the most " + counted + "?",
                "SELECT " + label.select(JoinPath.none(subject)) + ", " + alias + "\nFROM " + table + "\nJOIN (SELECT "
                        + referring
                        + " AS above, count(*) AS " + alias + " FROM " + table + " GROUP BY " + referring
                        + ") AS below ON " + table + "." + key + " = below.above\nORDER BY " + alias + " DESC, " + key
                        + "\nLIMIT "
                        + SHOWN,
                subject.table().name() + "." + link.childColumns().get(0).name() + " refers to "
                        + NumberFormat.of(parents) + " of " + NumberFormat.of(subject.rows()) + " " + subject.many()));
    }

    private static List<Dimension> dimensions(TableNode subject) {
        List<Dimension> dimensions = new ArrayList<>(Dimension.parents(subject));
        dimensions.addAll(Dimension.own(subject));
        return dimensions;
    }

    private static String sql(Dimension dimension, List<String> columns, String order) {
        return "SELECT " + dimension.select() + ", " + String.join(", ", columns) + "\nFROM "
                + dimension.route().sql() + dimension.filter() + "\nGROUP BY " + dimension.groupBy() + "\nORDER BY "
                + order + " DESC, "
                + dimension.groupBy() + "\nLIMIT " + SHOWN;
    }

    private static String reason(Dimension dimension, Measure measure) {
        return dimension.reason() + "; " + measure.reason() + ".";
    }
}
