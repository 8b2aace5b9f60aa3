package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.knowledge.Review.Verdict;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer.Column;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer.Parameter;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer.Table;
import io.github.bigdatamigrator.yaml.Yaml;
import io.github.bigdatamigrator.yaml.Yaml.Entry;
import io.github.bigdatamigrator.yaml.Yaml.Mapping;
import io.github.bigdatamigrator.yaml.Yaml.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a reviewed answer as YAML and reads it back; empty values have no key. */
final class ReviewedAnswerYaml {
    private static final List<String> KEYS = List.of(
            "question",
            "after",
            "verdict",
            "why",
            "sql",
            "parameters",
            "tables",
            "state",
            "by",
            "at",
            "conversation",
            "turn",
            "fingerprint");

    private ReviewedAnswerYaml() {}

    static Map<String, Object> write(ReviewedAnswer answer) {
        Map<String, Object> document = new LinkedHashMap<>();
        put(document, "question", answer.question());
        put(document, "after", answer.after());
        put(document, "verdict", answer.verdict().name().toLowerCase(Locale.ROOT));
        put(document, "why", answer.why());
        put(document, "sql", answer.sql().size() == 1 ? answer.sql().get(0) : answer.sql());
        put(
                document,
                "parameters",
                answer.parameters().stream()
                        .map(parameter -> {
                            Map<String, Object> written = new LinkedHashMap<>();
                            put(written, "words", parameter.words());
                            put(written, "in", parameter.in());
                            return written;
                        })
                        .toList());
        Map<String, Object> tables = new LinkedHashMap<>();
        for (Table table : answer.tables()) {
            Map<String, Object> columns = new LinkedHashMap<>();
            table.columns().forEach(column -> columns.put(column.name(), column.type()));
            tables.put(table.name(), columns);
        }
        put(document, "tables", tables);
        put(document, "state", answer.state());
        put(document, "by", answer.by());
        put(document, "at", answer.at());
        put(document, "conversation", answer.conversation());
        if (answer.turn() > 0) {
            document.put("turn", answer.turn());
        }
        put(document, "fingerprint", answer.fingerprint());
        return document;
    }

    private static void put(Map<String, Object> document, String key, Object value) {
        boolean empty = value.equals("") || value.equals(List.of()) || value.equals(Map.of());
        if (!empty) {
            document.put(key, value);
        }
    }

    /** @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT with the line */
    static ReviewedAnswer read(String name, Yaml document) {
        Map<String, Entry> entries = entries(document, KEYS);
        Entry verdict = required(entries, "verdict", document);
        String word = verdict.text("good or wrong");
        Verdict said = Arrays.stream(Verdict.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> verdict.unexpected("good or wrong"));
        Entry turn = entries.get("turn");
        if (turn != null && !turn.text("a number").matches("[1-9]\\d{0,8}")) {
            throw turn.unexpected("the number of the question, 1 for the first");
        }
        return new ReviewedAnswer(
                name,
                required(entries, "question", document).text("a text"),
                texts(entries, "after"),
                said,
                text(entries, "why"),
                texts(entries, "sql"),
                parameters(entries.get("parameters")),
                tables(entries.get("tables")),
                texts(entries, "state"),
                text(entries, "by"),
                text(entries, "at"),
                text(entries, "conversation"),
                turn == null ? 0 : Integer.parseInt(turn.text("a number")),
                text(entries, "fingerprint"));
    }

    private static Entry required(Map<String, Entry> entries, String key, Yaml document) {
        Entry entry = entries.get(key);
        if (entry == null) {
            throw document.place().refuse("the key “" + key + "” is missing");
        }
        return entry;
    }

    private static Map<String, Entry> entries(Yaml value, List<String> known) {
        if (!(value instanceof Mapping mapping)) {
            throw value.place().refuse("expected keys with values, but found " + value.shown());
        }
        return mapping.fields(known);
    }

    private static String text(Map<String, Entry> entries, String key) {
        Entry entry = entries.get(key);
        return entry == null ? "" : entry.text("a text");
    }

    private static List<String> texts(Map<String, Entry> entries, String key) {
        Entry entry = entries.get(key);
        return entry == null ? List.of() : entry.texts();
    }

    private static List<Parameter> parameters(@Nullable Entry entry) {
        if (entry == null) {
            return List.of();
        }
        if (!(entry.value() instanceof Sequence sequence)) {
            throw entry.unexpected("a list of words of the question");
        }
        List<Parameter> parameters = new ArrayList<>();
        for (Yaml item : sequence.items()) {
            Map<String, Entry> fields = entries(item, List.of("words", "in"));
            parameters.add(new Parameter(text(fields, "words"), text(fields, "in")));
        }
        return parameters;
    }

    private static List<Table> tables(@Nullable Entry entry) {
        if (entry == null) {
            return List.of();
        }
        if (!(entry.value() instanceof Mapping mapping)) {
            throw entry.unexpected("the tables with their columns");
        }
        List<Table> tables = new ArrayList<>();
        for (Entry table : mapping.entries()) {
            if (!(table.value() instanceof Mapping columns)) {
                throw table.unexpected("the columns with their types");
            }
            tables.add(new Table(
                    table.key(),
                    columns.entries().stream()
                            .map(column -> new Column(column.key(), column.text("a type")))
                            .toList()));
        }
        return tables;
    }
}
