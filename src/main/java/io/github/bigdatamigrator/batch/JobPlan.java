package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.checks.CheckFormat;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Describes what a job would do, without reading any data. */
public final class JobPlan {
    private JobPlan() {}

    /**
     * Lists the job's files and the steps that earlier runs completed, in several lines; needs no Spark in local mode.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException FILE_NOT_FOUND like the job itself, STORE_FAILED when
     *     the result folder cannot be reached
     */
    public static String text(LLMConversationSystem system, Job job) {
        JobData data = JobData.of(system, job);
        JobState state = JobState.read(system.resultFolder(job.output()), data.fingerprint(job));
        StringBuilder text = new StringBuilder("Job      " + job.title() + "  (" + job.source() + ")\n");
        data.files().forEach((name, files) -> line(text, "File", name + "  " + size(files)));
        data.missing().forEach(missing -> line(text, "Left out", missing));
        if (!job.dialect().equals(DialectOptions.NONE)) {
            line(text, "Text", "read with the dialect of the job, not sniffed");
        }
        line(text, "Profile", state.conversation.isEmpty() ? "to be made" : "done in an earlier run");
        for (int i = 0; i < job.questions().size(); i++) {
            boolean answered = state.answered(job.questions(), i) != null;
            line(
                    text,
                    "Question",
                    (i + 1) + ". " + job.questions().get(i) + (answered ? "  (answered in an earlier run)" : ""));
        }
        if (job.guidance()) {
            line(text, "Guidance", state.guidance == null ? "to be made" : "done in an earlier run");
        }
        for (SchemaTarget target : job.schemas()) {
            line(
                    text,
                    "Schema",
                    Json.word(target) + (state.plans.get(target) == null ? "" : "  (done in an earlier run)"));
        }
        for (CheckFormat format : job.checks()) {
            line(
                    text,
                    "Checks",
                    Json.word(format) + (state.checks.contains(format) ? "  (done in an earlier run)" : ""));
        }
        if (!job.migrate().isEmpty()) {
            line(
                    text,
                    "Migrate",
                    "to " + job.migrate() + (state.migrated(job.migrate()) ? "  (done in an earlier run)" : ""));
        }
        if (job.askModel()) {
            line(text, "Model", "decides doubtful relationships");
        }
        line(text, "Results", job.output());
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String what, String value) {
        text.append(String.format(Locale.ROOT, "%-8s %s%n", what, value));
    }

    private static String size(List<DataFile> files) {
        long bytes = files.stream().mapToLong(DataFile::bytes).sum();
        String formats = files.stream()
                .map(file -> file.path().replaceAll(".*[./]", ""))
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
        return "(" + NumberFormat.count(files.size(), "file") + ", " + NumberFormat.bytes(bytes) + ", " + formats + ")";
    }
}
