package io.github.bigdatamigrator.batch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.checks.CheckFormat;
import io.github.bigdatamigrator.checks.DataChecks;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.ResultFolder;
import io.github.bigdatamigrator.conversation.AnswerJson;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.migration.MigrationReport;
import io.github.bigdatamigrator.report.MarkdownReport;
import io.github.bigdatamigrator.report.MigrationWording;
import io.github.bigdatamigrator.report.RelationshipExports;
import io.github.bigdatamigrator.report.ReportContent;
import io.github.bigdatamigrator.report.html.HtmlReport;
import io.github.bigdatamigrator.schema.SchemaPlan;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the result files of a job, each when its step is done; {@code json} formats as the REST API does. */
record JobOutput(ResultFolder folder, Function<Record, String> json, Job job, DataContext context) {
    private static final MarkdownReport MARKDOWN = new MarkdownReport();

    void profile() {
        folder.write("profile.json", ContextJson.text(context));
        RelationshipExports.files(context).forEach(folder::write);
    }

    /** Writes {@code answers.json} (REST messages with their questions) and {@code answers.md}. */
    void answers(List<Turn> turns) {
        ArrayNode list = Json.array();
        StringBuilder text = new StringBuilder("# Answers\n");
        for (Turn turn : turns) {
            ObjectNode node = Json.object();
            node.put("question", turn.question());
            node.put("asked_at", turn.askedAt());
            node.setAll(AnswerJson.write(turn.answer()));
            list.add(node);
            text.append('\n').append(MARKDOWN.turn(turn));
        }
        folder.write("answers.json", Json.pretty(list));
        folder.write("answers.md", text.toString());
    }

    void guidance(Guidance guidance) {
        folder.write("guidance.json", json.apply(guidance));
        folder.write("guidance.md", MARKDOWN.guidance(guidance));
    }

    void plan(SchemaPlan plan) {
        String name = "schema-" + Json.word(plan.target());
        folder.write(name + ".json", json.apply(plan));
        folder.write(name + ".md", MARKDOWN.plan(plan));
        folder.write(name + ".sql", plan.ddl());
    }

    void checks(DataChecks checks, CheckFormat format) {
        checks.files(format, job.title()).forEach(folder::write);
    }

    void migration(MigrationReport report) {
        folder.write("migration.json", Json.pretty(report.json()));
        folder.write("migration.txt", MigrationWording.report(report) + "\n");
    }

    void report(List<Turn> turns, @Nullable Guidance guidance, @Nullable SchemaPlan plan) {
        ReportContent content = new ReportContent(job.title(), context, turns, guidance, plan);
        folder.write("report.html", new HtmlReport().html(content));
    }

    void conversation(String json) {
        folder.write("conversation.json", json);
    }
}
