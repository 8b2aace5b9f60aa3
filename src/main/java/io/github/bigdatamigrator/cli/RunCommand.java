package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.batch.Job;
import io.github.bigdatamigrator.batch.JobPlan;
import io.github.bigdatamigrator.batch.JobResult;
import io.github.bigdatamigrator.batch.JobRunner;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.server.RestMessages;
import io.github.bigdatamigrator.settings.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Implements {@code bdm run}. */
@Command(
        name = "run",
        description = {
            "Run a job file: profile its files, ask its questions, write everything to a folder. A second run"
                    + " continues where the first stopped.",
            ""
        },
        footerHeading = "%nA job file (paths are relative to it; only files is required):%n",
        footer = {
            "  title: Sales of the week",
            "  files: [sales.csv, 'hdfs:///shop/products/*.parquet']",
            "  questions:",
            "    - What are the top selling products?",
            "  guidance: true            # suggested questions",
            "  schema: postgresql        # or spark, or [postgresql, spark]",
            "  output: results           # a path or a URI",
            "  ask_model: false          # may a model decide doubtful relationships?",
            "  keep_going: false         # skip files that cannot be read?",
            "  text: {delimiter: ';', decimal: comma}   # dialect of delimited text",
            "",
            "Exit code 5: some steps failed; run the job again to retry them."
        })
final class RunCommand extends BdmCommand {
    @Parameters(paramLabel = "JOB.yaml", description = "The job file, a path or a URI.")
    private String file = "";

    @Option(names = "--dry-run", description = "Check the job and its files, and print what would be done.")
    private boolean dryRun;

    @Option(names = "--again", description = "Repeat all steps, including those that an earlier run completed.")
    private boolean again;

    @Option(names = "--out", paramLabel = "DIR", description = "Result folder, instead of the one in the job file.")
    private @Nullable String out;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = console().settings();
        try (LLMConversationSystem system = LLMConversationSystem.open(settings);
                Progress progress = console().progress(json)) {
            Job job = read(system);
            if (dryRun) {
                print(JobPlan.text(system, job));
                print("Spark    " + settings.shown(Setting.SPARK_MASTER) + "\nModel    "
                        + settings.shown(Setting.LOCAL_LLM_MODEL) + " at "
                        + settings.shown(Setting.LOCAL_LLM_URL));
                return ExitCodes.DONE;
            }
            JobRunner.EarlierResults earlier =
                    again ? JobRunner.EarlierResults.DISCARD : JobRunner.EarlierResults.REUSE;
            JobResult result = new JobRunner(system, RestMessages::result, progress, line -> step(progress, line))
                    .run(job, earlier);
            progress.close();
            printResult(job, result);
            return result.failures().isEmpty() ? ExitCodes.DONE : ExitCodes.PARTLY;
        }
    }

    private Job read(LLMConversationSystem system) {
        String location = CommandContext.located(file);
        int slash = location.lastIndexOf('/');
        String text =
                system.resultFolder(location.substring(0, Math.max(1, slash))).read(location.substring(slash + 1));
        if (text == null) {
            throw new MigratorException(ErrorCode.FILE_NOT_FOUND, "No such job file: " + file + ". Check the path.");
        }
        Job job = Job.parse(location, text);
        return out == null ? job : job.into(CommandContext.located(out));
    }

    private void printResult(Job job, JobResult result) {
        if (json) {
            print(RestMessages.result(result));
            return;
        }
        int failed = result.failures().size();
        int questions = job.questions().size();
        if (questions > 0) {
            print("Questions: " + questions + ", of them asked now " + result.asked() + ", answered earlier "
                    + result.kept());
        }
        result.failures().forEach(failure -> print("Failed: " + failure));
        print("Results: " + result.location());
        if (failed > 0) {
            console()
                    .error(failed + " of the job's steps failed. Fix the causes above and run it again;"
                            + " completed steps are not repeated.");
        }
    }

    /** Prints a step as a line above the progress bar. */
    private void step(Progress progress, String line) {
        progress.close();
        note(line);
    }
}
