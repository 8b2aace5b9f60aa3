package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.migration.DataMigration;
import io.github.bigdatamigrator.migration.MigrationPreview;
import io.github.bigdatamigrator.migration.MigrationRequest;
import io.github.bigdatamigrator.report.MigrationWording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Implements {@code bdm migrate}. */
@Command(
        name = "migrate",
        description = {
            "Load data into PostgreSQL or Spark tables, resume an interrupted load, and prove that nothing was lost.",
            ""
        },
        footerHeading = "%nExample:%n",
        footer = "  bdm migrate sales.csv products.parquet --to 'jdbc:postgresql://localhost/shop#sales'")
final class MigrateCommand extends BdmCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataArguments data = new DataArguments();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "TARGET",
            description = {
                "jdbc:postgresql://host/database#schema, db:NAME#schema for a named connection that is writable, a"
                        + " folder for tables of Parquet, delta:FOLDER, or a schema of Spark's catalogs,"
                        + " table:CATALOG.SCHEMA."
            })
    private String to = "";

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Load by this plan (of optimize-schema --out plan.yaml, edited) instead of a new one.")
    private @Nullable Path plan;

    @Option(names = "--dry-run", description = "Show what would be created and loaded, and end.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Do not ask before creating tables.")
    private boolean yes;

    @Option(names = "--resume", description = "Go on with the migration that has begun in the target.")
    private boolean resume;

    @Option(
            names = "--replace",
            split = ",",
            paramLabel = "TABLE",
            description = "Drop these tables of the target and load them again. Nothing else is overwritten.")
    private List<String> replace = new ArrayList<>();

    @Option(
            names = "--json",
            description =
                    "Print the preview (with --dry-run) or the report alone as JSON; asks nothing, so that loading"
                            + " needs --yes.")
    private boolean json;

    @Override
    public Integer call() {
        if (json && !yes && !dryRun) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--json asks nothing; add --yes to load, or --dry-run to see what would be done");
        }
        data.check(console());
        return data.with(console(), false, this::migrate);
    }

    private int migrate(ConversationHandle conversation) {
        try (Progress progress = console().progress(json)) {
            MigrationRequest request = new MigrationRequest(to, replace, progress);
            Optional<DataMigration> begun = resume ? conversation.begunMigration(request) : Optional.empty();
            if (resume && begun.isEmpty()) {
                note("No migration has begun in " + to + "; this one begins.");
            }
            DataMigration migration = begun.orElseGet(() -> begin(conversation, request));
            MigrationPreview preview = migration.preview();
            if (!json || dryRun) {
                print(json ? Json.pretty(preview.json()) : MigrationWording.preview(preview));
            }
            if (dryRun) {
                return ExitCodes.DONE;
            }
            if (!yes && !agreed()) {
                note("Nothing was changed.");
                return ExitCodes.DONE;
            }
            var report = migration.run();
            progress.close();
            print(json ? Json.pretty(report.json()) : MigrationWording.report(report));
            return report.isProven() ? ExitCodes.DONE : ExitCodes.PARTLY;
        }
    }

    private DataMigration begin(ConversationHandle conversation, MigrationRequest request) {
        request.progress().progress("proving types, keys and references", 0, 1);
        if (plan == null) {
            return conversation.migration(conversation.optimizeWithFallback(DataMigration.kind(to)), request);
        }
        try {
            return conversation.migration(
                    conversation.readMigrationPlan(plan.toString(), Files.readString(plan)), request);
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read the plan " + plan + " (" + e + "). It must be UTF-8 text.",
                    e);
        }
    }

    private boolean agreed() {
        if (!CommandContext.interactive()) {
            throw MigratorException.badInput(
                    "Nobody can be asked whether to go on. Add --yes to load, or --dry-run to see the plan alone.");
        }
        return console().confirms("Create and load these tables?");
    }
}
