package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;

/** What to look at and why, one line each. */
final class ExplorationRules {
    private static final int MOST = 12;
    private static final double DOMINANT = 0.8;
    private static final double SKEWED = 2;
    /** With fewer rows each there is not much to be uneven. */
    private static final double UNEVEN = 1.5;

    private ExplorationRules() {}

    static List<String> of(SchemaGraph landscape) {
        List<List<String>> kinds = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (TableNode subject : landscape.subjects()) {
            for (ColumnProfile column : subject.table().columns()) {
                String name = subject.table().name() + "." + column.name();
                long filled = subject.rows() - column.nulls();
                if (subject.role(column) == ColumnRole.CATEGORY
                        && !column.topValues().isEmpty()) {
                    ColumnProfile.TopValue top = column.topValues().get(0);
                    if (top.count() >= DOMINANT * filled) {
                        kinds.get(0)
                                .add(name + ": '" + top.value() + "' makes up "
                                        + NumberFormat.percent(top.count(), filled)
                                        + " of the rows; look at the rest by itself.");
                    }
                }
                skew(subject, column, name).ifPresent(kinds.get(1)::add);
                if (column.nulls() * 5 > subject.rows() && column.nulls() < subject.rows()) {
                    kinds.get(2)
                            .add(name + " is empty in " + NumberFormat.percent(column.nulls(), subject.rows()) + " of "
                                    + NumberFormat.of(subject.rows())
                                    + " rows; see whether that follows another column.");
                }
            }
            for (ForeignKeyEdge link : subject.parents()) {
                if (link.childColumns().size() == 1 && !link.toItself() && link.rowsEach() >= UNEVEN) {
                    kinds.get(3).add(fanOut(link));
                }
            }
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; lines.size() < MOST && i < MOST; i++) {
            for (List<String> kind : kinds) {
                if (i < kind.size() && lines.size() < MOST) {
                    lines.add(kind.get(i));
                }
            }
        }
        return lines;
    }

    private static java.util.Optional<String> skew(TableNode subject, ColumnProfile column, String name) {
        ColumnProfile.Quantiles quantiles = column.quantiles();
        Double mean = column.mean();
        return quantiles != null
                        && mean != null
                        && subject.role(column).measure()
                        && quantiles.p50() > 0
                        && mean > SKEWED * quantiles.p50()
                ? java.util.Optional.of(name + " leans to the right: it averages " + NumberFormat.of(mean)
                        + " against a median of " + NumberFormat.of(quantiles.p50()) + "; a few rows carry the sum.")
                : java.util.Optional.empty();
    }

    private static String fanOut(ForeignKeyEdge link) {
        long used = Math.max(1, link.childColumns().get(0).distinct().value());
        TableNode parent = link.parent();
        return link.child().table().name() + "." + link.childColumns().get(0).name() + " refers to "
                + NumberFormat.of(used)
                + " of "
                + NumberFormat.of(parent.rows()) + " " + parent.many() + ", "
                + NumberFormat.of(Math.round(link.rowsEach() * 10) / 10.0)
                + " rows each on average; see how evenly.";
    }
}
