package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.migration.MigrationPlan;
import io.github.bigdatamigrator.report.MarkdownReport;
import io.github.bigdatamigrator.schema.Migration;
import io.github.bigdatamigrator.schema.PlanChoice;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.server.RestMessages;
import io.github.bigdatamigrator.text.NumberFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code bdm optimize-schema}. */
@Command(
        name = "optimize-schema",
        description = {"Propose a schema for data files; every proposal is verified on the full data.", ""},
        footerHeading = "%nExample:%n",
        footer = "  bdm optimize-schema sales.csv products.parquet --target postgresql")
final class OptimizeSchemaCommand extends BdmCommand {
    @Mixin
    private DataArguments data = new DataArguments();

    @Option(
            names = "--target",
            paramLabel = "DATABASE",
            defaultValue = "postgresql",
            description = "postgresql or spark. Default: ${DEFAULT-VALUE}")
    private SchemaTarget target = SchemaTarget.POSTGRESQL;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = {
                "Choose the recommendations of these tables, columns (status or sales.status) and kinds, possible ones"
                        + " too. Kinds: type, not null, key, foreign key, enum, check, drop constant, split, normalise,"
                        + " partition, sort, duplicate rows."
            })
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "NAME",
            description = "Leave out the recommendations of these tables, columns and kinds.")
    private List<String> without = new ArrayList<>();

    @Option(names = "--json", description = "Print the plan as the REST API sends it.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "PATH",
            description = {
                "A file that ends with .yaml: write the plan for bdm migrate --plan, to be edited. A folder: write the"
                        + " migration to it: plan.md, plan.json, schema.sql, and for postgresql data/,"
                        + " load.sql, verify.sql and migrate.sh, for spark tables/ (Parquet, read back and compared)"
                        + " and load.sql."
            })
    private @Nullable Path out;

    @Override
    public Integer call() {
        data.check(console());
        if (out != null && !isPlan(out)) {
            OutputFiles.folder(out);
        }
        return data.with(console(), json, conversation -> {
            SchemaPlan plan = new PlanChoice(only, without).apply(conversation.optimizeWithFallback(target));
            print(json ? RestMessages.result(plan) : ResultRenderer.terminal().plan(plan));
            if (out != null && isPlan(out)) {
                OutputFiles.write(out, MigrationPlan.of(plan).yaml());
                note(out + ": edit it, then load it with bdm migrate … --plan " + out);
            } else if (out != null) {
                write(conversation.writeMigration(plan, out), out);
            }
            return ExitCodes.DONE;
        });
    }

    private static boolean isPlan(Path path) {
        return path.toString().matches("(?i).*\\.ya?ml");
    }

    private void write(Migration migration, Path folder) {
        OutputFiles.write(folder.resolve("plan.json"), RestMessages.result(migration.plan()));
        OutputFiles.write(folder.resolve("plan.md"), new MarkdownReport().migration(migration));
        migration.notes().forEach(note -> note("Note: " + note));
        note(folder + ": " + NumberFormat.count(migration.tables().size(), "table") + ", "
                + NumberFormat.count(migration.rows(), "row") + ", "
                + NumberFormat.bytes(migration.bytesAfter()) + " ("
                + NumberFormat.bytes(migration.bytesBefore()) + " in the files). "
                + switch (target) {
                    case POSTGRESQL -> "Load them with " + folder.resolve("migrate.sh") + " -d DATABASE";
                    case SPARK -> "Every value was read back and compared.";
                });
    }
}
