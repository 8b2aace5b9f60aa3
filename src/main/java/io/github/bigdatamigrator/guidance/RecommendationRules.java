package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What to change in the data or its schema and why, one line each, the most harmful first. */
final class RecommendationRules {
    private static final int MOST = 15;
    /** Above this a text file is worth a columnar copy. */
    private static final long LARGE_TEXT_BYTES = 256L << 20;

    /** In fewer rows a single value says nothing. */
    private static final int FEWEST_ROWS = 10;

    private static final Set<String> TEXT_FORMATS = Set.of("csv", "tsv", "json", "jsonl");

    private RecommendationRules() {}

    static List<String> of(DataContext context, SchemaGraph landscape) {
        List<String> lines = new ArrayList<>();
        landscape.subjects().forEach(subject -> subject.parents().forEach(link -> orphans(link, lines)));
        landscape.subjects().forEach(subject -> keys(subject, lines));
        context.problems().forEach(problem -> lines.add(line(problem)));
        for (TableProfile table : context.tables()) {
            table.problems().forEach(problem -> lines.add(line(problem)));
            if (table.rows() == 0) {
                lines.add(table.name() + " has no rows; leave it out or find out why.");
            }
            if (TEXT_FORMATS.contains(table.format()) && table.origin().bytes() > LARGE_TEXT_BYTES) {
                lines.add(table.name() + " is "
                        + NumberFormat.bytes(table.origin().bytes())
                        + " of text; as Parquet it is smaller and much faster to ask.");
            }
        }
        landscape.subjects().forEach(subject -> columns(subject, lines));
        return lines.size() > MOST ? List.copyOf(lines.subList(0, MOST)) : lines;
    }

    private static void orphans(ForeignKeyEdge link, List<String> lines) {
        long orphans = link.relationship().orphanRows();
        if (orphans > 0) {
            lines.add(NumberFormat.of(orphans) + " rows of "
                    + link.child().table().name() + " refer by "
                    + String.join(", ", link.relationship().fromColumns()) + " to nothing in "
                    + link.parent().table().name()
                    + "; add the missing rows or empty the references, or joins will lose them.");
        }
    }

    private static void keys(TableNode subject, List<String> lines) {
        if (subject.table().primaryKey() != null || subject.rows() < 2) {
            return;
        }
        List<ColumnProfile> nearly = subject.table().columns().stream()
                .filter(column -> QualityRules.nearlyKey(subject, column))
                .toList();
        if (nearly.isEmpty()) {
            lines.add(subject.table().name() + " has no key in its " + NumberFormat.of(subject.rows())
                    + " rows; give it one, so that rows can be referred to and doubles be seen.");
        } else {
            ColumnProfile column = nearly.get(0);
            long filled = subject.rows() - column.nulls();
            lines.add(subject.table().name() + "." + column.name() + " would be the key but for "
                    + (column.distinct().exact() ? "" : "about ")
                    + NumberFormat.of(Math.max(1, filled - column.distinct().value()))
                    + " repeated rows; remove them.");
        }
    }

    private static void columns(TableNode subject, List<String> lines) {
        for (ColumnProfile column : subject.table().columns()) {
            String name = subject.table().name() + "." + column.name();
            if (subject.role(column) == ColumnRole.EMPTY) {
                lines.add(name + " is empty in all " + NumberFormat.of(subject.rows()) + " rows; drop it.");
            } else if (subject.role(column) == ColumnRole.CONSTANT
                    && column.nulls() == 0
                    && subject.rows() >= FEWEST_ROWS) {
                lines.add(name + " is '" + column.min() + "' in all " + NumberFormat.of(subject.rows())
                        + " rows; it can be dropped.");
            }
            if (!column.nullMarkers().isEmpty()) {
                lines.add(name + " writes missing values as '" + String.join("', '", column.nullMarkers())
                        + "'; leave the cells empty (" + NumberFormat.of(column.nulls()) + " rows).");
            }
            if (column.pattern() != null && column.type().temporal()) {
                lines.add(name + " writes dates as " + column.pattern() + "; the ISO form cannot be misread.");
            }
        }
    }

    private static String line(Problem problem) {
        return problem.subject() + ": " + problem.message()
                + (problem.count() > 1 ? " (" + NumberFormat.of(problem.count()) + " times)" : "")
                + (problem.message().endsWith(".") ? "" : ".");
    }
}
