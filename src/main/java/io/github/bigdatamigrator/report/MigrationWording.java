package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.migration.MigrationPreview;
import io.github.bigdatamigrator.migration.MigrationPreview.PlannedLoad;
import io.github.bigdatamigrator.migration.MigrationReport;
import io.github.bigdatamigrator.migration.MigrationReport.LoadedTable;
import io.github.bigdatamigrator.migration.MigrationReport.Phase;
import io.github.bigdatamigrator.migration.TableProof;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words what a migration will do and has done, as plain text. */
public final class MigrationWording {
    private static final int MOST_STEPS = 20;

    private MigrationWording() {}

    /** What will be created and loaded. */
    public static String preview(MigrationPreview preview) {
        List<String> lines = new ArrayList<>();
        lines.add("To " + preview.target() + ": "
                + NumberFormat.count(preview.tables().size(), "table") + ", "
                + NumberFormat.count(preview.rows(), "row") + ", " + NumberFormat.bytes(preview.bytes()));
        for (PlannedLoad table : preview.tables()) {
            lines.add("  " + table.name() + ": " + NumberFormat.count(table.rows(), "row") + ", "
                    + NumberFormat.count(table.columns(), "column") + ", " + NumberFormat.bytes(table.bytes()) + " of "
                    + table.source() + (table.state().isEmpty() ? "" : " [" + table.state() + "]"));
        }
        if (!preview.steps().isEmpty()) {
            lines.add("Then " + NumberFormat.count(preview.steps().size(), "statement")
                    + " for keys, indexes and constraints:");
            preview.steps().stream().limit(MOST_STEPS).forEach(step -> lines.add("  " + step));
            if (preview.steps().size() > MOST_STEPS) {
                lines.add("  and " + NumberFormat.of(preview.steps().size() - MOST_STEPS) + " more");
            }
        }
        preview.notes().forEach(note -> lines.add("Note: " + note));
        return String.join("\n", lines);
    }

    /** What was loaded, and the proof. */
    public static String report(MigrationReport report) {
        List<String> lines = new ArrayList<>();
        for (LoadedTable table : report.tables()) {
            lines.add("  " + table.name() + ": " + NumberFormat.count(table.rows(), "row")
                    + (table.rejected() == 0
                            ? ""
                            : ", " + NumberFormat.of(table.rejected()) + " rejected (bdm_migration_reject)")
                    + "; " + proof(table));
            TableProof proof = table.proof();
            if (proof != null) {
                proof.rules().forEach(rule -> lines.add("    by the rule: " + rule));
                proof.examples().forEach(example -> lines.add("    " + example));
            }
        }
        report.unmet().forEach(step -> lines.add("Not met by the rows: " + step));
        report.notes().forEach(note -> lines.add("Note: " + note));
        lines.add(
                0,
                (report.isProven() ? "Loaded and proven" : "LOADED, BUT NOT EQUAL") + ": "
                        + NumberFormat.count(report.rows(), "row") + " in "
                        + NumberFormat.count(report.tables().size(), "table") + " of " + report.target() + ", "
                        + Math.round(report.seconds()) + " s" + phases(report.phases()));
        return String.join("\n", lines);
    }

    private static String phases(List<Phase> phases) {
        return phases.stream()
                .map(phase -> switch (phase.kind()) {
                            case LOADING -> "loading ";
                            case CONSTRAINTS -> "keys and constraints ";
                            case PROOF -> "proof ";
                        }
                        + String.format(Locale.ROOT, "%.1f", phase.seconds()))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String proof(LoadedTable table) {
        TableProof proof = table.proof();
        if (table.sourceRows() != table.rows() + table.rejected()) {
            return "THE SOURCE HAS " + NumberFormat.count(table.sourceRows(), "row");
        }
        if (proof == null) {
            return "as many as in the source";
        }
        return table.isProven()
                ? "each equals its row of the source"
                : "DIFFERENT: " + NumberFormat.count(proof.missing() - table.rejected(), "row") + " missing, "
                        + NumberFormat.of(proof.wrong()) + " extra or changed";
    }
}
