package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;
import static io.github.bigdatamigrator.sql.SqlIdentifiers.quoteIfNeeded;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is missing, dangling or doubled. */
final class QualityRules {
    private static final int SHOWN = 20;
    /** Where not even one in so many is referred to, that is how it is meant. */
    private static final int MOSTLY = 4;

    /** A category that is missing in fewer rows than one in so many was forgotten there. */
    private static final int RARE = 20;

    private static final double NEARLY_UNIQUE = 0.95;
    private static final Set<String> KEY_ENDINGS = Words.set("id key code number no nr uuid guid nummer");

    private static final Set<String> NOT_KEYS = Set.of("postal", "zip", "phone", "fax", "mobile", "area", "dialing");

    private QualityRules() {}

    /** “Which sales refer to a product that does not exist?” */
    static List<GuidedQuestion> orphans(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        for (ForeignKeyEdge link : subject.parents()) {
            long orphans = link.relationship().orphanRows();
            if (orphans == 0 || link.toItself()) {
                continue;
            }
            JoinPath route = new JoinPath(subject, List.of(link));
            String columns = route.columns(subject, link.childColumns());
            String join = antiJoin(route);
            String alias = columnAlias("number of " + subject.many());
            List<String> examples = link.relationship().orphanExamples();
            questions.add(new GuidedQuestion(
                    "Which " + subject.many() + " refer to "
                            + Words.article(link.parent().one()) + " that does not exist?",
                    "SELECT " + columns + ", count(*) AS " + alias + "\nFROM " + join + "\nWHERE "
                            + link.childColumns().stream()
                                    .map(column -> route.column(subject, column) + " IS NOT NULL")
                                    .collect(Collectors.joining(" AND "))
                            + "\nGROUP BY " + columns + "\nORDER BY " + alias + " DESC, " + columns + "\nLIMIT "
                            + SHOWN,
                    NumberFormat.of(orphans) + " of " + NumberFormat.of(subject.rows()) + " rows ("
                            + NumberFormat.percent(orphans, subject.rows()) + ")"
                            + (examples.isEmpty() ? "" : ", for instance '" + examples.get(0) + "'")
                            + ", have no match in " + link.parent().table().name() + "."));
        }
        return questions;
    }

    /** The route's only step as an anti join: the rows that find nobody at its end. */
    private static String antiJoin(JoinPath route) {
        return route.sql().replaceFirst("\nJOIN ", "\nLEFT ANTI JOIN ");
    }

    /** “Which products have never been sold?” and “Which customers have no orders?” */
    static List<GuidedQuestion> childless(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        for (ForeignKeyEdge link : subject.children()) {
            TableNode child = link.child();
            long used = link.childColumns().get(0).distinct().value();
            boolean certain = link.childColumns().size() == 1
                    && link.childColumns().get(0).distinct().exact()
                    && link.relationship().orphanRows() == 0;
            Optional<LabelColumns> label = LabelColumns.of(subject);
            // that most employees are nobody's manager, or have never changed their job, is no surprise
            boolean usual = used * (link.as().isEmpty() ? MOSTLY : 2) < subject.rows();
            if (link.toItself() || !certain || usual || used >= subject.rows() || label.isEmpty()) {
                continue;
            }
            long unused = subject.rows() - used;
            JoinPath reverse = JoinPath.none(subject);
            String childTable = child.sqlName();
            String key = quoteIfNeeded(link.parentColumns().get(0).sqlName());
            String reference = quoteIfNeeded(link.childColumns().get(0).sqlName());
            boolean sold = child.saleLike()
                    && Dimension.parent(new JoinPath(child, List.of(link)))
                            .map(Dimension::sells)
                            .orElse(false);
            questions.add(new GuidedQuestion(
                    "Which " + subject.many() + " have "
                            + (sold ? "never been sold" : "no " + child.counted(link) + link.as()) + "?",
                    "SELECT " + key
                            + (label.get().columns().equals(link.parentColumns())
                                    ? ""
                                    : ", " + label.get().select(reverse))
                            + "\nFROM " + subject.sqlName() + "\nWHERE NOT EXISTS (SELECT 1 FROM "
                            + childTable + " WHERE " + childTable + "." + reference + " = "
                            + subject.sqlName() + "." + key + ")\nORDER BY " + key
                            + "\nLIMIT 100",
                    NumberFormat.of(unused) + " of " + NumberFormat.of(subject.rows()) + " " + subject.many()
                            + " do not occur in " + child.table().name() + "."));
        }
        return questions;
    }

    /** “Which orders have no shipped date?” */
    static List<GuidedQuestion> nulls(TableNode subject) {
        return subject.table().columns().stream()
                .filter(column -> column.nulls() > 0 && column.nulls() * 2 < subject.rows())
                .filter(column -> missed(subject, column))
                .filter(column -> subject.parents().stream()
                        .noneMatch(
                                link -> link.toItself() && link.childColumns().contains(column)))
                .sorted(Comparator.comparing((ColumnProfile column) -> subject.role(column) != ColumnRole.REFERENCE)
                        .thenComparing(
                                Comparator.comparingLong(ColumnProfile::nulls).reversed()))
                .limit(2)
                .map(column -> new GuidedQuestion(
                        "Which " + subject.many() + " have no "
                                + Words.of(column.name()).dropLast(Set.of("id")).text() + "?",
                        "SELECT " + String.join(", ", DistributionRules.shown(subject, column)) + "\nFROM "
                                + subject.sqlName() + "\nWHERE " + quoteIfNeeded(column.sqlName())
                                + " IS NULL\nLIMIT " + SHOWN,
                        NumberFormat.of(column.nulls()) + " of " + NumberFormat.of(subject.rows()) + " rows ("
                                + NumberFormat.percent(column.nulls(), subject.rows()) + ") have no "
                                + subject.table().name() + "." + column.name() + "."))
                .toList();
    }

    /**
     * Whether a missing value says something: a process that has not ended, a reference that is open, a figure, a rare
     * gap.
     */
    private static boolean missed(TableNode subject, ColumnProfile column) {
        return switch (subject.role(column)) {
            case REFERENCE, DATE, AMOUNT, LEVEL -> true;
            case CATEGORY, NAME -> column.nulls() * RARE < subject.rows() && !ColumnRoles.personName(column);
            case EMPTY, CONSTANT, KEY, CODE, AUDIT_DATE, TEXT -> false;
        };
    }

    /** “Which customer ids occur more than once?” for a column that is a key but for a few rows. */
    static List<GuidedQuestion> duplicates(TableNode subject) {
        return subject.table().columns().stream()
                .filter(column -> nearlyKey(subject, column))
                .map(column -> {
                    String name = quoteIfNeeded(column.sqlName());
                    return new GuidedQuestion(
                            "Which " + Words.of(column.name()).plural().text()
                                    + (Words.of(column.name())
                                                    .any(subject.words()
                                                            .singular()
                                                            .list())
                                            ? ""
                                            : " of " + subject.many())
                                    + " occur more than once?",
                            "SELECT " + name + ", count(*) AS occurrences\nFROM "
                                    + subject.sqlName() + "\nWHERE " + name
                                    + " IS NOT NULL\nGROUP BY " + name
                                    + "\nHAVING count(*) > 1\nORDER BY occurrences DESC, " + name + "\nLIMIT " + SHOWN,
                            subject.table().name() + "." + column.name() + " has "
                                    + (column.distinct().exact() ? "" : "about ")
                                    + NumberFormat.of(column.distinct().value())
                                    + " different values in " + NumberFormat.of(subject.rows() - column.nulls())
                                    + " rows.");
                })
                .toList();
    }

    static boolean nearlyKey(TableNode subject, ColumnProfile column) {
        long filled = subject.rows() - column.nulls();
        boolean label = LabelColumns.of(subject).stream()
                .anyMatch(named -> named.columns().equals(List.of(column)));
        return !column.unique().value()
                && subject.role(column) != ColumnRole.REFERENCE
                && !Words.of(column.name()).any(NOT_KEYS)
                && (label || KEY_ENDINGS.contains(Words.of(column.name()).last()))
                && column.distinct().value() >= NEARLY_UNIQUE * filled
                && (column.unique().exact()
                        || !column.distinct().exact()
                        || column.distinct().value() < filled)
                && filled > 1;
    }
}
