package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.query.ValueFinder;
import io.github.bigdatamigrator.knowledge.Phrase.Kind;
import io.github.bigdatamigrator.knowledge.QuestionParts.Span;
import io.github.bigdatamigrator.knowledge.QuestionParts.Token;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer.Parameter;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLiterals;
import io.github.bigdatamigrator.sql.SqlWords;
import io.github.bigdatamigrator.text.FoldedWords;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A question with its statements, whose literals are bound to words of the question. A number, period or stored value
 * is a parameter if its literals come from no other words, and if no other literal is compared with the same column;
 * all else must be said again.
 */
final class AnswerTemplate {
    private static final Pattern SUM = Pattern.compile("(?i)\\bsum\\s*\\(");
    private static final Pattern TIME = Pattern.compile("[ T]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?Z?$");

    private final ReviewedAnswer answer;
    private final QuestionParts parts;
    private final boolean sums;
    private final List<Span> values = new ArrayList<>();
    private final QuestionForm form;
    private final List<Statement> statements = new ArrayList<>();
    private final Map<Integer, List<Binding>> bindings = new LinkedHashMap<>();
    private final ColumnNames columns;

    private record Statement(String sql, List<SqlLiteral> literals) {}

    /** @param form of the phrase that the literal has */
    private record Binding(int statement, SqlLiteral literal, String form) {}

    /** Finds the columns of the statements' tables by their SQL names. */
    private record ColumnNames(Map<String, Set<String>> tables) {
        static ColumnNames of(ReviewedAnswer answer, DataContext context) {
            Map<String, Set<String>> tables = new HashMap<>();
            answer.tables()
                    .forEach(used -> context.table(used.name())
                            .ifPresent(table -> table.columns()
                                    .forEach(column -> tables.computeIfAbsent(
                                                    SqlIdentifiers.fold(column.sqlName()), any -> new LinkedHashSet<>())
                                            .add(table.sqlName()))));
            return new ColumnNames(tables);
        }

        /** The names of columns in an expression. */
        Set<String> in(SqlLiteral literal) {
            return literal.operand().stream().filter(tables::containsKey).collect(Collectors.toSet());
        }

        /** The column {@code table.column} that a literal is compared with; empty for none or several. */
        Optional<String> of(SqlLiteral literal, Statement statement) {
            Set<String> names = in(literal);
            if (names.size() != 1) {
                return Optional.empty();
            }
            String name = names.iterator().next();
            Set<String> owners = tables.getOrDefault(name, Set.of());
            if (owners.size() > 1) {
                String qualifier =
                        literal.operand().get(Math.max(0, literal.operand().indexOf(name) - 1));
                owners = owners.stream()
                        .filter(table -> SqlIdentifiers.fold(table).equals(qualifier)
                                || Pattern.compile("(?i)\\b" + Pattern.quote(table) + "`?\\s+(?:as\\s+)?`?"
                                                + Pattern.quote(qualifier) + "\\b")
                                        .matcher(statement.sql())
                                        .find())
                        .collect(Collectors.toSet());
            }
            return owners.size() == 1 ? Optional.of(owners.iterator().next() + "." + name) : Optional.empty();
        }
    }

    /** @param answer whose tables the context has */
    AnswerTemplate(ReviewedAnswer answer, DataContext context) {
        this.answer = answer;
        parts = QuestionParts.of(answer.question());
        sums = answer.sql().stream().anyMatch(sql -> SUM.matcher(sql).find());
        columns = ColumnNames.of(answer, context);
        answer.sql().forEach(sql -> statements.add(new Statement(sql, SqlLiteral.in(sql))));
        findValues();
        form = QuestionForm.of(parts, values, sums);
        for (int phrase = 0; phrase < form.phrases().size(); phrase++) {
            bind(phrase);
        }
        // The year before 2024 is not meant where 2023 is named too.
        bindings.forEach((phrase, bound) -> bound.removeIf(
                binding -> binding.form().equals("previous year") && isSharedWithOther(phrase, binding)));
        Set<Integer> fixed = bindings.keySet().stream()
                .filter(phrase -> !isParameter(phrase))
                .collect(Collectors.toSet());
        bindings.keySet().removeAll(fixed);
    }

    /** Texts of the statements that stand in the question once, and are compared with one column. */
    private void findValues() {
        Map<String, Set<String>> wanted = new LinkedHashMap<>();
        for (Statement statement : statements) {
            for (SqlLiteral literal : statement.literals()) {
                String value = withoutWildcards(literal.value());
                if (literal.text() && value.matches("(?s).*\\p{L}.*") && !isPeriod(literal)) {
                    columns.of(literal, statement)
                            .ifPresent(column -> wanted.computeIfAbsent(value, any -> new HashSet<>())
                                    .add(column));
                }
            }
        }
        wanted.forEach((value, of) -> {
            List<Span> found = ValueSpans.of(words(value), parts.tokens(), "", value);
            if (of.size() == 1 && found.size() == 1) {
                Span span = found.get(0);
                values.add(new Span(
                        span.from(),
                        span.to(),
                        new Phrase(Kind.VALUE, value, of.iterator().next())));
            }
        });
        // Of two values in the same words neither is certain.
        values.removeIf(value -> values.stream()
                .anyMatch(other -> !other.equals(value) && other.from() < value.to() && value.from() < other.to()));
        values.sort((one, other) -> Integer.compare(one.from(), other.from()));
    }

    private boolean isPeriod(SqlLiteral literal) {
        return parts.phrases(List.of()).stream()
                .anyMatch(span -> span.phrase().isPeriod() && formOf(span.phrase(), literal) != null);
    }

    static List<String> words(String value) {
        return QuestionParts.of(value, false).tokens().stream().map(Token::word).toList();
    }

    private static String withoutWildcards(String value) {
        return value.replaceAll("^%+|%+$", "");
    }

    /** Finds the literals that have the phrase in one of its forms. */
    private void bind(int index) {
        Phrase phrase = form.phrases().get(index);
        List<Binding> found = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            for (SqlLiteral literal : statements.get(i).literals()) {
                String as = formOf(phrase, literal);
                if (as != null) {
                    found.add(new Binding(i, literal, as));
                }
            }
        }
        if (phrase.kind() == Kind.NUMBER) {
            found.removeIf(binding -> binding.literal().operator().isEmpty());
        }
        bindings.put(index, found);
    }

    private static @Nullable String formOf(Phrase phrase, SqlLiteral literal) {
        String text = withoutWildcards(TIME.matcher(literal.value()).replaceFirst(""));
        if (phrase.kind() == Kind.VALUE) {
            return literal.text() && text.equals(phrase.text()) ? "value" : null;
        }
        boolean limit = literal.operator().equals("limit");
        if (limit != (phrase.kind() == Kind.NUMBER) && limit) {
            return null;
        }
        String number = literal.text() || !text.matches("[\\d.]+") ? text : Phrase.plain(new BigDecimal(text));
        return phrase.forms().entrySet().stream()
                .filter(entry -> entry.getValue().equalsIgnoreCase(number) && Phrase.fits(entry.getKey(), literal))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Whether the literals of the phrase are bound to nothing else, and nothing else depends on the phrase. */
    private boolean isParameter(int index) {
        Phrase phrase = form.phrases().get(index);
        List<Binding> mine = bindings.getOrDefault(index, List.of());
        Set<String> roles = new HashSet<>();
        mine.forEach(binding -> roles.add(
                binding.literal().operator().equals("limit")
                        ? "limit"
                        : binding.literal().operator().equals("interval")
                                ? "interval"
                                : columns.in(binding.literal()).toString()));
        // The rank of a window is compared with a name that is no column: “rank <= 5”.
        boolean oneRole = roles.size() == 1 || roles.equals(Set.of("limit", "[]"));
        return mine.stream().noneMatch(binding -> isSharedWithOther(index, binding))
                && !mine.isEmpty()
                && (oneRole || phrase.kind() != Kind.NUMBER)
                && !dependsOn(mine, phrase)
                && isListed(index);
    }

    private boolean isSharedWithOther(int phrase, Binding binding) {
        return bindings.entrySet().stream()
                .filter(other -> other.getKey() != phrase)
                .flatMap(other -> other.getValue().stream())
                .anyMatch(other -> binding.statement() == other.statement()
                        && binding.literal().start() == other.literal().start());
    }

    /** A person may take a parameter out of the file. */
    private boolean isListed(int index) {
        return answer.name().isEmpty()
                || answer.parameters().stream()
                        .anyMatch(parameter -> parameter.words().equals(wordsOf(index)));
    }

    private String wordsOf(int index) {
        Span span = parts.phrases(values).get(index);
        return answer.question()
                .substring(
                        parts.tokens().get(span.from()).start(),
                        parts.tokens().get(span.to() - 1).end());
    }

    /** Whether another literal or name of the statements would have to change with the phrase. */
    private boolean dependsOn(List<Binding> mine, Phrase phrase) {
        Set<String> compared = new HashSet<>();
        mine.forEach(binding -> compared.addAll(columns.in(binding.literal())));
        List<SqlLiteral> bound = bindings.values().stream()
                .flatMap(List::stream)
                .map(Binding::literal)
                .toList();
        for (Statement statement : statements) {
            for (SqlLiteral literal : statement.literals()) {
                boolean same = literal.isCompared() && !Collections.disjoint(columns.in(literal), compared);
                boolean label = literal.text() && mentions(literal.value(), phrase);
                if (!bound.contains(literal) && (same || label)) {
                    return true;
                }
            }
            if (SqlWords.of(statement.sql()).stream()
                    .anyMatch(word -> word.isName()
                            && !columns.tables().containsKey(SqlIdentifiers.fold(word.text()))
                            && mentions(word.text(), phrase))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a label has the words of the phrase: {@code revenue_2024}. */
    private static boolean mentions(String label, Phrase phrase) {
        if (phrase.kind() == Kind.NUMBER) {
            return false;
        }
        String padded = " " + String.join(" ", FoldedWords.of(label)) + " ";
        return phrase.kind() == Kind.VALUE
                ? padded.contains(" " + String.join(" ", words(phrase.text())) + " ")
                : padded.contains(" " + phrase.text().substring(0, 4) + " ") && phrase.kind() != Kind.MONTH_NAME;
    }

    /** The parameters for the file. */
    List<Parameter> parameters() {
        return bindings.entrySet().stream()
                .map(entry -> new Parameter(
                        wordsOf(entry.getKey()),
                        entry.getValue().stream()
                                .map(binding -> binding.literal().operator().equals("limit")
                                        ? "limit"
                                        : columns.of(binding.literal(), statements.get(binding.statement()))
                                                .orElse(""))
                                .filter(in -> !in.isEmpty())
                                .findFirst()
                                .orElse("")))
                .toList();
    }

    QuestionParts parts() {
        return parts;
    }

    /** Whether the question has the same words in the same order. */
    boolean sameQuestion(String question) {
        return words(question).equals(words(answer.question()));
    }

    /**
     * The statements with the parameters of the question.
     *
     * @return empty if the question asks for something else, or names a value that is not stored
     */
    Optional<List<String>> statementsFor(String question, ValueFinder finder, DataContext context) {
        if (sameQuestion(question)) {
            return Optional.of(answer.sql());
        }
        QuestionParts asked = QuestionParts.of(question, parts.german());
        List<Phrase> wanted = form.phrases().stream()
                .filter(phrase -> phrase.kind() == Kind.VALUE)
                .toList();
        Set<List<String>> found = new HashSet<>();
        for (List<Span> spans : new ValueSpans(question, asked, finder, context).choices(wanted, form.words())) {
            QuestionForm other = QuestionForm.of(asked, spans, sums);
            form.align(other, bindings::containsKey)
                    .flatMap(aligned -> rendered(aligned, other.phrases()))
                    .ifPresent(found::add);
        }
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    private Optional<List<String>> rendered(Map<Integer, Integer> aligned, List<Phrase> asked) {
        List<StringBuilder> texts =
                statements.stream().map(it -> new StringBuilder(it.sql())).toList();
        Map<Binding, Phrase> now = new HashMap<>();
        for (Map.Entry<Integer, Integer> pair : aligned.entrySet()) {
            for (Binding binding : bindings.getOrDefault(pair.getKey(), List.of())) {
                now.put(binding, asked.get(pair.getValue()));
            }
        }
        List<Map.Entry<Binding, Phrase>> fromBehind = new ArrayList<>(now.entrySet());
        fromBehind.sort(
                Comparator.comparingInt(entry -> -entry.getKey().literal().start()));
        for (Map.Entry<Binding, Phrase> entry : fromBehind) {
            Binding binding = entry.getKey();
            Optional<String> literal = literal(binding, entry.getValue());
            if (literal.isEmpty()) {
                return Optional.empty();
            }
            texts.get(binding.statement())
                    .replace(binding.literal().start(), binding.literal().end(), literal.get());
        }
        return Optional.of(texts.stream().map(StringBuilder::toString).toList());
    }

    private static Optional<String> literal(Binding binding, Phrase phrase) {
        SqlLiteral literal = binding.literal();
        String text =
                phrase.kind() == Kind.VALUE ? phrase.text() : phrase.forms().get(binding.form());
        boolean limit = literal.operator().equals("limit");
        if (text == null || (limit && !text.matches("[1-9]\\d{0,8}"))) {
            return Optional.empty();
        }
        if (!literal.text()) {
            return Optional.of(text);
        }
        String value = literal.value();
        String core = withoutWildcards(TIME.matcher(value).replaceFirst(""));
        int at = value.indexOf(core);
        String cased =
                core.equals(core.toLowerCase(Locale.ROOT)) && literal.operand().contains("lower")
                        ? text.toLowerCase(Locale.ROOT)
                        : core.equals(core.toUpperCase(Locale.ROOT))
                                        && literal.operand().contains("upper")
                                ? text.toUpperCase(Locale.ROOT)
                                : text;
        return Optional.of(SqlLiterals.escape(value.substring(0, at) + cased + value.substring(at + core.length())));
    }
}
