package io.github.bigdatamigrator.evaluation;

import io.github.bigdatamigrator.ConversationHandle;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.sql.SqlOutline;
import io.github.bigdatamigrator.yaml.Yaml;
import io.github.bigdatamigrator.yaml.Yaml.Entry;
import io.github.bigdatamigrator.yaml.Yaml.Mapping;
import io.github.bigdatamigrator.yaml.Yaml.Scalar;
import io.github.bigdatamigrator.yaml.Yaml.Sequence;
import io.github.bigdatamigrator.yaml.YamlReader;
import io.github.bigdatamigrator.yaml.YamlWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file of questions with their right answers.
 *
 * <pre>{@code
 * files: [sales.csv]                 # optional, relative to this file
 * questions:
 *   - question: What is the total amount?
 *     sql: SELECT sum(amount) FROM sales
 *   - question: Which cities have a store?
 *     rows: [[Bern], [Basel]]
 *   - question: How old are the customers?
 *     unanswerable: true
 * }</pre>
 *
 * @param files the data files, resolved against the folder of the file; may be empty
 */
public record QuestionSet(List<String> files, List<TestQuestion> questions) {
    private enum Key {
        QUESTION,
        SQL,
        ROWS,
        UNANSWERABLE,
        KIND,
        LANGUAGE,
        ORDERED,
        GROUP
    }

    public QuestionSet {
        files = List.copyOf(files);
        questions = List.copyOf(questions);
    }

    /**
     * Generates up to {@code number} questions, spread over kinds and tables; fewer if the data gives no more. Needs no
     * model; runs the SQL of each candidate.
     *
     * @param data a conversation about the data
     * @param language German or else English
     */
    public static List<TestQuestion> generate(ConversationHandle data, int number, Locale language) {
        return QuestionGenerator.generate(data, number, language);
    }

    /**
     * Parses a file of questions.
     *
     * @param name path of the file, with slashes
     * @throws MigratorException BAD_INPUT with the line, for an unknown key, a question without a right answer or with
     *     two, and a question that is there twice
     */
    public static QuestionSet parse(String name, String text) {
        Yaml document = YamlReader.read(name, text);
        if (!(document instanceof Mapping mapping)) {
            throw document.place().refuse("expected the keys “files” and “questions”");
        }
        List<String> files = List.of();
        List<TestQuestion> questions = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
            switch (entry.key()) {
                case "files" ->
                    files = entry.texts().stream().map(entry.place()::resolve).toList();
                case "questions" -> questions.addAll(questions(entry));
                default -> throw entry.unknown(List.of("files", "questions"));
            }
        }
        if (questions.isEmpty()) {
            throw document.place().refuse("there are no “questions”; write at least one with its “sql”");
        }
        return new QuestionSet(files, questions);
    }

    private static List<TestQuestion> questions(Entry entry) {
        if (!(entry.value() instanceof Sequence sequence)) {
            throw entry.unexpected("a list of questions");
        }
        List<TestQuestion> questions = new ArrayList<>();
        Map<String, Yaml> seen = new HashMap<>();
        for (Yaml item : sequence.items()) {
            TestQuestion question = question(item);
            Yaml before = seen.putIfAbsent(question.key(), item);
            if (before != null) {
                throw item.place()
                        .refuse("the question is already in line "
                                + before.place().line());
            }
            questions.add(question);
        }
        return questions;
    }

    private static TestQuestion question(Yaml item) {
        if (!(item instanceof Mapping mapping)) {
            throw item.place().refuse("expected “question” and “sql”, but found " + item.shown());
        }
        Map<Key, Entry> given = new EnumMap<>(Key.class);
        List<String> names = Stream.of(Key.values()).map(Json::word).toList();
        for (Entry entry : mapping.entries()) {
            int key = names.indexOf(entry.key());
            if (key < 0) {
                throw entry.unknown(names);
            }
            given.put(Key.values()[key], entry);
        }
        Entry question = given.get(Key.QUESTION);
        if (question == null) {
            throw item.place().refuse("the key “question” is missing");
        }
        Entry unanswerable = given.get(Key.UNANSWERABLE);
        boolean none = unanswerable != null && unanswerable.flag();
        Entry sql = given.get(Key.SQL);
        Entry rows = given.get(Key.ROWS);
        if ((sql != null ? 1 : 0) + (rows != null ? 1 : 0) + (none ? 1 : 0) != 1) {
            throw item.place().refuse("a question has one right answer: “sql”, “rows”, or “unanswerable: true”");
        }
        String statement = text(sql, "the right SQL");
        String kind = text(given.get(Key.KIND), "a word");
        Entry ordered = given.get(Key.ORDERED);
        return new TestQuestion(
                question.text("a question").strip(),
                statement,
                rows == null ? null : rows(rows),
                kind == null ? TestQuestion.kindOf(statement, rows != null) : kind,
                text(given.get(Key.LANGUAGE), "a language such as en"),
                ordered == null ? null : (Boolean) ordered.flag(),
                text(given.get(Key.GROUP), "a name"),
                item.place().file() + ", line " + item.place().line());
    }

    private static @Nullable String text(@Nullable Entry entry, String expected) {
        return entry == null ? null : entry.text(expected).strip();
    }

    /** A list of lists; a list of values is a column, and a single value is one row. */
    private static List<List<@Nullable Object>> rows(Entry entry) {
        List<Yaml> items = entry.value() instanceof Sequence sequence ? sequence.items() : List.of(entry.value());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Yaml item : items) {
            List<Yaml> cells = item instanceof Sequence sequence ? sequence.items() : List.of(item);
            List<@Nullable Object> row = new ArrayList<>();
            cells.forEach(cell -> row.add(cell(cell)));
            if (!rows.isEmpty() && rows.get(0).size() != row.size()) {
                throw item.place()
                        .refuse("a row of " + row.size() + " values below rows of "
                                + rows.get(0).size());
            }
            rows.add(row);
        }
        return rows;
    }

    private static @Nullable Object cell(Yaml cell) {
        if (!(cell instanceof Scalar scalar)) {
            throw cell.place().refuse("expected a text, a number, true, false or null, but found " + cell.shown());
        }
        return switch (scalar.kind()) {
            case NULL -> null;
            case BOOLEAN -> (Object) Boolean.parseBoolean(scalar.text());
            case NUMBER -> number(scalar.text());
            case TEXT -> scalar.text();
        };
    }

    private static Object number(String text) {
        try {
            BigDecimal number = new BigDecimal(text.replace("_", ""));
            boolean whole = text.matches("[-+]?[0-9_]{1,18}");
            return whole ? (Object) number.longValueExact() : number;
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** The questions as a file that {@link #parse} reads. */
    public String text() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (TestQuestion question : questions) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("question", question.text());
            put(map, "sql", question.sql());
            put(map, "rows", question.rows());
            put(map, "unanswerable", question.unanswerable() ? true : null);
            put(map, "kind", question.kind());
            put(map, "language", question.language());
            put(map, "ordered", question.ordered());
            put(map, "group", question.group());
            list.add(map);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        if (!files.isEmpty()) {
            document.put("files", files);
        }
        document.put("questions", list);
        return YamlWriter.write(document);
    }

    private static void put(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    /**
     * A question whose right answer is known, by SQL or by rows; with neither, the data does not contain the answer.
     *
     * @param kind what the question asks for, by which results are counted
     * @param language of the question, such as {@code en}; null if unknown
     * @param ordered whether the order of the rows matters; null for wherever the SQL ranks by ORDER BY and LIMIT
     * @param group questions of one group are asked in one conversation, in order; null for a conversation of its own
     * @param place file and line, for messages; empty for a generated question
     */
    public record TestQuestion(
            String text,
            @Nullable String sql,
            @Nullable List<List<@Nullable Object>> rows,
            String kind,
            @Nullable String language,
            @Nullable Boolean ordered,
            @Nullable String group,
            String place) {
        public static final String UNANSWERABLE = "unanswerable";

        private static final Pattern SHARE = Pattern.compile(
                "(?iu)%|\\b(?:per ?cents?|percentages?|pct|shares?|ratios?|rates?|proportions?|fractions?"
                        + "|anteile?|prozent\\w*|quoten?)\\b");

        public TestQuestion {
            rows = rows == null ? null : Collections.unmodifiableList(rows);
        }

        /** A question with its right SQL. */
        public static TestQuestion of(String text, String sql, String place) {
            return new TestQuestion(text, sql, null, kindOf(sql, false), null, null, null, place);
        }

        /** A question with the right SQL, or null for one that cannot be answered. */
        static TestQuestion generated(String text, @Nullable String sql, String kind, String language) {
            return new TestQuestion(text, sql, null, kind, language, null, null, "");
        }

        /** Names a kind after the form of the right SQL. */
        static String kindOf(@Nullable String sql, boolean rows) {
            if (sql == null) {
                return rows ? "rows" : UNANSWERABLE;
            }
            SqlOutline outline = SqlOutline.of(sql);
            return outline.limit() > 0 && !outline.order().isEmpty()
                    ? "ranking"
                    : outline.grouped() ? "groups" : "figure";
        }

        /** Whether a question or the name of a column speaks of shares. */
        static boolean asksForShare(String text) {
            return SHARE.matcher(text.replace('_', ' ')).find();
        }

        boolean unanswerable() {
            return sql == null && rows == null;
        }

        /** The right answer in one line, as far as it is written down. */
        String rightSql() {
            return sql != null
                    ? sql
                    : rows == null
                            ? ""
                            : "rows: "
                                    + Arrays.deepToString(
                                            rows.stream().map(List::toArray).toArray());
        }

        /** The same question in the same conversation, for comparisons between runs. */
        String key() {
            return key(group, text);
        }

        static String key(@Nullable String group, String question) {
            return Objects.requireNonNullElse(group, "") + "\n" + question;
        }
    }
}
