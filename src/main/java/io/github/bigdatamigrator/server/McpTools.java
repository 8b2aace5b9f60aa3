package io.github.bigdatamigrator.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.ConversationSummary;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.ContextJson;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.json.QueryJson;
import io.github.bigdatamigrator.knowledge.Review;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.commons.lang3.ArrayUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the engine as MCP tools. The caller is a model, so it sees only what LOCAL_PRIVACY_LEVEL allows, and its SQL
 * passes the same guard. Each call waits for the profile; what takes long becomes a job of {@link McpJobs}.
 * Thread-safe.
 *
 * @param only the only conversation served, or null if each call names one.
 */
record McpTools(
        LLMConversationSystem system,
        ProfilingJobs profiling,
        McpJobs jobs,
        PrivacyLevel level,
        @Nullable String only) {
    private static final Logger LOG = LoggerFactory.getLogger(McpTools.class);
    private static final String MARK = "mark_answer";
    private static final int ROWS = 50;
    private static final int MAX_ROWS = 1_000;
    private static final String LIMIT_MEANING = "Maximum number of rows; " + ROWS + " by default";
    private static final Map<String, Object> LIMIT =
            Map.of("type", "integer", "minimum", 1, "maximum", MAX_ROWS, "description", LIMIT_MEANING);

    private static final Argument JOB = new Argument("job", text("The job, as the call was answered with it"), true);

    private record Argument(String name, Map<String, Object> schema, boolean required) {}

    /** Answers a call; the listener hears how far it is. */
    private interface Answering {
        JsonNode answer(Map<String, Object> arguments, Consumer<McpJobs.Progress> listener);
    }

    /** Answers a call about the conversation with this id. */
    private interface Work {
        JsonNode answer(String id, Map<String, Object> arguments);
    }

    record McpTool(Tool tool, BiFunction<Map<String, Object>, Consumer<McpJobs.Progress>, CallToolResult> call) {
        CallToolResult answer(CallToolRequest request, Consumer<McpJobs.Progress> listener) {
            return call.apply(request.arguments() == null ? Map.of() : request.arguments(), listener);
        }
    }

    List<McpTool> all() {
        return List.of(
                tool(
                        "list_tables",
                        "Start here. Lists the tables of the user's data: each name as SQL needs it, how many rows,"
                                + " the columns with their types.",
                        (id, arguments) -> tables(context(id))),
                tool(
                        "profile",
                        "Statistics of each column of a table, measured on all rows: nulls, distinct values, smallest"
                                + " and largest, mean, quantiles, most frequent values with their counts. Look here for"
                                + " how values are spelled before you filter by them.",
                        this::profile,
                        new Argument(
                                "table",
                                text("Name of one table, as in list_tables; omit it for a short overview of all"),
                                false)),
                tool(
                        "relationships",
                        "Which columns join which tables: the foreign keys, proven on the data. Look here before a"
                                + " query that needs two tables.",
                        (id, arguments) -> ProfileRedaction.relationships(context(id), level)),
                tool(
                        "query",
                        "Runs one SELECT on all of the data and returns its columns and rows, for figures that the"
                                + " other tools do not have. The SQL is Spark SQL; use only tables and columns of"
                                + " list_tables. Where it fails, the reply says why: correct the statement"
                                + " and call again.",
                        this::query,
                        new Argument(
                                "sql",
                                text("One SELECT statement without a semicolon, such as SELECT product, sum(quantity)"
                                        + " AS units FROM sales GROUP BY product ORDER BY units DESC LIMIT 10"),
                                true),
                        new Argument("limit", LIMIT, false)),
                tool(
                        "approved_answers",
                        "Questions like yours that people asked before, with the SQL that they approved as right. Look"
                                + " here before you write a query.",
                        this::approved,
                        new Argument("question", text("The question of the user, in their words"), true)),
                tool(
                        MARK,
                        "Keeps what the user says of an answer: call it only when the user says that it is right or"
                                + " wrong, never on your own judgement.",
                        this::mark,
                        new Argument("question", text("The question as the user asked it"), true),
                        new Argument("sql", text("The SELECT whose result answered it"), true),
                        new Argument("verdict", Map.of("type", "string", "enum", List.of("good", "wrong")), true),
                        new Argument("why", text("What is wrong, in the user's words; only with wrong"), false)),
                tool(
                        "guidance",
                        "Suggests what to ask: questions with SQL that was run on this data, what to explore, what is"
                                + " wrong in the data.",
                        this::guidance),
                tool(
                        "meanings",
                        "What people know of the data beyond its values: descriptions, units and other names of tables"
                                + " and columns, and named measures and filters. A query may write the name of one"
                                + " like a column; its SQL is inserted.",
                        this::meanings),
                direct(
                        "wait_for_job",
                        "Waits for a call that was answered with a job because it takes long, and answers with the"
                                + " result of that call, or again with how far it is: then call it again.",
                        true,
                        (arguments, listener) -> jobs.await(string(arguments, "job"), listener),
                        JOB),
                direct(
                        "cancel_job",
                        "Stops a job that the user no longer wants.",
                        false,
                        (arguments, listener) -> jobs.cancel(string(arguments, "job")),
                        JOB));
    }

    private static Map<String, Object> text(String description) {
        return Map.of("type", "string", "description", description);
    }

    /** A tool about a conversation. */
    private McpTool tool(String name, String description, Work work, Argument... declared) {
        boolean readOnly = !name.equals(MARK);
        Argument[] all = only != null
                ? declared
                : ArrayUtils.add(
                        declared,
                        new Argument(
                                "conversation",
                                text("Id of a conversation; leave it out for the one used last"),
                                false));
        return direct(
                name,
                description,
                readOnly,
                (arguments, listener) -> {
                    String id = id(arguments);
                    return jobs.answer(
                            new McpJobs.Call(name, id, arguments),
                            () -> work.answer(profiled(id), arguments),
                            listener);
                },
                all);
    }

    private static McpTool direct(
            String name, String description, boolean readOnly, Answering answering, Argument... declared) {
        Map<String, Object> all = new LinkedHashMap<>();
        Arrays.stream(declared).forEach(argument -> all.put(argument.name(), argument.schema()));
        List<String> required = Arrays.stream(declared)
                .filter(Argument::required)
                .map(Argument::name)
                .toList();
        Map<String, Object> schema =
                Map.of("type", "object", "properties", all, "required", required, "additionalProperties", false);
        Tool tool = Tool.builder(name, schema)
                .description(description)
                .annotations(ToolAnnotations.builder()
                        .readOnlyHint(readOnly)
                        .destructiveHint(false)
                        .openWorldHint(false)
                        .build())
                .build();
        return new McpTool(tool, (arguments, listener) -> {
            try {
                for (String given : arguments.keySet()) {
                    if (!all.containsKey(given)) {
                        throw RequestReader.bad("The tool " + name + " has no argument '" + given + "'; known: "
                                + (all.isEmpty() ? "none" : String.join(", ", all.keySet())) + ".");
                    }
                }
                JsonNode reply = answering.answer(arguments, listener);
                return CallToolResult.builder()
                        .addTextContent(ResponseBodies.json(reply))
                        .structuredContent(reply)
                        .isError(false)
                        .build();
            } catch (RuntimeException e) {
                HttpProblem problem = HttpProblem.of(e);
                if (problem.status() == 500) {
                    LOG.error("the tool {} failed", name, e);
                }
                return CallToolResult.builder()
                        .addTextContent(problem.detail())
                        .isError(true)
                        .build();
            }
        });
    }

    private String id(Map<String, Object> arguments) {
        if (only != null) {
            return only;
        }
        if (arguments.get("conversation") instanceof String named) {
            return named;
        }
        List<ConversationSummary> all = system.conversations();
        if (all.isEmpty()) {
            throw new MigratorException(
                    ErrorCode.UNKNOWN_CONVERSATION,
                    "There is no conversation yet. Create one on the page, or with POST /llm/conversations.");
        }
        return all.get(0).id();
    }

    /** The id, once the conversation's data is profiled. */
    private String profiled(String id) {
        profiling.await(id, stage -> {});
        return id;
    }

    private DataContext context(String id) {
        return system.handle(id).context().orElseThrow();
    }

    private JsonNode tables(DataContext context) {
        ArrayNode tables = Json.array();
        for (TableProfile table : context.tables()) {
            ObjectNode entry = tables.addObject().put("name", table.sqlName());
            if (PrivacyLevel.AGGREGATES.within(level)) {
                entry.put("rows", table.rows());
            }
            ArrayNode columns = entry.putArray("columns");
            table.columns()
                    .forEach(column -> columns.addObject()
                            .put("name", column.sqlName())
                            .put("type", column.type().toString()));
        }
        return Json.object().set("tables", tables);
    }

    private JsonNode profile(String id, Map<String, Object> arguments) {
        DataContext context = context(id);
        Object wanted = arguments.get("table");
        if (wanted != null
                && context.tables().stream()
                        .noneMatch(table ->
                                table.sqlName().equals(wanted) || table.name().equals(wanted))) {
            throw RequestReader.bad("There is no table " + wanted + "; there are "
                    + String.join(
                            ", ",
                            context.tables().stream().map(TableProfile::sqlName).toList()) + ".");
        }
        return wanted == null
                ? ProfileRedaction.overview(context, level)
                : ProfileRedaction.tables(context, level, wanted.toString());
    }

    private JsonNode query(String id, Map<String, Object> arguments) {
        if (!(arguments.get("sql") instanceof String sql) || sql.isBlank()) {
            throw RequestReader.bad("sql is " + arguments.get("sql") + "; it must be one SELECT statement.");
        }
        int limit = arguments.get("limit") instanceof Number given ? given.intValue() : ROWS;
        if (limit < 1 || limit > MAX_ROWS) {
            throw RequestReader.bad("limit is " + limit + "; it must be a whole number from 1 to " + MAX_ROWS + ".");
        }
        if (!PrivacyLevel.ROWS.within(level)) {
            throw new MigratorException(
                    ErrorCode.QUERY_REFUSED,
                    "The privacy level is " + level.ordinal()
                            + ", so models may not see rows. Use the tool `profile`, or set LOCAL_PRIVACY_LEVEL=3.");
        }
        ObjectNode reply = QueryJson.write(system.handle(id).query(sql));
        ArrayNode rows = reply.withArrayProperty("rows");
        if (rows.size() > limit) {
            while (rows.size() > limit) {
                rows.remove(rows.size() - 1);
            }
            reply.put("row_count", limit).put("truncated", true);
        }
        return reply;
    }

    private JsonNode approved(String id, Map<String, Object> arguments) {
        requireExamples("approved answers name");
        ArrayNode answers = Json.array();
        system.handle(id).similarAnswers(string(arguments, "question")).stream()
                .filter(ReviewedAnswer::isGood)
                .forEach(answer -> answers.add(ReviewRoutes.write(answer)));
        return Json.object().set("answers", answers);
    }

    private JsonNode mark(String id, Map<String, Object> arguments) {
        Review.Verdict verdict = RequestReader.constant(
                Review.Verdict.class, arguments.get("verdict"), "verdict must be \"good\" or \"wrong\".");
        String why = arguments.get("why") instanceof String text ? text : "";
        return ReviewRoutes.write(system.handle(id)
                .review(string(arguments, "question"), string(arguments, "sql"), new Review(verdict, why, "")));
    }

    private static String string(Map<String, Object> arguments, String name) {
        if (!(arguments.get(name) instanceof String text) || text.isBlank()) {
            throw RequestReader.bad(name + " is " + arguments.get(name) + "; it must be a text.");
        }
        return text;
    }

    private JsonNode meanings(String id, Map<String, Object> arguments) {
        requireExamples("descriptions may quote");
        JsonNode known = ContextJson.write(context(id)).path("meanings");
        return known.isMissingNode() ? Json.object() : known;
    }

    private void requireExamples(String what) {
        if (!PrivacyLevel.EXAMPLES.within(level)) {
            throw new MigratorException(
                    ErrorCode.QUERY_REFUSED,
                    "The privacy level is " + level.ordinal() + ", so models may not see values, which " + what
                            + ". Set LOCAL_PRIVACY_LEVEL=2 or 3.");
        }
    }

    private JsonNode guidance(String id, Map<String, Object> arguments) {
        requireExamples("guidance names");
        return ResponseBodies.result(system.handle(id).guide());
    }
}
