package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.guidance.QuestionReader.Field;
import io.github.bigdatamigrator.guidance.QuestionReader.Mention;
import io.github.bigdatamigrator.guidance.QuestionReader.StoredValue;
import io.github.bigdatamigrator.text.FoldedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads plain questions without a model, by templates over the foreign keys of the profile: counts with conditions,
 * groups, rankings, totals and averages, correlations, samples and lists. Every word must be understood and every name
 * must have one meaning; otherwise there is no answer instead of a wrong one.
 */
public final class PlainQuestions {
    private static final int SAMPLE_ROWS = 5;
    private static final int LISTED_ROWS = 20;
    private static final int TOP = 10;
    /** The figure is shown anyway: “…, and how much is it?” */
    private static final Pattern FIGURE_TOO = Pattern.compile("(?iu),? (?:and|und) (?:how (?:much|many|high)"
            + "|wie (?:viele?|hoch)) (?:is|was|are|were|ist|war|sind|waren) (?:it|they|that|sie|es|das) *[?.]*$");

    private final SchemaGraph graph;
    private final QuestionReader reader;
    private final PlainConditions conditions;

    /**
     * A value that the data holds.
     *
     * @param table the table's name
     * @param column the column's name
     */
    public record Value(String table, String column, String value) {}

    private PlainQuestions(SchemaGraph graph, QuestionReader reader) {
        this.graph = graph;
        this.reader = reader;
        this.conditions = new PlainConditions(reader);
    }

    /**
     * The query for a question, with its reading as the reason.
     *
     * @param known values that the words of the question name, besides the frequent values of the profile
     */
    public static Optional<GuidedQuestion> of(String question, DataContext context, List<Value> known) {
        if (context.run().partial()) {
            return Optional.empty();
        }
        SchemaGraph graph = SchemaGraph.of(context);
        QuestionReader.Names names = new QuestionReader.Names(graph);
        for (TableNode node : graph.nodes()) {
            known.stream()
                    .filter(value -> value.table().equals(node.name()))
                    .forEach(value -> node.table()
                            .column(value.column())
                            .ifPresent(column -> names.add(new StoredValue(new Field(node, column), value.value()))));
        }
        // Each attempt marks the words that it understands, so each gets a reader of its own.
        return Stream.<Function<PlainQuestions, Optional<Reading>>>of(
                        PlainQuestions::correlation,
                        PlainQuestions::sample,
                        PlainQuestions::distinctValues,
                        PlainQuestions::aggregate)
                .flatMap(attempt -> {
                    String asked = FIGURE_TOO.matcher(question.strip()).replaceFirst("");
                    PlainQuestions plain = new PlainQuestions(graph, new QuestionReader(asked, names));
                    return attempt.apply(plain).filter(reading -> plain.reader.isComplete()).stream();
                })
                .findFirst()
                .map(reading -> new GuidedQuestion(question, reading.sql(), reading.words()));
    }

    private record Reading(String words, String sql) {}

    private static Optional<Reading> reading(String words, PlainQuery query, String sql) {
        String where = query.conditions();
        return Optional.of(new Reading(words + (where.isEmpty() ? "" : " where " + where.replace('\n', ' ')), sql));
    }

    /** “Is there a correlation between price and length?” */
    private Optional<Reading> correlation() {
        List<Mention> mentions = reader.mentions();
        if (reader.take(PlainWords.CORRELATE) < 0 || mentions.size() < 2) {
            return Optional.empty();
        }
        reader.take(Set.of("between", "zwischen"));
        List<Field> one =
                mentions.get(0).fields().stream().filter(Field::isMeasure).toList();
        List<Field> other =
                mentions.get(1).fields().stream().filter(Field::isMeasure).toList();
        mentions.forEach(mention -> reader.understand(mention.from(), mention.to()));
        List<TableNode> nodes = mentions.size() == 3 && mentions.get(2).table() != null
                ? List.of(mentions.get(2).table())
                : graph.nodes();
        List<Reading> found = new ArrayList<>();
        for (TableNode node : nodes) {
            Optional<Field> x =
                    one.stream().filter(field -> field.node() == node).findFirst();
            Optional<Field> y =
                    other.stream().filter(field -> field.node() == node).findFirst();
            if (mentions.size() <= 3 && x.isPresent() && y.isPresent()) {
                PlainQuery query = new PlainQuery(node);
                String sql = query.aggregate(
                        path -> "round(corr(" + x.get().sql(path) + ", "
                                + y.get().sql(path) + "), 3)",
                        "correlation");
                reading(
                                "correlation of " + x.get().name() + " and "
                                        + y.get().name() + " (1 and -1 are perfect, 0 is none)",
                                query,
                                sql)
                        .ifPresent(found::add);
            }
        }
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** “Show me 5 tracks”, “a sample of orders”, “list the genres” */
    private Optional<Reading> sample() {
        List<Mention> mentions = reader.mentions();
        TableNode node = mentions.size() == 1 ? mentions.get(0).table() : null;
        boolean asks = Set.of("show", "give", "list", "zeige", "zeig", "nenne", "display", "print")
                        .contains(reader.word(0))
                || Set.of("first", "sample", "some", "random").contains(reader.word(0))
                || reader.find(Set.of("sample", "samples", "example", "examples"), 0) >= 0;
        if (node == null || !asks) {
            return Optional.empty();
        }
        reader.understand(mentions.get(0).from(), mentions.get(0).to());
        int limit = number();
        boolean some = false;
        for (int at = 0; at < reader.size(); at++) {
            if (PlainWords.SAMPLE.contains(reader.word(at))) {
                reader.understand(at, at + 1);
                some = true;
            }
        }
        reader.take(Set.of("all", "alle"));
        reader.take(Set.of("display", "print"));
        int rows = limit > 0 ? limit : some ? SAMPLE_ROWS : LISTED_ROWS;
        PlainQuery query = new PlainQuery(node);
        boolean list = limit <= 0 && !some;
        String sql = list
                ? query.rows(PlainQuery.name(node), path -> "1", LISTED_ROWS)
                : query.rows(path -> "*", path -> path.columns(node, node.key()), rows);
        return reading(list ? node.plural() + " by name" : "the first rows of " + node.name(), query, sql);
    }

    /** “Which genres are there?” */
    private Optional<Reading> distinctValues() {
        List<Mention> mentions = reader.mentions();
        boolean asks = Set.of("what", "which", "list", "show", "welche", "give").contains(reader.word(0));
        if (mentions.size() != 1 || !asks) {
            return Optional.empty();
        }
        Mention mention = mentions.get(0);
        reader.understand(mention.from(), mention.to());
        reader.take(PlainWords.DISTINCT);
        reader.take(Set.of("all", "alle"));
        reader.take(NounPhrase.set("value values werte"));
        TableNode node = mention.table();
        if (node != null) {
            PlainQuery query = new PlainQuery(node);
            return reading(
                    node.plural() + " by name", query, query.rows(PlainQuery.name(node), path -> "1", LISTED_ROWS));
        }
        if (mention.fields().size() != 1) {
            return Optional.empty();
        }
        Field field = mention.fields().get(0);
        PlainQuery query = new PlainQuery(field.node());
        String sql = query.groups(
                field::sql, field::sql, path -> "count(*)", field.node().countAlias(), "2 DESC, 1", 0);
        return reading("values of " + field.name() + " with their number of rows", query, sql);
    }

    /** Counts, totals, averages and rankings, also by groups and with conditions. */
    private Optional<Reading> aggregate() {
        boolean many = reader.take(PlainWords.MANY) >= 0;
        boolean distinct = reader.take(PlainWords.DISTINCT) >= 0;
        conditions.read();
        PlainMeasure measure = PlainMeasure.read(reader, many, distinct);
        int limit = measure.ranks() ? number() : 0;
        List<Mention> subjects = conditions.subjects();
        List<Mention> groups = conditions.groups();
        if (subjects.size() + groups.size() > 3 || groups.size() > 1) {
            return Optional.empty();
        }
        reader.mentions().forEach(mention -> reader.understand(mention.from(), mention.to()));
        Optional<PlainMeasure.Plan> plan =
                measure.plan(graph, subjects, groups, conditions.period().isPresent());
        return plan.flatMap(found -> render(found, measure, limit));
    }

    private Optional<Reading> render(PlainMeasure.Plan plan, PlainMeasure measure, int limit) {
        PlainQuery query = new PlainQuery(plan.start());
        if (!conditions.apply(query)) {
            return Optional.empty();
        }
        if (plan.group() != null && !query.reach(plan.group().node())) {
            return Optional.empty();
        }
        String direction = measure.descending() ? " DESC" : "";
        int rows = limit > 0 ? limit : measure.ranks() ? (plan.single() ? 1 : TOP) : 0;
        PlainMeasure.Group group = plan.group();
        if (plan.listed() != null) {
            Field by = plan.listed();
            if (!query.where(by, "IS NOT NULL")) {
                return Optional.empty();
            }
            String sql = query.rows(
                    path -> PlainQuery.name(plan.start()).apply(path) + ", " + by.sql(path),
                    path -> by.sql(path) + direction + ", 1",
                    rows);
            return reading(plan.words(), query, sql);
        }
        if (plan.measure().isEmpty()) {
            return conditions.isEmpty()
                    ? Optional.empty()
                    : reading(
                            plan.start().plural() + " by name",
                            query,
                            query.rows(PlainQuery.name(plan.start()), path -> "1", 0));
        }
        String alias = columnAlias(plan.alias());
        Optional<Function<JoinPath, String>> period = conditions.period(query);
        if (conditions.period().isPresent()) {
            if (period.isEmpty() || group != null) {
                return Optional.empty();
            }
            String order = measure.ranks() ? "2" + direction + ", 1" : "1";
            String sql = query.groups(period.get(), path -> "1", plan.sql(), alias, order, rows);
            return reading(plan.words() + " by " + conditions.period().get(), query, sql);
        }
        if (group == null) {
            return measure.ranks() && !plan.single()
                    ? Optional.empty()
                    : reading(plan.words(), query, query.aggregate(plan.sql(), alias));
        }
        String sql = query.groups(
                group.select(),
                group.groupBy(),
                plan.sql(),
                alias,
                alias + (measure.ranks() ? direction : " DESC") + ", 1",
                rows);
        return reading(plan.words() + " by " + group.words(), query, sql);
    }

    /** A number of rows that the question asks for: “top 5”, “five tracks”; 0 if there is none. */
    private int number() {
        for (int at = 0; at < reader.size(); at++) {
            boolean free = !reader.isMentioned(at) && !reader.isUnderstood(at);
            int spelled = FoldedWords.ENGLISH_NUMBERS.indexOf(reader.word(at)) + 1;
            if (free && (spelled > 0 || reader.word(at).matches("[1-9]\\d{0,2}"))) {
                reader.understand(at, at + 1);
                return spelled > 0 ? spelled : Integer.parseInt(reader.word(at));
            }
        }
        return 0;
    }
}
