package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.context.query.ValueFinder.ValueHit;
import io.github.bigdatamigrator.conversation.ConversationState.Kind;
import io.github.bigdatamigrator.conversation.answer.PipelineTurnHandler;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.llm.ChatRequest;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One case of {@link OutcomesTest}. Each line is a word and its argument.
 *
 * <p>Data: {@code data orders|estimates} instead of the shop; {@code result SQL => columns | row | row} or {@code SQL
 * => 11 rows[, truncated]} or {@code SQL => ERROR_CODE message}; {@code nearest text => stored}. Settings:
 * {@code level}, {@code fallback-level}, {@code window}, {@code tools}, {@code away}. Model, in order: {@code writes
 * SQL}, {@code says text}, {@code calls SQL}, {@code cut text}, {@code fails CODE}, {@code online SQL};
 * {@code online-model}, {@code online-writes} and {@code online-says} give it an online substitute. Conversation:
 * {@code filter text => SQL}, {@code earlier question}, and last {@code ask question}.
 */
final class OutcomeCase {
    private static final int CONTENT = 280;

    private final Map<String, String> aliases;
    private final List<String> lines;
    private final Engine engine = new Engine();
    private final Map<String, String> nearest = new HashMap<>();
    private final ScriptedModel model = ScriptedModel.saying();
    private @Nullable ScriptedModel online;
    private PrivacyLevel level = PrivacyLevel.ROWS;
    private @Nullable PrivacyLevel fallbackLevel;
    private DataContext context = Shop.context();
    private @Nullable ConversationManager manager;
    private String id = "";

    OutcomeCase(Map<String, String> aliases, List<String> lines) {
        this.aliases = aliases;
        this.lines = lines;
    }

    /** Returns the outcome of the last question in the format of the table. */
    String outcome() {
        String outcome = "";
        for (String line : lines) {
            String[] parts = line.split(" ", 2);
            String argument = parts.length == 1 ? "" : parts[1];
            for (Map.Entry<String, String> alias : aliases.entrySet()) {
                argument = argument.replace(alias.getKey(), alias.getValue());
            }
            if (parts[0].equals("ask")) {
                outcome = ask(argument);
            } else {
                prepare(parts[0], argument.replace("\\n", "\n"));
            }
        }
        for (Map.Entry<String, String> alias : aliases.entrySet()) {
            outcome = outcome.replace(alias.getValue(), alias.getKey());
        }
        return outcome;
    }

    private void prepare(String word, String argument) {
        String[] sides = argument.split(" => ", 2);
        switch (word) {
            case "data" -> context = argument.equals("orders") ? orders() : estimates();
            case "result" -> engine.known.put(sides[0], result(sides[0], sides[1]));
            case "nearest" -> nearest.put(sides[0], sides[1]);
            case "level" -> level = PrivacyLevel.valueOf(argument);
            case "fallback-level" -> fallbackLevel = PrivacyLevel.valueOf(argument);
            case "window" -> model.window(Integer.parseInt(argument));
            case "tools" -> model.withTools();
            case "away" -> model.unreachable();
            case "writes" -> model.then(sql(argument));
            case "says" -> model.then(argument);
            case "calls" -> model.calling(argument);
            case "cut" -> model.cut(argument);
            case "fails" -> model.failing(ErrorCode.valueOf(argument));
            case "online" -> model.online(sql(argument));
            case "online-model" -> substitute();
            case "online-writes" -> substitute().online(sql(argument));
            case "online-says" -> substitute().online(argument);
            case "online-fails" -> substitute().failing(ErrorCode.valueOf(argument));
            case "filter" ->
                manager()
                        .setState(
                                id,
                                new StateChange.Add(Kind.FILTER, sides[0], sides[1]),
                                ConversationState.ANY_VERSION);
            case "earlier" -> {
                ask(argument);
                engine.ran.clear();
                model.requests.clear();
            }
            default -> throw new IllegalArgumentException(word);
        }
    }

    private static String sql(String statement) {
        return "ANSWERABLE: yes\nWHY: as asked\n```sql\n" + statement + "\n```";
    }

    private ScriptedModel substitute() {
        if (online == null) {
            online = ScriptedModel.saying();
            model.replacedBy(online);
        }
        return online;
    }

    private ConversationManager manager() {
        if (manager == null) {
            PrivacyLevel fallback = fallbackLevel == null ? level : fallbackLevel;
            AnswerSettings settings = new AnswerSettings(level, fallback, 700, Shop::tokens);
            manager = PipelineTurnHandler.manager(new InMemoryConversationStore(), model, settings, Clock.systemUTC());
            id = manager.create("Case", List.of("sales.csv"));
            manager.saveProfile(id, context);
        }
        return manager;
    }

    private String ask(String question) {
        OpenedData data = OpenedData.of(
                context,
                engine,
                claims -> List.of(),
                (table, column, text, limit) ->
                        nearest.containsKey(text) ? List.of(new ValueHit(nearest.get(text), 1, 0.9)) : List.of(),
                () -> Shop.GUIDED);
        List<String> text = new ArrayList<>();
        try {
            Answer answer = manager().ask(id, data, question, AnswerListener.NONE);
            text.add(answer.outcome() + " by " + answer.answeredBy() + ", model " + answer.model() + ", rows "
                    + answer.queries().stream().map(QueryResult::rowCount).toList());
            answer.warnings().forEach(warning -> text.add("warning " + warning));
            String content = answer.content().strip().replaceAll("\\s*\\n\\s*", " / ");
            text.add("content "
                    + (content.length() > CONTENT
                            ? content.substring(0, CONTENT).strip() + " …"
                            : content));
        } catch (MigratorException e) {
            text.add("throws " + e.code() + " " + e.getMessage());
        }
        text.add(1, calls("calls", model));
        if (online != null) {
            text.add(2, calls("online-calls", online));
        }
        engine.ran.forEach(sql -> text.add("ran " + sql));
        return String.join("\n", text);
    }

    /** Lists the privacy level of each request, and whether it offers tools or repeats an earlier exchange. */
    private static String calls(String word, ScriptedModel asked) {
        return word + " " + asked.requests.stream().map(OutcomeCase::call).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String call(ChatRequest request) {
        int earlier = request.messages().size() - 2;
        return request.level() + (request.tools().isEmpty() ? "" : " tools") + (earlier == 0 ? "" : " +" + earlier);
    }

    private static Object result(String sql, String text) {
        if (text.matches("\\d+ rows.*")) {
            List<List<@Nullable Object>> rows = IntStream.rangeClosed(1, Integer.parseInt(text.replaceAll(" .*", "")))
                    .mapToObj(i -> List.<@Nullable Object>of("Lamp" + (char) ('A' + i % 26), 1000L + 7L * i))
                    .toList();
            QueryResult all = Shop.rows(sql, List.of("product", "revenue"), rows);
            return new QueryResult(sql, all.columns(), all.types(), rows, text.endsWith("truncated"), 0.1, null);
        }
        String[] words = text.split(" ", 2);
        if (words[0].matches("[A-Z]+(_[A-Z]+)?") && words.length > 1) {
            return new MigratorException(ErrorCode.valueOf(words[0]), words[1]);
        }
        List<List<String>> table = Stream.of(text.split(" \\| "))
                .map(row -> List.of(row.split(", ")))
                .toList();
        List<List<@Nullable Object>> rows = table.stream()
                .skip(1)
                .map(row -> row.stream().map(OutcomeCase::cell).collect(Collectors.toList()))
                .toList();
        return Shop.rows(sql, table.get(0), rows);
    }

    private static @Nullable Object cell(String text) {
        if (text.equals("null")) {
            return null;
        }
        return text.matches("\\d+") ? Long.valueOf(text) : text.matches("[\\d.]+") ? new BigDecimal(text) : text;
    }

    /** Data with names that Spark must quote, and a header that looks like data. */
    private static DataContext orders() {
        ColumnProfile amount = ColumnBuilder.named("Net Amount", ColumnType.DOUBLE)
                .sqlName("net_amount")
                .distinct(Count.exactly(900))
                .build();
        ColumnProfile address = ColumnBuilder.named("ann@example.com", ColumnType.STRING)
                .sqlName("ann_example_com")
                .distinct(Count.exactly(40))
                .build();
        TableProfile plain =
                Profiles.table("orders", 1000, List.of(amount, address, text("day"), text("city"), text("kind")));
        return Profiles.context(
                List.of(new TableProfile(
                        "Order Details",
                        "order_details",
                        "orders.csv",
                        plain.origin(),
                        1000,
                        plain.columns(),
                        List.of(),
                        null,
                        List.of(),
                        null,
                        Correlations.NONE)),
                List.of());
    }

    private static ColumnProfile text(String name) {
        return Profiles.column(name, ColumnType.STRING, 40);
    }

    /** Data with a column whose distinct count is an estimate. */
    private static DataContext estimates() {
        ColumnProfile city = ColumnBuilder.named("city", ColumnType.STRING)
                .distinct(Count.about(980, 0.02))
                .build();
        return Profiles.context(List.of(Profiles.table("shops", 1000, List.of(city))), List.of());
    }

    /** Returns prepared results for known statements; other statements fail as in Spark. */
    private static final class Engine implements QueryEngine {
        final Map<String, Object> known = new HashMap<>();
        final List<String> ran = new ArrayList<>();

        @Override
        public QueryResult run(String sql) {
            ran.add(sql);
            return found(sql);
        }

        @Override
        public void check(String sql) {
            found(sql);
        }

        private QueryResult found(String sql) {
            Object result = known.getOrDefault(
                    sql, new MigratorException(ErrorCode.QUERY_FAILED, "TABLE_OR_VIEW_NOT_FOUND: cannot run " + sql));
            if (result instanceof MigratorException failure) {
                throw failure;
            }
            return (QueryResult) result;
        }

        @Override
        public void cancel() {}
    }
}
