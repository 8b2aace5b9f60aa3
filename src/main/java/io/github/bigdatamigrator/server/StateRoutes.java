package io.github.bigdatamigrator.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.conversation.Conversation;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.conversation.ReplayReport;
import io.github.bigdatamigrator.conversation.StateChange;
import io.github.bigdatamigrator.conversation.StateJson;
import io.github.bigdatamigrator.conversation.Turn;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.knowledge.MeaningsYaml;
import io.github.bigdatamigrator.knowledge.describe.DataDescription;
import io.github.bigdatamigrator.report.ReportContent;
import io.github.bigdatamigrator.report.ResultWorkbook;
import io.github.bigdatamigrator.report.html.HtmlReport;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Handles the requests for the state of a conversation, its export and its replay. */
record StateRoutes(LLMConversationSystem system, ETags eTags) {
    private static final Set<String> ENTRY = Set.of("kind", "text", "sql");
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    void state(Context request, String id) {
        send(request, system.handle(id).state());
    }

    /** Applies one change: an entry to add, {@code remove} with its id, or {@code clear} with a kind or “all”. */
    void change(Context request, String id) {
        Map<?, ?> body = RequestBodies.object(request, Set.of("kind", "text", "sql", "remove", "clear"));
        StateChange change;
        if (body.containsKey("remove") && body.size() == 1) {
            if (!(body.get("remove") instanceof Integer entry)) {
                throw RequestReader.bad("remove must be the id of an entry, a whole number.");
            }
            change = new StateChange.Remove(entry);
        } else if (body.containsKey("clear") && body.size() == 1) {
            change = new StateChange.Clear("all".equals(body.get("clear")) ? null : kind(body.get("clear")));
        } else {
            change = added(body);
        }
        send(request, system.handle(id).change(change, eTags.expectedVersion(request, id)));
    }

    /** What people know of the data: entries, and what of them does not fit. */
    Object meanings(Context request, String id) {
        return meanings(request, system.handle(id).meanings().report());
    }

    /** The entries of a request, to replace those about the data. */
    static String meaningsOf(Context request) {
        Map<?, ?> body = RequestBodies.object(request, Set.of("meanings"));
        if (!(body.get("meanings") instanceof Map<?, ?> meanings)) {
            throw RequestReader.bad("meanings must be an object with tables, measures, filters and relationships.");
        }
        return ResponseBodies.json(meanings);
    }

    Object replaceMeanings(Context request, String id, String text) {
        return meanings(
                request,
                system.handle(id).meanings().replace(text, version -> ETags.names(request, ETags.tag(version))));
    }

    private static Object meanings(Context request, DataDescription.Report report) {
        request.header("ETag", ETags.tag(report.version()));
        return meanings(report);
    }

    static Object meanings(DataDescription.Report report) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("meanings", MeaningsYaml.write(report.entries()));
        reply.put("drafts", report.drafts());
        reply.put(
                "problems",
                report.problems().stream()
                        .map(problem -> Map.of("subject", problem.subject(), "message", problem.message()))
                        .toList());
        reply.put("other_tables", report.otherTables());
        return reply;
    }

    void replace(Context request, String id) {
        Map<?, ?> body = RequestBodies.object(request, Set.of("entries"));
        if (!(body.get("entries") instanceof List<?> entries)) {
            throw RequestReader.bad("entries must be a list of {\"kind\", \"text\", \"sql\"}.");
        }
        List<StateChange.Add> all = new ArrayList<>();
        for (Object entry : entries) {
            if (!(entry instanceof Map<?, ?> fields)) {
                throw RequestReader.bad("each of entries must be an object with kind and text.");
            }
            all.add(added(fields));
        }
        send(request, system.handle(id).change(new StateChange.Replace(all), eTags.expectedVersion(request, id)));
    }

    void undo(Context request, String id) {
        send(request, system.handle(id).undo(eTags.expectedVersion(request, id)));
    }

    private static void send(Context request, ConversationState state) {
        request.header("ETag", ETags.tag(state.version()));
        request.json(StateJson.write(state));
    }

    private static StateChange.Add added(Map<?, ?> fields) {
        for (Object name : fields.keySet()) {
            if (!ENTRY.contains(String.valueOf(name))) {
                throw RequestReader.bad("There is no field '" + name + "' in an entry; known: kind, sql, text.");
            }
        }
        Object sql = fields.get("sql");
        if (!(fields.get("text") instanceof String text) || (sql != null && !(sql instanceof String))) {
            throw RequestReader.bad("text must be a JSON string; so must sql, if present.");
        }
        return new StateChange.Add(kind(fields.get("kind")), text, (String) sql);
    }

    private static ConversationState.Kind kind(@Nullable Object word) {
        return RequestReader.constant(
                ConversationState.Kind.class, word, "kind must be \"filter\", \"definition\" or \"decision\".");
    }

    void export(Context request, String id) {
        String name = request.queryParam("format");
        if ("xlsx".equalsIgnoreCase(name)) {
            attach(request, id, ".xlsx", XLSX).result(ResultWorkbook.of(result(request, system.handle(id))));
            return;
        }
        if ("html".equalsIgnoreCase(name)) {
            Conversation conversation = system.handle(id).conversation();
            DataContext context = conversation.context();
            if (context == null) {
                throw notProfiled(id);
            }
            String title = conversation.summary().title();
            attach(request, id, ".html", "text/html; charset=utf-8")
                    .result(new HtmlReport().html(new ReportContent(title, context, conversation.turns(), null, null)));
            return;
        }
        ExportFormat format = RequestReader.constant(
                ExportFormat.class,
                name == null ? "markdown" : name.toLowerCase(Locale.ROOT),
                "format must be markdown, json, notebook, html or xlsx.");
        String document = system.handle(id).export(format);
        attach(request, id, format.extension(), format.mediaType()).result(document);
    }

    static MigratorException notProfiled(String id) {
        return new MigratorException(
                ErrorCode.CONVERSATION_NOT_READY, "The files of " + id + " have not been profiled yet.");
    }

    private static Context attach(Context request, String name, String ending, String type) {
        request.header("Content-Disposition", "attachment; filename=\"" + name + ending + "\"");
        return request.contentType(type);
    }

    /** The result of the turn and the query that the request names, else the last one. */
    private static QueryResult result(Context request, ConversationHandle handle) {
        int turn = RequestReader.number(request, "turn", 0, 1, Integer.MAX_VALUE);
        int query = RequestReader.number(request, "query", 0, 1, Integer.MAX_VALUE);
        List<QueryResult> results = List.of();
        for (Turn each : handle.conversation().turns()) {
            List<QueryResult> found = each.answer().queries();
            results = !found.isEmpty() && (turn == 0 || turn == each.number()) ? found : results;
        }
        if (results.isEmpty() || query > results.size()) {
            throw RequestReader.bad("There is no such result. Name a turn and a query (from 1) that have rows, or"
                    + " neither for the last result.");
        }
        return results.get((query == 0 ? results.size() : query) - 1);
    }

    static ObjectNode replay(ReplayReport report) {
        ObjectNode reply = ResponseBodies.result(report);
        for (ReplayReport.Verdict verdict : ReplayReport.Verdict.values()) {
            reply.put(Json.word(verdict), report.count(verdict));
        }
        return reply;
    }
}
