package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Relationship.Cardinality;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.ClaimVerifier;
import io.github.bigdatamigrator.context.query.ClaimVerifier.Verdict;
import io.github.bigdatamigrator.context.query.DataClaim;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.AggregatePrompt;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplySchema;
import io.github.bigdatamigrator.text.NumberFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model to decide uncertain references, in few calls: each has some uncertain columns of any tables, the keys
 * they may refer to, and “none”; those with a doubtful reference come first. The prompt has names and counts, but no
 * values.
 *
 * <p>Every reference that the model adds or changes is verified on the full data; one with a single orphan row is not
 * added. The evidence of a reference names the model that decided it, and a reference that it dropped becomes a problem
 * of the context. Without an answer the context stays unchanged.
 *
 * <p>Cost: at most five calls, a second one to the fallback model where a reply decides none of its columns, and one
 * shuffle per reference that the model adds or changes. Driver only.
 */
public record RelationshipReview(ClaimVerifier verifier, LanguageModel model) {
    private static final double CERTAIN = 0.8; // references with this confidence or more are certain
    private static final int REPLY_TOKENS = 600;
    private static final int MAX_CHOICES = 8;
    private static final int MAX_COLUMNS = 20; // columns of a call
    private static final int MAX_CALLS = 5;
    private static final int MAX_HEADERS = 30; // headers shown of a table
    private static final String NONE = "none";
    private static final String RULES = """
        You decide which key a column refers to. For each column you get the possible keys and "none".
        Reply with one JSON object and nothing else, which holds for each column its key or "none":
        {"table.column": "table.key", "table.other column": "none"}
        Say "none" when the column is a quantity, a flag, a code or anything but a reference.\
        """;

    /** A column and the tables whose keys it may refer to; {@code chosen} is the reference found without the model. */
    private record UncertainColumn(
            TableProfile table,
            ColumnProfile column,
            List<TableProfile> choices,
            @Nullable Relationship chosen) {
        String name() {
            return table.name() + "." + column.name();
        }
    }

    /**
     * Returns the context with the model's decisions; their evidence names the model.
     *
     * @throws LlmException CANCELLED when interrupted; an unreachable model is no error
     */
    public DataContext review(DataContext context) {
        List<Relationship> relationships = new ArrayList<>(context.relationships());
        List<Problem> problems = new ArrayList<>();
        DataContext visible = context.visible();
        List<UncertainColumn> all = visible.tables().stream()
                .flatMap(table -> uncertainColumns(visible, table).stream())
                .sorted(Comparator.comparing(uncertain -> uncertain.chosen == null))
                .toList();
        List<UncertainColumn> doubtful = all.subList(0, Math.min(MAX_CALLS * MAX_COLUMNS, all.size()));
        for (int from = 0; from < doubtful.size(); from += MAX_COLUMNS) {
            List<UncertainColumn> columns = doubtful.subList(from, Math.min(from + MAX_COLUMNS, doubtful.size()));
            ChatReply reply = usableReply(columns);
            if (reply != null) {
                columns.forEach(uncertain -> decide(uncertain, reply, relationships, problems));
            }
        }
        if (relationships.equals(context.relationships())) {
            return context;
        }
        int left = all.size() - doubtful.size();
        if (left > 0) {
            problems.add(new Problem(
                    "relationships",
                    "a model reviewed " + NumberFormat.of(doubtful.size()) + " of " + NumberFormat.of(all.size())
                            + " columns that may refer to a key; the rest is as the data gave it",
                    left,
                    Problem.Severity.LOW));
        }
        List<String> order = context.tables().stream().map(TableProfile::name).toList();
        relationships.sort(Comparator.comparingInt(edge -> order.indexOf(edge.fromTable())));
        return context.withRelationships(relationships).withProblems(problems);
    }

    private @Nullable ChatReply usableReply(List<UncertainColumn> columns) {
        ChatReply reply = ask(model, columns);
        if (reply == null || decides(reply, columns)) {
            return reply;
        }
        LanguageModel other = model.fallback(PrivacyLevel.AGGREGATES).orElse(null);
        ChatReply second = other == null ? null : ask(other, columns);
        return second != null && decides(second, columns) ? second : null;
    }

    private static boolean decides(ChatReply reply, List<UncertainColumn> columns) {
        return columns.stream().anyMatch(uncertain -> {
            String choice = choice(reply, uncertain);
            return choice != null && (choice.startsWith(NONE) || target(choice, uncertain) != null);
        });
    }

    private static @Nullable String choice(ChatReply reply, UncertainColumn uncertain) {
        Map<String, String> texts = reply.texts();
        String named = texts.get(uncertain.name());
        if (named == null) {
            named = texts.get(uncertain.column.name());
        }
        return named == null ? choiceInText(reply.text(), uncertain) : normalized(named);
    }

    private static @Nullable TableProfile target(@Nullable String choice, UncertainColumn uncertain) {
        return uncertain.choices.stream()
                .filter(target -> fold(target.name() + "." + key(target)).equals(choice)
                        || fold(target.name()).equals(choice))
                .findFirst()
                .orElse(null);
    }

    private void decide(
            UncertainColumn uncertain, ChatReply reply, List<Relationship> relationships, List<Problem> problems) {
        String choice = choice(reply, uncertain);
        Relationship chosen = uncertain.chosen;
        if (choice != null && choice.startsWith(NONE)) {
            if (chosen != null && relationships.remove(chosen)) {
                problems.add(dropped(chosen, reply.model()));
            }
            return;
        }
        TableProfile target = target(choice, uncertain);
        if (target == null) {
            return;
        }
        Relationship decided = chosen != null && chosen.toTable().equals(target.name())
                ? confirmed(chosen, reply.model())
                : verified(uncertain, target, reply.model());
        if (decided != null && chosen != null) {
            relationships.set(relationships.indexOf(chosen), decided);
        } else if (decided != null) {
            relationships.add(decided);
        }
    }

    private static Problem dropped(Relationship edge, String model) {
        String target = edge.toTable() + "." + String.join(", ", edge.toColumns());
        String confidence = String.format(Locale.ROOT, " (confidence %.2f)", edge.confidence());
        String message = "refers to nothing, says " + model + "; its target would be " + target + confidence;
        return new Problem(edge.fromTable() + "." + edge.fromColumns().get(0), message, 1);
    }

    private static Relationship confirmed(Relationship edge, String model) {
        return edge.confirmed(Math.max(edge.confidence(), CERTAIN), edge.evidence() + "; " + model + " agrees");
    }

    /** The reference to the chosen table if the full data confirms it, else null. */
    private @Nullable Relationship verified(UncertainColumn uncertain, TableProfile target, String model) {
        ColumnProfile key = target.column(key(target)).orElseThrow();
        List<String> column = List.of(uncertain.column.sqlName());
        DataClaim claim =
                new DataClaim.Included(uncertain.table.sqlName(), column, target.sqlName(), List.of(key.sqlName()));
        Verdict verdict = verifier.check(List.of(claim)).get(0);
        if (!verdict.holds() || verdict.rowsChecked() == 0) {
            return null;
        }
        return new Relationship(
                uncertain.table.name(),
                List.of(uncertain.column.name()),
                target.name(),
                List.of(key.name()),
                uncertain.column.unique().value() ? Cardinality.ONE_TO_ONE : Cardinality.MANY_TO_ONE,
                1,
                1,
                0,
                List.of(),
                0.5,
                "every value is found; chosen by " + model,
                uncertain.chosen == null
                        ? null
                        : uncertain.chosen.toTable() + "." + String.join(", ", uncertain.chosen.toColumns()));
    }

    private static @Nullable ChatReply ask(LanguageModel asked, List<UncertainColumn> columns) {
        StringBuilder question = new StringBuilder();
        columns.stream().map(UncertainColumn::table).distinct().forEach(table -> {
            List<String> headers = table.columns().stream()
                    .filter(column -> !table.dataLikeHeaders().contains(column.sqlName()))
                    .map(ColumnProfile::name)
                    .toList();
            String shown = headers.stream().limit(MAX_HEADERS).collect(Collectors.joining(", "));
            int more = headers.size() - MAX_HEADERS;
            question.append("Table " + table.name() + " (" + table.rows() + " rows), columns " + shown
                    + (more > 0 ? " and " + more + " more" : "") + "\n");
        });
        question.append('\n');
        Map<String, List<String>> choices = new LinkedHashMap<>();
        for (UncertainColumn uncertain : columns) {
            List<String> allowed = new ArrayList<>();
            question.append(
                    uncertain.name() + " (" + uncertain.column.distinct().value() + " distinct): ");
            for (TableProfile target : uncertain.choices) {
                allowed.add(target.name() + "." + key(target));
                question.append(target.name() + "." + key(target) + " (" + target.rows() + " rows), ");
            }
            allowed.add(NONE);
            choices.put(uncertain.name(), allowed);
            question.append(NONE).append('\n');
        }
        return AggregatePrompt.ask(
                asked, RULES, question.toString(), REPLY_TOKENS, ReplySchema.choosing("keys", choices));
    }

    /** The choice for the column in a line of a reply that is not JSON, in lower case; null where there is none. */
    private static @Nullable String choiceInText(String reply, UncertainColumn uncertain) {
        List<String> names = List.of(fold(uncertain.name()), fold(uncertain.column.name()));
        for (String line : reply.split("\\R")) {
            int arrow = line.indexOf("->");
            if (arrow > 0 && names.contains(normalized(line.substring(0, arrow)))) {
                return normalized(line.substring(arrow + 2));
            }
        }
        return null;
    }

    private static String normalized(String text) {
        return fold(text.replaceAll("[`\"'*]", "")
                .replaceAll("^[\\s\\-]+|[\\s.;,]+$|\\(.*$", "")
                .strip());
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static List<UncertainColumn> uncertainColumns(DataContext context, TableProfile table) {
        List<UncertainColumn> columns = new ArrayList<>();
        Set<String> masked = table.dataLikeHeaders();
        for (ColumnProfile column : table.columns()) {
            if (masked.contains(column.sqlName())) {
                continue;
            }
            Relationship chosen = context.relationships().stream()
                    .filter(edge -> edge.fromTable().equals(table.name())
                            && edge.fromColumns().equals(List.of(column.name())))
                    .findFirst()
                    .orElse(null);
            boolean decided = chosen != null && (chosen.confidence() >= CERTAIN || chosen.join() != null);
            boolean ownKey = List.of(column.name()).equals(table.primaryKey());
            if (!decided && !ownKey) {
                List<TableProfile> choices = choices(context, table, column, chosen);
                if (!choices.isEmpty()) {
                    columns.add(new UncertainColumn(table, column, choices, chosen));
                }
            }
        }
        return columns;
    }

    /**
     * The tables whose key may contain the column's values by type, counts, and range; the chosen, then the smallest.
     */
    private static List<TableProfile> choices(
            DataContext context, TableProfile table, ColumnProfile column, @Nullable Relationship chosen) {
        Predicate<TableProfile> already =
                target -> chosen != null && chosen.toTable().equals(target.name());
        return context.tables().stream()
                .filter(target -> (already.test(target) || canReferTo(table, column, target)) && hasVisibleKey(target))
                .sorted(Comparator.comparing((TableProfile target) -> !already.test(target))
                        .thenComparingLong(TableProfile::rows))
                .limit(MAX_CHOICES)
                .toList();
    }

    /** Whether the key's name is a real header and no data, so that the model may see it. */
    private static boolean hasVisibleKey(TableProfile target) {
        return target.column(key(target))
                .filter(key -> !target.dataLikeHeaders().contains(key.sqlName()))
                .isPresent();
    }

    private static boolean canReferTo(TableProfile table, ColumnProfile column, TableProfile target) {
        List<String> key = target.primaryKey();
        if (key == null
                || key.size() != 1
                || target.name().equals(table.name())
                || column.distinct().value() < 2) {
            return false;
        }
        ColumnProfile parent = target.column(key.get(0)).orElse(null);
        if (parent == null
                || parent.type().kind() != column.type().kind()
                || column.distinct().value() > parent.distinct().value()) {
            return false;
        }
        return switch (column.type().kind()) {
            case BIGINT -> within(column, parent);
            case STRING -> isShortText(column) && isShortText(parent);
            case DECIMAL, DOUBLE, BOOLEAN, DATE, TIMESTAMP, BINARY -> false;
        };
    }

    private static boolean within(ColumnProfile column, ColumnProfile parent) {
        return column.min() != null
                && column.max() != null
                && parent.min() != null
                && parent.max() != null
                && new BigDecimal(column.min()).compareTo(new BigDecimal(parent.min())) >= 0
                && new BigDecimal(column.max()).compareTo(new BigDecimal(parent.max())) <= 0;
    }

    private static boolean isShortText(ColumnProfile column) {
        return column.lengths() != null && column.lengths().max() <= 40;
    }

    private static String key(TableProfile table) {
        List<String> key = table.primaryKey();
        return key == null ? "" : key.get(0);
    }
}
