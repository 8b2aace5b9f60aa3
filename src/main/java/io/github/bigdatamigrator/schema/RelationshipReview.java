package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ClaimVerifier;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataClaim;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Relationship.Cardinality;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.LlmException;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.LanguageModel;
import io.github.bigdatamigrator.llm.PrivacyLevel;
import io.github.bigdatamigrator.llm.ReplySchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the weakly decided references of a context to a model: for each table one call, with each doubtful column, the
 * keys it might refer to, and “none”. Names and counts only, no values. The model chooses among what is possible; every
 * change is then proven on the full data, and its word never overrides a containment violation: a reference with one
 * orphan row is not added. Every edge that it decided on says so in its evidence, and one that it dropped is a problem
 * of the context. Where no model answers, the context comes back as it was.
 *
 * <p>Lives beside the schema proposals, which ask a model and prove its words in the same way. Cost: one call per table
 * with doubtful columns, a second one to the model's stand-in where the first reply decides on none of them, and one
 * shuffle per reference that the model adds or changes. Driver only.
 */
public final class RelationshipReview {
    /** From this confidence on an edge is not put to the model. */
    private static final double DOUBTFUL = 0.8;

    private static final int REPLY_TOKENS = 300;
    private static final int MOST_CHOICES = 8;
    private static final int MOST_COLUMNS = 12;
    private static final String NONE = "none";

    private static final String RULES = """
        You decide which key a column refers to. For each column you get the possible keys and "none".
        Reply with one JSON object and nothing else, which holds for each column its key or "none":
        {"column": "table.key", "other column": "none"}
        Say "none" when the column is a quantity, a flag, a code or anything but a reference.\
        """;

    private final ClaimVerifier facts;
    private final LanguageModel model;

    public RelationshipReview(ClaimVerifier facts, LanguageModel model) {
        this.facts = facts;
        this.model = model;
    }

    /** A column and the tables whose keys it might refer to; {@code chosen} is what was decided without the model. */
    private record Doubt(
            TableProfile table,
            ColumnProfile column,
            List<TableProfile> choices,
            @Nullable Relationship chosen) {}

    /**
     * The context after the review; edges that the model confirmed or changed say so in their evidence.
     *
     * @throws LlmException CANCELLED when interrupted; a model that is away is no error
     */
    public DataContext review(DataContext context) {
        Map<Relationship, @Nullable Relationship> changed = new LinkedHashMap<>();
        List<Relationship> added = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(context.problems());
        for (TableProfile table : context.tables()) {
            List<Doubt> doubts = doubts(context, table);
            ChatReply reply = doubts.isEmpty() ? null : usable(table, doubts);
            if (reply != null) {
                for (Doubt doubt : doubts) {
                    decide(doubt, reply, changed, added);
                }
                dropped(doubts, reply.model(), changed, problems);
            }
        }
        if (changed.isEmpty() && added.isEmpty()) {
            return context;
        }
        List<Relationship> relationships = new ArrayList<>();
        for (Relationship edge : context.relationships()) {
            Relationship now = changed.containsKey(edge) ? changed.get(edge) : edge;
            if (now != null) {
                relationships.add(now);
            }
        }
        relationships.addAll(added);
        List<String> order = context.tables().stream().map(TableProfile::name).toList();
        relationships.sort(Comparator.comparingInt(edge -> order.indexOf(edge.fromTable())));
        return new DataContext(context.tables(), relationships, problems, context.run());
    }

    /** A reply that decides on one of the columns at least; of the model, else of the one that may stand in for it. */
    private @Nullable ChatReply usable(TableProfile table, List<Doubt> doubts) {
        ChatReply reply = ask(model, table, doubts);
        if (reply == null || decides(reply, doubts)) {
            return reply;
        }
        LanguageModel other = model.fallback(PrivacyLevel.AGGREGATES).orElse(null);
        ChatReply second = other == null ? null : ask(other, table, doubts);
        return second != null && decides(second, doubts) ? second : null;
    }

    private static boolean decides(ChatReply reply, List<Doubt> doubts) {
        return doubts.stream().anyMatch(doubt -> {
            String word = word(reply, doubt);
            return word != null
                    && (word.startsWith(NONE) || doubt.choices.stream().anyMatch(target -> names(word, target)));
        });
    }

    private static @Nullable String word(ChatReply reply, Doubt doubt) {
        String named = reply.texts().get(doubt.column.name());
        return named == null ? answer(reply.text(), doubt.column.name()) : bare(named);
    }

    private static boolean names(String word, TableProfile target) {
        return word.equals(fold(target.name() + "." + key(target))) || word.equals(fold(target.name()));
    }

    /** Says of each edge that the model dropped what it was. */
    private static void dropped(
            List<Doubt> doubts,
            String said,
            Map<Relationship, @Nullable Relationship> changed,
            List<Problem> problems) {
        for (Doubt doubt : doubts) {
            Relationship edge = doubt.chosen;
            if (edge != null && changed.containsKey(edge) && changed.get(edge) == null) {
                problems.add(new Problem(
                        edge.fromTable() + "." + doubt.column.name(),
                        String.format(
                                Locale.ROOT,
                                "refers to nothing, says %s; without it %s.%s would be its target (confidence %.2f)",
                                said,
                                edge.toTable(),
                                String.join(", ", edge.toColumns()),
                                edge.confidence()),
                        1));
            }
        }
    }

    private void decide(
            Doubt doubt, ChatReply reply, Map<Relationship, @Nullable Relationship> changed, List<Relationship> added) {
        String word = word(reply, doubt);
        if (word == null) {
            return;
        }
        Relationship chosen = doubt.chosen;
        if (word.startsWith(NONE)) {
            if (chosen != null) {
                changed.put(chosen, null);
            }
            return;
        }
        for (TableProfile target : doubt.choices) {
            if (names(word, target)) {
                if (chosen != null && chosen.toTable().equals(target.name())) {
                    changed.put(chosen, confirmed(chosen, reply.model()));
                    return;
                }
                Relationship proven = proven(doubt, target, reply.model());
                if (proven != null && chosen != null) {
                    changed.put(chosen, proven);
                } else if (proven != null) {
                    added.add(proven);
                }
                return;
            }
        }
    }

    private static Relationship confirmed(Relationship edge, String model) {
        return with(edge, Math.max(edge.confidence(), DOUBTFUL), edge.evidence() + "; " + model + " agrees");
    }

    private static Relationship with(Relationship edge, double confidence, String evidence) {
        return new Relationship(
                edge.fromTable(),
                edge.fromColumns(),
                edge.toTable(),
                edge.toColumns(),
                edge.cardinality(),
                edge.containmentDistinct(),
                edge.containmentRows(),
                edge.orphanRows(),
                edge.orphanExamples(),
                confidence,
                evidence,
                edge.rival());
    }

    private @Nullable Relationship proven(Doubt doubt, TableProfile target, String said) {
        ColumnProfile key = target.column(key(target)).orElseThrow();
        ClaimVerifier.Verdict verdict = facts.check(List.of(new DataClaim.Included(
                        doubt.table.sqlName(),
                        List.of(doubt.column.sqlName()),
                        target.sqlName(),
                        List.of(key.sqlName()))))
                .get(0);
        if (!verdict.holds() || verdict.rowsChecked() == 0) {
            return null;
        }
        return new Relationship(
                doubt.table.name(),
                List.of(doubt.column.name()),
                target.name(),
                List.of(key.name()),
                doubt.column.unique().value() ? Cardinality.ONE_TO_ONE : Cardinality.MANY_TO_ONE,
                1,
                1,
                0,
                List.of(),
                0.5,
                "every value is found; chosen by " + said,
                doubt.chosen == null
                        ? null
                        : doubt.chosen.toTable() + "." + String.join(", ", doubt.chosen.toColumns()));
    }

    private static @Nullable ChatReply ask(LanguageModel asked, TableProfile table, List<Doubt> doubts) {
        Set<String> hidden = table.dataLikeHeaders();
        StringBuilder question = new StringBuilder("Table ")
                .append(table.name())
                .append(" (")
                .append(table.rows())
                .append(" rows), columns ")
                .append(String.join(
                        ", ",
                        table.columns().stream()
                                .filter(column -> !hidden.contains(column.sqlName()))
                                .map(ColumnProfile::name)
                                .toList()))
                .append("\n\n");
        Map<String, List<String>> words = new LinkedHashMap<>();
        for (Doubt doubt : doubts) {
            List<String> allowed = new ArrayList<>();
            doubt.choices.forEach(choice -> allowed.add(choice.name() + "." + key(choice)));
            allowed.add(NONE);
            words.put(doubt.column.name(), allowed);
            question.append(doubt.column.name())
                    .append(" (")
                    .append(doubt.column.distinct().value())
                    .append(" distinct): ");
            doubt.choices.forEach(choice -> question.append(choice.name())
                    .append('.')
                    .append(key(choice))
                    .append(" (")
                    .append(choice.rows())
                    .append(" rows), "));
            question.append(NONE).append('\n');
        }
        return AggregatePrompt.ask(
                asked, RULES, question.toString(), REPLY_TOKENS, ReplySchema.choosing("keys", words));
    }

    /** What a line of a reply that is no JSON says about the column, in lower case; null where none does. */
    private static @Nullable String answer(String reply, String column) {
        for (String line : reply.split("\\R")) {
            int arrow = line.indexOf("->");
            if (arrow > 0 && bare(line.substring(0, arrow)).equals(fold(column))) {
                return bare(line.substring(arrow + 2));
            }
        }
        return null;
    }

    private static String bare(String text) {
        return fold(text.replaceAll("[`\"'*]", "")
                .replaceAll("^[\\s\\-]+|[\\s.;,]+$|\\(.*$", "")
                .strip());
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static List<Doubt> doubts(DataContext context, TableProfile table) {
        List<Doubt> doubts = new ArrayList<>();
        Set<String> hidden = table.dataLikeHeaders();
        for (ColumnProfile column : table.columns()) {
            if (hidden.contains(column.sqlName())) {
                continue;
            }
            Relationship chosen = context.relationships().stream()
                    .filter(edge -> edge.fromTable().equals(table.name())
                            && edge.fromColumns().equals(List.of(column.name())))
                    .findFirst()
                    .orElse(null);
            boolean decided = chosen != null && chosen.confidence() >= DOUBTFUL;
            boolean ownKey = List.of(column.name()).equals(table.primaryKey());
            if (!decided && !ownKey && doubts.size() < MOST_COLUMNS) {
                List<TableProfile> choices = choices(context, table, column, chosen);
                if (!choices.isEmpty()) {
                    doubts.add(new Doubt(table, column, choices, chosen));
                }
            }
        }
        return doubts;
    }

    /**
     * Tables whose key could hold the column's values, as far as types, counts and ranges tell; the likeliest sizes
     * first.
     */
    private static List<TableProfile> choices(
            DataContext context, TableProfile table, ColumnProfile column, @Nullable Relationship chosen) {
        List<TableProfile> choices = new ArrayList<>();
        for (TableProfile target : context.tables()) {
            boolean already = chosen != null && chosen.toTable().equals(target.name());
            if ((already || possible(table, column, target)) && shown(target)) {
                choices.add(target);
            }
        }
        choices.sort(Comparator.comparingInt((TableProfile target) ->
                        chosen != null && chosen.toTable().equals(target.name()) ? 0 : 1)
                .thenComparingLong(TableProfile::rows));
        return choices.subList(0, Math.min(MOST_CHOICES, choices.size()));
    }

    /** Whether the name of the key may be told. */
    private static boolean shown(TableProfile target) {
        return target.column(key(target))
                .filter(key -> !target.dataLikeHeaders().contains(key.sqlName()))
                .isPresent();
    }

    private static boolean possible(TableProfile table, ColumnProfile column, TableProfile target) {
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
            case BIGINT ->
                column.min() != null
                        && column.max() != null
                        && parent.min() != null
                        && parent.max() != null
                        && new BigDecimal(column.min()).compareTo(new BigDecimal(parent.min())) >= 0
                        && new BigDecimal(column.max()).compareTo(new BigDecimal(parent.max())) <= 0;
            case STRING -> identifying(column) && identifying(parent);
            case DECIMAL, DOUBLE, BOOLEAN, DATE, TIMESTAMP, BINARY -> false;
        };
    }

    private static boolean identifying(ColumnProfile column) {
        return column.type().kind() == ColumnType.Kind.STRING
                && column.lengths() != null
                && column.lengths().max() <= 40;
    }

    private static String key(TableProfile table) {
        List<String> key = table.primaryKey();
        return key == null ? "" : key.get(0);
    }
}
