package io.github.bigdatamigrator.notebook;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.ProfileRequest;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerJson;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.guidance.Guidance;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.json.QueryJson;
import io.github.bigdatamigrator.json.RecordJson;
import io.github.bigdatamigrator.report.ReportContent;
import io.github.bigdatamigrator.report.html.HtmlFragments;
import io.github.bigdatamigrator.report.html.HtmlReport;
import io.github.bigdatamigrator.schema.SchemaPlan;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.server.RestMessages;
import io.github.bigdatamigrator.settings.Setting;
import io.github.bigdatamigrator.source.DataSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * Offers the driver API to a notebook in another language, on the session of that notebook, which is left running.
 * Calls that read data return {@link Work}; its result is a {@link Result}, or the id of a conversation. Thread-safe.
 */
public final class Notebook implements AutoCloseable {
    private final LLMConversationSystem system;

    private Notebook(LLMConversationSystem system) {
        this.system = system;
    }

    /**
     * @param settings names as in the environment, which they override
     * @throws MigratorException BAD_INPUT for an unknown name or an invalid value
     */
    public static Notebook open(SparkSession session, Map<String, String> settings) {
        Map<Setting, String> flags = settings.entrySet().stream()
                .collect(Collectors.toMap(entry -> Setting.of(entry.getKey()), Map.Entry::getValue));
        return new Notebook(LLMConversationSystem.open(Settings.fromCommandLine(flags), session));
    }

    /** The version of this program, which its Python package has too; empty if it does not run from its jar. */
    public static String version() {
        String version = Notebook.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }

    /** Writes sample data to a folder of this machine; returns the paths. */
    public List<String> demo(String folder) {
        return system.generateDemoData(Path.of(folder)).stream()
                .map(Path::toString)
                .toList();
    }

    /** Profiles data that belongs to no conversation. */
    public Work profile(List<DataSource> sources, boolean refresh) {
        return Work.start(() -> {}, work -> shown(system.profile(request(sources, refresh, work))));
    }

    /** Profiles data and creates a conversation about it, whose id is the result. */
    public Work createConversation(String title, List<DataSource> sources) {
        return Work.start(() -> {}, work -> system.createConversation(title, request(sources, false, work)));
    }

    /** Profiles the data of a conversation again, with the DataFrames that it needs; its id is the result. */
    public Work reopen(String id, List<DataSource> sources) {
        return Work.start(() -> {}, work -> {
            ConversationHandle handle = system.handle(id);
            handle.profile(
                    request(sources, false, work).withReading(handle.request().reading()));
            return id;
        });
    }

    private static ProfileRequest request(List<DataSource> sources, boolean refresh, Work work) {
        ProfileRequest request = ProfileRequest.ofSources(sources).reporting(work);
        return refresh ? request.refreshing() : request;
    }

    /** The conversations of CONVERSATION_DIR as JSON, the most recently used first. */
    public String conversations() {
        return system.conversations().stream()
                .map(RecordJson::write)
                .map(Json::compact)
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The profile of a conversation's data; BAD_INPUT if it has none. */
    public Result context(String id) {
        return shown(system.handle(id)
                .context()
                .orElseThrow(() -> MigratorException.badInput("Conversation " + id + " has no profile yet.")));
    }

    public ConversationSummary summary(String id) {
        return system.conversation(id).summary();
    }

    public Work ask(String id, String question) {
        ConversationHandle handle = system.handle(id);
        return Work.start(handle::cancel, work -> {
            Answer answer = handle.ask(question, new AnswerListener() {
                @Override
                public void status(String text) {
                    work.progress(text, 0, 0);
                }
            });
            return new Result(
                    () -> Json.compact(AnswerJson.writeWhole(answer)), () -> HtmlFragments.answer(question, answer));
        });
    }

    /** Runs one SELECT under the same guard as a model's; its result has no page. */
    public Work query(String id, String sql) {
        ConversationHandle handle = system.handle(id);
        return Work.start(handle::cancel, work -> {
            String json = Json.compact(QueryJson.writeWhole(handle.query(sql)));
            return new Result(() -> json, () -> "");
        });
    }

    public Work guide(String id) {
        ConversationHandle handle = system.handle(id);
        return Work.start(handle::cancel, work -> {
            Guidance guidance = handle.guide();
            return new Result(() -> RestMessages.result(guidance), () -> HtmlFragments.guidance(guidance));
        });
    }

    /** @param target postgresql or spark */
    public Work schemaPlan(String id, String target) {
        SchemaTarget wanted = Arrays.stream(SchemaTarget.values())
                .filter(known -> known.name().equalsIgnoreCase(target))
                .findFirst()
                .orElseThrow(() -> MigratorException.badInput("There is no target " + target + "; there are "
                        + Arrays.stream(SchemaTarget.values())
                                .map(known -> known.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + "."));
        ConversationHandle handle = system.handle(id);
        return Work.start(handle::cancel, work -> {
            SchemaPlan plan = handle.optimize(wanted);
            return new Result(() -> RestMessages.result(plan), () -> HtmlFragments.plan(plan));
        });
    }

    public void delete(String id) {
        system.handle(id).delete();
    }

    /** Leaves the session running. */
    @Override
    public void close() {
        system.close();
    }

    private static Result shown(DataContext context) {
        return new Result(
                () -> RestMessages.json(context),
                () -> new HtmlReport().html(new ReportContent("Data profile", context, List.of(), null, null)));
    }

    /** A result as text, made when it is asked for. */
    public static final class Result {
        private final Supplier<String> json;
        private final Supplier<String> html;

        private Result(Supplier<String> json, Supplier<String> html) {
            this.json = json;
            this.html = html;
        }

        /** As the REST API sends it; the rows of queries with their types. */
        public String json() {
            return json.get();
        }

        /** A whole page, or a part of one with its style. */
        public String html() {
            return html.get();
        }
    }
}
