package io.github.bigdatamigrator.knowledge;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.ValueFinder;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.knowledge.KnowledgeFolder.Document;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer.Column;
import io.github.bigdatamigrator.knowledge.ReviewedAnswer.Table;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlWords;
import io.github.bigdatamigrator.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The answers that people marked as right or wrong, in the folder {@code answers}: one file each, so that marking a
 * question again replaces its file. Thread-safe.
 */
public final class ReviewedAnswers {
    private static final String FOLDER = "answers/";
    private static final String EXTENSION = ".yaml";
    private static final int SLUG_LENGTH = 48;
    private static final int MAX_EXAMPLES = 3;
    private static final double MIN_SIMILARITY = 0.4;
    /** Profiles whose templates are kept for later questions. */
    private static final int MAX_PROFILES = 16;

    /** Knows no answers and keeps none. */
    public static final ReviewedAnswers NONE = new ReviewedAnswers(null);

    private final @Nullable KnowledgeFolder folder;
    private final Map<Document, ReviewedAnswer> read = new ConcurrentHashMap<>();
    /** By the object, because a profile is large. */
    private final Map<DataContext, Map<ReviewedAnswer, AnswerTemplate>> templates =
            Collections.synchronizedMap(new IdentityHashMap<>());

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    public ReviewedAnswers(@Nullable KnowledgeFolder folder) {
        this.folder = folder;
    }

    /**
     * The readable answers with what is wrong with the other files.
     *
     * @param problems one line each, with file and line
     */
    public record Listing(List<ReviewedAnswer> answers, List<String> problems) {
        public Listing {
            answers = List.copyOf(answers);
            problems = List.copyOf(problems);
        }
    }

    /**
     * A reviewed answer to the same question.
     *
     * @param sql its statements with the parameters of the question
     * @param same whether the question has the same words
     */
    public record Match(ReviewedAnswer answer, List<String> sql, boolean same) {
        public Match {
            sql = List.copyOf(sql);
        }
    }

    /** All answers, the latest first. */
    public Listing list() {
        List<ReviewedAnswer> answers = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Document document : folder == null ? List.<Document>of() : folder.list(FOLDER)) {
            Yaml content = document.content();
            if (content == null) {
                problems.add(String.valueOf(document.problem()));
                continue;
            }
            try {
                answers.add(read.computeIfAbsent(document, it -> ReviewedAnswerYaml.read(nameOf(it.name()), content)));
            } catch (MigratorException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        answers.sort(Comparator.comparing(ReviewedAnswer::at).reversed());
        return new Listing(answers, problems);
    }

    /** The problems that no earlier call returned. */
    public List<String> newProblems() {
        return list().problems().stream().filter(told::add).toList();
    }

    private static String nameOf(String file) {
        return file.substring(FOLDER.length(), file.length() - EXTENSION.length());
    }

    /**
     * Stores an answer in place of an earlier one to the same question about the same tables.
     *
     * @param answer without tables and parameters, which are found here
     */
    public ReviewedAnswer add(ReviewedAnswer answer, DataContext context) {
        ReviewedAnswer used = answer.with("", List.of(), tables(answer.sql(), context));
        boolean learns = used.isGood() && used.after().isEmpty();
        ReviewedAnswer complete = used.with(
                name(used), learns ? new AnswerTemplate(used, context).parameters() : List.of(), used.tables());
        if (folder != null) {
            folder.write(FOLDER + complete.name() + EXTENSION, ReviewedAnswerYaml.write(complete));
        }
        return complete;
    }

    /** The reviews of a conversation's answers, by the number of the question. */
    public Map<Integer, ReviewedAnswer> of(String conversation) {
        return list().answers().stream()
                .filter(answer -> answer.conversation().equals(conversation))
                .collect(Collectors.toMap(ReviewedAnswer::turn, answer -> answer, (later, earlier) -> later));
    }

    /** Removes an answer by its name; returns whether it was there. */
    public boolean remove(String name) {
        boolean safe = !name.contains("/") && !name.contains("\\");
        return folder != null && safe && folder.delete(FOLDER + name + EXTENSION);
    }

    /** The words of the question for people, and a hash of what makes it another question for the program. */
    private static String name(ReviewedAnswer answer) {
        String slug = QuestionParts.fold(answer.question()).replaceAll("[^a-z0-9]+", "-");
        slug = slug.substring(0, Math.min(SLUG_LENGTH, slug.length())).replaceAll("^-|-$", "");
        CRC32 hash = new CRC32();
        String tables = answer.tables().stream().map(Table::name).sorted().collect(Collectors.joining(","));
        String key = String.join(" ", AnswerTemplate.words(answer.question())) + "\n" + answer.after() + answer.state()
                + tables;
        hash.update(key.getBytes(StandardCharsets.UTF_8));
        return (slug.isEmpty() ? "question" : slug) + String.format("-%08x", hash.getValue());
    }

    private static List<Table> tables(List<String> statements, DataContext context) {
        Set<String> names = new HashSet<>();
        for (String sql : statements) {
            SqlWords.of(sql).stream()
                    .filter(SqlWords.Word::isName)
                    .forEach(word -> names.add(SqlIdentifiers.fold(word.text())));
        }
        // Without a statement the answer is about the data as a whole.
        boolean all =
                context.tables().stream().noneMatch(table -> names.contains(SqlIdentifiers.fold(table.sqlName())));
        return context.tables().stream()
                .filter(table -> all || names.contains(SqlIdentifiers.fold(table.sqlName())))
                .map(table -> new Table(
                        table.name(),
                        table.columns().stream()
                                .filter(column -> names.contains(SqlIdentifiers.fold(column.sqlName())))
                                .map(column ->
                                        new Column(column.name(), column.type().toString()))
                                .toList()))
                .toList();
    }

    /** Whether the data has the tables and columns that the answer used. */
    private static boolean applies(ReviewedAnswer answer, DataContext context) {
        return answer.tables().stream()
                .allMatch(used -> context.tables().stream()
                        .filter(table -> table.name().equals(used.name()))
                        .anyMatch(table -> used.columns().stream().allMatch(column -> has(table, column))));
    }

    private static boolean has(TableProfile table, Column used) {
        return table.columns().stream()
                .filter(column -> column.name().equals(used.name()))
                .anyMatch(column -> sameFamily(column, used.type()));
    }

    /** Another file of the same kind may have more digits, or times beside its dates. */
    private static boolean sameFamily(ColumnProfile column, String type) {
        try {
            ColumnType used = ColumnType.parse(type);
            ColumnType now = column.type();
            return used.kind() == now.kind()
                    || (used.numeric() && now.numeric())
                    || (used.temporal() && now.temporal());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The answer to the same question: one with the same words, else the latest one with other parameters.
     *
     * @param state filters, definitions and decisions that are active
     */
    public Optional<Match> match(String question, List<String> state, DataContext context, ValueFinder values) {
        List<Match> found = new ArrayList<>();
        for (ReviewedAnswer answer : applicable(context)) {
            if (answer.after().isEmpty() && Set.copyOf(answer.state()).equals(Set.copyOf(state))) {
                AnswerTemplate template = template(answer, context);
                template.statementsFor(question, values, context)
                        .ifPresent(sql -> found.add(new Match(answer, sql, template.sameQuestion(question))));
            }
        }
        return found.stream()
                .filter(Match::same)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    /**
     * The right answers to the most similar questions on the data, at most {@value #MAX_EXAMPLES}, the most similar
     * first, and the wrong ones to the same question, whatever its parameters.
     */
    public List<ReviewedAnswer> similar(String question, DataContext context, ValueFinder values) {
        record Scored(ReviewedAnswer answer, double score) {}
        List<ReviewedAnswer> applicable = applicable(context);
        if (applicable.isEmpty()) {
            return List.of();
        }
        Set<String> asked = QuestionParts.of(question).contentWords();
        List<Scored> examples = applicable.stream()
                .filter(answer -> answer.isGood() && !answer.sql().isEmpty())
                .map(answer -> new Scored(
                        answer,
                        similarity(asked, template(answer, context).parts().contentWords())))
                .filter(scored -> scored.score() >= MIN_SIMILARITY)
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .limit(MAX_EXAMPLES)
                .toList();
        return Stream.concat(
                        examples.stream()
                                .filter(it -> 2 * it.score() > examples.get(0).score())
                                .map(Scored::answer),
                        applicable.stream()
                                .filter(answer -> !answer.isGood()
                                        && template(answer, context)
                                                .statementsFor(question, values, context)
                                                .isPresent()))
                .toList();
    }

    /** Dice's coefficient: 1 for the same words, 0 for none in common. */
    private static double similarity(Set<String> one, Set<String> other) {
        Set<String> shared = new HashSet<>(one);
        shared.retainAll(other);
        return one.isEmpty() || other.isEmpty() ? 0 : 2.0 * shared.size() / (one.size() + other.size());
    }

    /**
     * The right answers on the data that tell by themselves what their one statement answers, the latest first: none
     * that follows another question or had filters, definitions and decisions of its conversation.
     */
    public List<ReviewedAnswer> independent(DataContext context) {
        return applicable(context).stream()
                .filter(answer -> answer.isGood()
                        && answer.sql().size() == 1
                        && answer.after().isEmpty()
                        && answer.state().isEmpty())
                .toList();
    }

    private List<ReviewedAnswer> applicable(DataContext context) {
        return list().answers().stream()
                .filter(answer -> applies(answer, context))
                .toList();
    }

    private AnswerTemplate template(ReviewedAnswer answer, DataContext context) {
        if (templates.size() > MAX_PROFILES) {
            templates.clear();
        }
        return templates
                .computeIfAbsent(context, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(answer, it -> new AnswerTemplate(it, context));
    }
}
