package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.knowledge.describe.DataDescription;
import io.github.bigdatamigrator.knowledge.describe.DataDescription.Report;
import io.github.bigdatamigrator.server.RestMessages;
import io.github.bigdatamigrator.text.NumberFormat;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code bdm describe}. */
@Command(
        name = "describe",
        description = {
            "Describe what data files mean: draft, import, approve or export descriptions, units, synonyms, measures,"
                    + " filters and relationships. They are kept in KNOWLEDGE_DIR, as YAML to edit.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  bdm describe sales.csv customers.xlsx                    draft what is not described yet",
            "  bdm describe sales.csv --approve                         give the drafts effect",
            "  bdm describe sales.csv --import dictionary.xlsx          take over a data dictionary",
            "  bdm describe data/ --export ossie --out model.yaml       write an Apache Ossie semantic model"
        })
final class DescribeCommand extends BdmCommand {
    private enum Format {
        OSSIE
    }

    @Mixin
    private DataArguments data = new DataArguments();

    @Option(
            names = "--import",
            paramLabel = "FILE",
            description =
                    "Import a data dictionary (csv, xlsx, md), DDL with comments (sql), a schema.yml of dbt, or an"
                            + " Apache Ossie model (yaml, json).")
    private @Nullable Path source;

    @Option(names = "--approve", description = "Approve all drafts about these data.")
    private boolean approve;

    @Option(names = "--export", paramLabel = "FORMAT", description = "Write the data with their meanings: ossie.")
    private @Nullable Format export;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the export, or else what is known, to FILE instead of standard output.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print what is known as the REST API sends it; an export stays YAML.")
    private boolean json;

    @Override
    public Integer call() {
        data.check(console());
        return data.with(console(), true, conversation -> {
            DataDescription meanings = conversation.meanings();
            boolean draft = source == null && !approve && export == null;
            Report report = draft ? meanings.draft() : source == null ? null : meanings.importFrom(source);
            if (approve) {
                note(NumberFormat.count(conversation.meanings().approve(), "draft") + " approved");
                report = report == null ? conversation.meanings().report() : report;
            }
            if (report != null) {
                tell(report);
            }
            String text = export != null
                    ? conversation.meanings().ossie("data")
                    : report == null ? "" : json ? RestMessages.json(report) : report.yaml();
            if (out == null) {
                print(text.stripTrailing());
            } else {
                OutputFiles.write(out, text);
                note("Written: " + out);
            }
            return ExitCodes.DONE;
        });
    }

    private void tell(Report report) {
        report.problems().forEach(problem -> note(problem.subject() + ": " + problem.message()));
        if (!report.otherTables().isEmpty()) {
            note("About other data: " + String.join(", ", report.otherTables()));
        }
        if (report.drafts() > 0 && !approve) {
            note(NumberFormat.count(report.drafts(), "draft") + " without effect; approve with --approve, or change"
                    + " “status: draft” in the files");
        }
    }
}
