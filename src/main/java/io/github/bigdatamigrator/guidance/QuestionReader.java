package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.context.Meanings.Definition;
import io.github.bigdatamigrator.text.FoldedWords;
import io.github.bigdatamigrator.text.Plurals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a question into words and finds the tables, columns and stored values that they name. Keeps count of the words
 * that are understood, because a word that is not may change what is asked.
 */
final class QuestionReader {
    private static final Pattern WORD = Pattern.compile("[\"“„']([^\"“”„']{2,60})[\"”“'](?![\\p{L}\\p{N}])"
            + "|\\d+(?:[.,]\\d+)*|[\\p{L}\\p{M}\\p{N}_]+|[<>=]+|[%!*/+]");
    private static final int MAX_WORDS = 5;

    /** A column with its table. */
    record Field(TableNode node, ColumnProfile column) {
        /** {@code sales.amount}, as in the file. */
        String name() {
            return node.nameOf(column);
        }

        /** The column in a query. */
        String sql(JoinPath path) {
            return path.column(node, column);
        }

        boolean isMeasure() {
            return column.type().numeric() && node.role(column).isMeasure();
        }
    }

    /** A value of a text column. */
    record StoredValue(Field field, String value) {}

    /**
     * What some words name; the same words can name a table, columns of several tables, and values.
     *
     * @param to the index after the last word
     */
    record Mention(int from, int to, @Nullable TableNode table, List<Field> fields, List<StoredValue> values) {
        Mention {
            fields = List.copyOf(fields);
            values = List.copyOf(values);
        }

        boolean onlyValue() {
            return table == null && fields.isEmpty();
        }

        /** The columns of one table. */
        Mention of(@Nullable TableNode node) {
            return new Mention(
                    from,
                    to,
                    null,
                    fields.stream().filter(field -> field.node() == node).toList(),
                    List.of());
        }
    }

    /** Words that name a measure or filter. */
    record Defined(int from, int to, TableNode node, Definition definition) {}

    private final List<Defined> defined = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final Set<Integer> quoted = new HashSet<>();
    private final List<Mention> mentions = new ArrayList<>();
    private final Set<Integer> understood = new HashSet<>();

    /** What questions can name, by the stems of its words. */
    static final class Names {
        private final Map<List<String>, TableNode> tables = new HashMap<>();
        private final Map<List<String>, List<Field>> fields = new HashMap<>();
        private final Map<List<String>, List<StoredValue>> values = new HashMap<>();
        private final Map<List<String>, Defined> definitions = new HashMap<>();

        /** The tables, columns and frequent values of the profile. */
        Names(SchemaGraph graph) {
            for (TableNode node : graph.nodes()) {
                tables.putIfAbsent(stems(node.words().list()), node);
                tables.putIfAbsent(stems(FoldedWords.of(node.name())), node);
                node.synonyms().forEach(name -> tables.putIfAbsent(stems(FoldedWords.of(name)), node));
                for (Definition definition : node.definitions()) {
                    Stream.concat(Stream.of(definition.name()), definition.synonyms().stream())
                            .forEach(name -> definitions.putIfAbsent(
                                    stems(FoldedWords.of(name)), new Defined(0, 0, node, definition)));
                }
                for (ColumnProfile column : node.table().columns()) {
                    Field field = new Field(node, column);
                    NounPhrase name = NounPhrase.of(column);
                    Stream.concat(
                                    Stream.of(name.list(), FoldedWords.of(name.text()), FoldedWords.of(column.name())),
                                    node.synonyms(column).stream().map(FoldedWords::of))
                            .map(QuestionReader::stems)
                            .distinct()
                            .forEach(stems -> fields.computeIfAbsent(stems, any -> new ArrayList<>())
                                    .add(field));
                    if (column.type().kind() == ColumnType.Kind.STRING) {
                        column.topValues().forEach(top -> add(new StoredValue(field, top.value())));
                    }
                }
            }
        }

        void add(StoredValue value) {
            values.computeIfAbsent(stems(FoldedWords.of(value.value())), any -> new ArrayList<>())
                    .add(value);
        }

        private List<StoredValue> values(List<String> words) {
            return values.getOrDefault(stems(FoldedWords.of(String.join(" ", words))), List.of()).stream()
                    .distinct()
                    .toList();
        }
    }

    QuestionReader(String question, Names names) {
        Matcher word = WORD.matcher(question.replaceAll("['’]s\\b", ""));
        while (word.find()) {
            if (word.group(1) != null) {
                quoted.add(words.size());
                words.add(word.group(1));
            } else if (Character.isDigit(word.group().charAt(0))
                    || !Character.isLetter(word.group().charAt(0))) {
                words.add(word.group());
            } else {
                words.addAll(FoldedWords.of(word.group()));
            }
        }
        for (int at = 0; at < words.size(); ) {
            Defined named = defined(at, names);
            if (named != null) {
                at = add(named, names);
                continue;
            }
            Mention longest = longest(at, names);
            if (longest != null) {
                mentions.add(longest);
            }
            at = longest == null ? at + 1 : longest.to();
        }
    }

    private @Nullable Defined defined(int at, Names names) {
        for (int length = Math.min(MAX_WORDS, words.size() - at); length > 0; length--) {
            Defined found = names.definitions.get(stems(words.subList(at, at + length)));
            if (found != null && !quoted.contains(at)) {
                return new Defined(at, at + length, found.node(), found.definition());
            }
        }
        return null;
    }

    /** “Active customers” names the table too. Returns the index after the words. */
    private int add(Defined named, Names names) {
        int last = named.to() - 1;
        boolean table = named.definition().kind() == Meanings.Kind.FILTER
                && named.from() < last
                && names.tables.get(stems(words.subList(last, named.to()))) == named.node();
        defined.add(table ? new Defined(named.from(), last, named.node(), named.definition()) : named);
        if (table) {
            mentions.add(new Mention(last, named.to(), named.node(), List.of(), List.of()));
        }
        return named.to();
    }

    /** The measures or filters that the question names; their words are understood then. */
    List<Defined> takeDefined(Meanings.Kind kind) {
        List<Defined> taken = defined.stream()
                .filter(each -> each.definition().kind() == kind)
                .toList();
        taken.forEach(each -> understand(each.from(), each.to()));
        return taken;
    }

    private @Nullable Mention longest(int at, Names names) {
        if (quoted.contains(at)) {
            List<StoredValue> found = names.values(List.of(words.get(at)));
            return found.isEmpty() ? null : new Mention(at, at + 1, null, List.of(), found);
        }
        for (int length = Math.min(MAX_WORDS, words.size() - at); length > 0; length--) {
            List<String> part = words.subList(at, at + length);
            List<String> stems = stems(part);
            TableNode table = names.tables.get(stems);
            List<Field> fields = names.fields.getOrDefault(stems, List.of());
            List<StoredValue> found = PlainWords.isCommon(part) ? List.of() : names.values(part);
            if (table != null || !fields.isEmpty() || !found.isEmpty()) {
                return new Mention(at, at + length, table, fields, found);
            }
        }
        return null;
    }

    private static List<String> stems(List<String> words) {
        return words.stream().map(Plurals::stem).toList();
    }

    List<Mention> mentions() {
        return mentions;
    }

    /** Takes a table with a column of it behind for one: “customer segment”. */
    void joinQualified(Predicate<Mention> qualifies) {
        for (int i = 0; i + 1 < mentions.size(); i++) {
            Mention table = mentions.get(i);
            Mention column = mentions.get(i + 1).of(table.table());
            boolean beside = table.to() == column.from() && !column.fields().isEmpty();
            if (beside && mentions.get(i + 1).table() == null && qualifies.test(table)) {
                mentions.set(i, new Mention(table.from(), column.to(), null, column.fields(), List.of()));
                mentions.remove(i + 1);
            }
        }
    }

    /** Takes a value for a plain word. */
    void dismiss(Mention mention) {
        mentions.remove(mention);
    }

    int size() {
        return words.size();
    }

    /** The word at an index; the empty string outside. */
    String word(int at) {
        return at >= 0 && at < words.size() ? words.get(at) : "";
    }

    boolean isNumber(int at) {
        return word(at).matches("\\d+(?:[.,]\\d+)*");
    }

    /** A decimal number as SQL writes it; thousands separators are dropped. */
    String number(int at) {
        String text = word(at);
        return text.matches("\\d{1,3}(,\\d{3})+(\\.\\d+)?") ? text.replace(",", "") : text.replace(',', '.');
    }

    /** The index of the first of these words from a position on that is not understood yet, or -1. */
    int find(Set<String> wanted, int from) {
        for (int at = from; at < words.size(); at++) {
            if (wanted.contains(words.get(at)) && !isMentioned(at) && !isUnderstood(at)) {
                return at;
            }
        }
        return -1;
    }

    /** As {@link #find}, from the beginning; the word is understood then. */
    int take(Set<String> wanted) {
        int at = find(wanted, 0);
        if (at >= 0) {
            understood.add(at);
        }
        return at;
    }

    boolean isMentioned(int at) {
        return mentions.stream().anyMatch(mention -> mention.from() <= at && at < mention.to())
                || defined.stream().anyMatch(each -> each.from() <= at && at < each.to());
    }

    void understand(int from, int to) {
        for (int at = from; at < to; at++) {
            understood.add(at);
        }
    }

    boolean isUnderstood(int at) {
        return understood.contains(at);
    }

    /** Whether every word is understood or irrelevant. */
    boolean isComplete() {
        for (int at = 0; at < words.size(); at++) {
            if (!understood.contains(at) && !PlainWords.FILLERS.contains(words.get(at))) {
                return false;
            }
        }
        return true;
    }
}
