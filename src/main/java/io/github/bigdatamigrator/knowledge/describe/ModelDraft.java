package io.github.bigdatamigrator.knowledge.describe;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.knowledge.MeaningEntries.ColumnEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Status;
import io.github.bigdatamigrator.knowledge.MeaningEntries.TableEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Words;
import io.github.bigdatamigrator.llm.AggregatePrompt;
import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.LanguageModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Asks a model what the columns of a table mean, with their names, types and counts but no values. One call for a
 * table; without an answer nothing is added.
 */
record ModelDraft(LanguageModel model) {
    static final int MAX_COLUMNS = 60;
    private static final int REPLY_TOKENS = 700;
    private static final int MAX_LENGTH = 200;
    private static final String RULES = """
        You write a data dictionary. For each column you get its name, its type and how many different values it has.
        Reply with one line for each column and nothing else, in the language of the names:
        column: what it holds, in a few words | other names of it, separated by commas
        Leave out a column whose name says it all, and never guess values.\
        """;

    /** The entry with what the model says of columns that have no description yet. */
    TableEntry completed(TableEntry draft, TableProfile table) {
        Set<String> masked = table.dataLikeHeaders();
        StringBuilder question = new StringBuilder("Table " + table.name() + ", " + table.rows() + " rows\n");
        table.columns().stream()
                .filter(column -> !masked.contains(column.sqlName()))
                .limit(MAX_COLUMNS)
                .forEach(column -> question.append(column.name() + " " + column.type() + ", "
                        + column.distinct().value() + " different\n"));
        ChatReply reply = AggregatePrompt.ask(model, RULES, question.toString(), REPLY_TOKENS, null);
        Map<String, ColumnEntry> columns = new LinkedHashMap<>();
        draft.columns().forEach(column -> columns.put(column.column(), column));
        (reply == null ? "" : reply.text()).lines().forEach(line -> {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).replaceAll("^[\\s\\-*`\"]+|[\\s`\"*]+$", "");
            table.column(name)
                    .filter(column -> colon > 0 && !masked.contains(column.sqlName()))
                    .ifPresent(column -> columns.merge(
                            column.name(), said(draft, column, line.substring(colon + 1)), ModelDraft::merged));
        });
        List<ColumnEntry> ordered = new ArrayList<>();
        table.columns().stream()
                .map(column -> columns.get(column.name()))
                .filter(Objects::nonNull)
                .forEach(ordered::add);
        return new TableEntry(
                draft.place(),
                draft.status(),
                draft.table(),
                draft.words(),
                draft.time(),
                draft.key(),
                draft.hidden(),
                ordered,
                draft.ossie());
    }

    private static ColumnEntry said(TableEntry draft, ColumnProfile column, String text) {
        String[] parts = text.split("\\|", 2);
        String description = parts[0].strip();
        List<String> synonyms = parts.length < 2
                ? List.of()
                : Arrays.stream(parts[1].split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty()
                                && name.length() <= MAX_LENGTH / 4
                                && !name.toLowerCase(Locale.ROOT)
                                        .equals(column.name().toLowerCase(Locale.ROOT)))
                        .limit(5)
                        .toList();
        String shown = description.substring(0, Math.min(MAX_LENGTH, description.length()));
        return new ColumnEntry(
                draft.place(),
                Status.DRAFT,
                column.name(),
                new Words(shown.isEmpty() ? null : shown, synonyms),
                null,
                Map.of());
    }

    /** What the rules found takes precedence. */
    private static ColumnEntry merged(ColumnEntry rules, ColumnEntry model) {
        String description = rules.words().description();
        List<String> synonyms = new ArrayList<>(rules.words().synonyms());
        model.words().synonyms().stream()
                .filter(name -> !synonyms.contains(name))
                .forEach(synonyms::add);
        return new ColumnEntry(
                rules.place(),
                rules.status(),
                rules.column(),
                new Words(description == null ? model.words().description() : description, synonyms),
                rules.unit(),
                rules.ossie());
    }
}
