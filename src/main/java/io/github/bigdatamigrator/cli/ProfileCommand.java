package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.checks.CheckFormat;
import io.github.bigdatamigrator.checks.DataChecks;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.DefaultTitle;
import io.github.bigdatamigrator.server.RestMessages;
import io.github.bigdatamigrator.text.NumberFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Implements {@code bdm profile}. */
@Command(
        name = "profile",
        description = {"Describe data files: rows, types, nulls, distinct values, keys, relationships, problems.", ""},
        footerHeading = "%nExamples:%n",
        footer = {
            "  bdm profile sales.csv customers.xlsx",
            "  bdm profile 'data/2024-*.csv' --out results      writes profile.json, report.html, diagrams",
            "  bdm profile export.txt --delimiter '||' --encoding windows-1252 --null-value -999",
            "  bdm profile book.xlsx#Sheet2 --json | jq '.tables[0].rows'",
            "  bdm profile sales.csv customers.xlsx --checks dbt,odcs,sql --out results"
        })
final class ProfileCommand extends BdmCommand {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Data files, folders or patterns.")
    private List<String> files = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write profile.json, report.html and relationships.{mmd,dot,dbml} to this folder.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print profile.json alone on standard output.")
    private boolean json;

    @Option(
            names = "--checks",
            split = ",",
            paramLabel = "FORMAT",
            description = {
                "Write a few data tests that the profile justifies, verified on the full data: dbt, odcs (Open Data"
                        + " Contract Standard 3.1), sql. They go to the folder of --out; without it one format is"
                        + " printed alone."
            })
    private List<CheckFormat> checks = List.of();

    @Option(
            names = "--ask-model",
            description = "Let the model decide doubtful relationships; its answers are verified on the data.")
    private boolean askModel;

    @Option(names = "--keep-going", description = "Skip and report files that cannot be read.")
    private boolean keepGoing;

    @Option(names = "--refresh", description = "Profile the files again, ignoring the cache.")
    private boolean refresh;

    @Override
    public Integer call() {
        if (out == null && (checks.size() > 1 || (json && !checks.isEmpty()))) {
            throw new ParameterException(
                    spec.commandLine(), "--checks prints one format alone; add --out DIR to write several");
        }
        ProfileRequest request = request();
        Path folder = out == null ? null : OutputFiles.folder(out);
        try (LLMConversationSystem system = console().open();
                Progress progress = console().progress(json)) {
            DataContext found = system.profile(request.reporting(progress));
            DataContext context = askModel ? system.reviewRelationships(found) : found;
            progress.close();
            // The partial profile must still be written, which an interrupted thread cannot do.
            Thread.interrupted();
            context.problems().forEach(problem -> note(problem.subject() + ": " + problem.message()));
            DataChecks tests = checks.isEmpty() ? null : system.checks(context);
            print(
                    tests != null && folder == null
                            ? tests.text(checks.get(0), DefaultTitle.of(files)).stripTrailing()
                            : json
                                    ? RestMessages.json(context)
                                    : ResultRenderer.terminal().context(context));
            if (folder != null) {
                ResultRenderer.writeReport(folder, DefaultTitle.of(files), context, List.of());
                note("Written: " + folder.resolve("profile.json") + ", " + folder.resolve("report.html") + ", "
                        + folder.resolve("relationships.mmd") + ", .dot, .dbml");
                checks.forEach(format -> write(Objects.requireNonNull(tests), format, folder));
            }
            return context.run().partial() ? ExitCodes.INTERRUPTED : ExitCodes.DONE;
        }
    }

    private void write(DataChecks tests, CheckFormat format, Path folder) {
        Map<String, String> written = tests.files(format, DefaultTitle.of(files));
        written.forEach((name, text) -> OutputFiles.write(folder.resolve(name), text));
        note("Written: " + NumberFormat.count(tests.size(), "check") + " in "
                + written.keySet().stream()
                        .map(name -> folder.resolve(name).toString())
                        .collect(Collectors.joining(", ")));
    }

    private ProfileRequest request() {
        ProfileRequest request =
                ProfileRequest.of(files).withDialect(console().dialect()).keepingPartial();
        request = keepGoing ? request.skippingUnreadable() : request;
        return refresh ? request.refreshing() : request;
    }
}
