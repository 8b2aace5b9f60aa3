package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;
import static io.github.bigdatamigrator.sql.SqlIdentifiers.quoteIfNeeded;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Figures that mean something beside each other: one's own and the superior's, what is there and what should be. */
final class ComparisonRules {
    private static final int SHOWN = 10;
    private static final Set<String> EARNED = Words.set("salary wage income gehalt pay compensation");
    private static final Set<String> SUPERIORS = Words.set("manager boss supervisor mgr lead reports vorgesetzter");
    private static final Set<String> LIMITS = Words.set("reorder minimum min safety");
    private static final Set<String> STOCK = Words.set("stock inventory hand bestand available avail");

    private ComparisonRules() {}

    /** “Which employees earn the most beside their manager?” and “How many products are below their reorder level?” */
    static List<GuidedQuestion> of(TableNode subject) {
        List<GuidedQuestion> questions = new ArrayList<>();
        subject.parents().stream()
                .filter(ForeignKeyEdge::toItself)
                .forEach(link -> withSuperior(subject, link).ifPresent(questions::add));
        stock(subject).ifPresent(questions::add);
        return questions;
    }

    private static Optional<GuidedQuestion> withSuperior(TableNode subject, ForeignKeyEdge link) {
        Optional<ColumnProfile> earned = subject.columns(ColumnRole.AMOUNT, ColumnRole.LEVEL).stream()
                .filter(column -> Words.of(column.name()).any(EARNED))
                .findFirst();
        Optional<LabelColumns> label = LabelColumns.of(subject);
        if (earned.isEmpty()
                || label.isEmpty()
                || link.childColumns().size() != 1
                || !Words.of(link.childColumns().get(0).name()).any(SUPERIORS)) {
            return Optional.empty();
        }
        String table = subject.sqlName();
        String key = quoteIfNeeded(link.parentColumns().get(0).sqlName());
        String value = quoteIfNeeded(earned.get().sqlName());
        String words = Words.of(earned.get().name()).text();
        return Optional.of(new GuidedQuestion(
                "Which " + subject.many() + " come closest to the " + words + " of their manager, or exceed it?",
                "SELECT " + label.get().select(JoinPath.none(subject)) + ", " + value + ", above.worth AS "
                        + columnAlias(words + " of manager") + ", " + value
                        + " - above.worth AS difference\nFROM " + table + "\nJOIN (SELECT " + key
                        + " AS superior, " + value + " AS worth FROM " + table + ") AS above ON " + table + "."
                        + quoteIfNeeded(link.childColumns().get(0).sqlName())
                        + " = above.superior\nORDER BY difference DESC, " + key
                        + "\nLIMIT " + SHOWN,
                subject.table().name() + "." + earned.get().name() + " runs from "
                        + NumberFormat.ofText(String.valueOf(earned.get().min()))
                        + " to "
                        + NumberFormat.ofText(String.valueOf(earned.get().max())) + ", and "
                        + NumberFormat.of(
                                subject.rows() - link.childColumns().get(0).nulls()) + " of "
                        + NumberFormat.of(subject.rows()) + " " + subject.many() + " have a manager."));
    }

    private static Optional<GuidedQuestion> stock(TableNode subject) {
        List<ColumnProfile> numbers = subject.columns(ColumnRole.AMOUNT, ColumnRole.LEVEL);
        Optional<ColumnProfile> limit = numbers.stream()
                .filter(column -> Words.of(column.name()).any(LIMITS))
                .findFirst();
        Optional<ColumnProfile> held = numbers.stream()
                .filter(column -> Words.of(column.name()).any(STOCK)
                        && !Words.of(column.name()).any(LIMITS))
                .findFirst();
        if (limit.isEmpty() || held.isEmpty()) {
            return Optional.empty();
        }
        String below = quoteIfNeeded(held.get().sqlName()) + " < "
                + quoteIfNeeded(limit.get().sqlName());
        return Optional.of(new GuidedQuestion(
                "How many " + subject.many() + " have "
                        + Words.of(held.get().name()).text() + " below their "
                        + Words.of(limit.get().name()).text() + "?",
                "SELECT count(*) AS " + columnAlias("number of " + subject.many()) + ", sum(CASE WHEN " + below
                        + " THEN 1 ELSE 0 END) AS below\nFROM "
                        + subject.sqlName(),
                subject.table().name() + "." + held.get().name() + " goes down to "
                        + NumberFormat.ofText(String.valueOf(held.get().min())) + ", "
                        + limit.get().name() + " up to "
                        + NumberFormat.ofText(String.valueOf(limit.get().max())) + "."));
    }
}
