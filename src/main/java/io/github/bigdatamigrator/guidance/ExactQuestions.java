package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.guidance.TableNode.quoted;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.GuidedQuestion;
import io.github.bigdatamigrator.sql.SqlLiterals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Generates questions that have exactly one right answer, to measure a model with: templates over the foreign keys of
 * the profile. Every join goes from many to one, so that no total counts a row twice; rows that a join or a missing
 * value leaves out are named in the question. The same profile gives the same questions.
 */
final class ExactQuestions {
    /** Columns of each role and table that a template is filled with. */
    private static final int MAX_COLUMNS = 3;

    private static final int RANKED = 5;

    /** Attributes that data rarely has; those that it may have are left out. */
    private static final List<List<String>> ABSENT = List.of(
            List.of("shoe size", "Schuhgröße"),
            List.of("blood pressure", "Blutdruck"),
            List.of("wind speed", "Windgeschwindigkeit"),
            List.of("vaccination rate", "Impfquote"));

    private final SchemaGraph graph;
    private final boolean german;
    private final Set<String> words = new HashSet<>();

    /** A way to a table, with the words for rows that it loses. */
    private record Way(JoinPath path, String onlyKnown) {}

    private ExactQuestions(SchemaGraph graph, boolean german) {
        this.graph = graph;
        this.german = german;
        for (TableNode node : graph.nodes()) {
            words.addAll(node.words().list());
            node.table()
                    .columns()
                    .forEach(column -> words.addAll(NounPhrase.of(column).list()));
        }
    }

    /**
     * See {@link UserGuidanceSystem#exactQuestions}. The questions of each kind, those about the most relevant tables
     * first and the tables in turns; they are still to be run, since ties and empty results are known only then.
     *
     * @param language the questions are in German or else in English
     */
    static List<List<GuidedQuestion>> of(DataContext context, Locale language) {
        return new ExactQuestions(SchemaGraph.of(context), language.equals(Locale.GERMAN)).kinds();
    }

    private List<List<GuidedQuestion>> kinds() {
        List<Function<TableNode, List<GuidedQuestion>>> templates = List.of(
                node -> List.of(new GuidedQuestion(
                        say("How many %s are there?", "Wie viele %s gibt es?", node.plural()),
                        "SELECT count(*) AS n FROM " + node.sqlName(),
                        "count")),
                node -> figures(
                        node,
                        node.summable(),
                        "What is the total %s of all %s?",
                        "Was ist die Summe von %s über alle %s?",
                        "SELECT sum(%s) AS total FROM %s",
                        "total"),
                node -> filtered(
                        JoinPath.of(node),
                        say("How many %s have the", "Wie viele %s haben", node.plural()),
                        "count(*) AS n",
                        "filter"),
                node -> groupTotals(node, new Way(JoinPath.of(node), ""), "groups"),
                this::rankings,
                this::years,
                node -> each(node, way -> groupTotals(node, way, "join")),
                node -> figures(
                        node,
                        node.measures(),
                        "What is the average %s of the %s?",
                        "Was ist der Durchschnitt von %s der %s?",
                        "SELECT avg(%s) AS average FROM %s",
                        "average"),
                this::absent,
                node -> each(
                        node,
                        way -> filtered(
                                way.path(),
                                say(
                                        "How many %s have a %s with the",
                                        "Wie viele %s haben als %s etwas mit",
                                        node.plural(),
                                        way.path().end().singular()),
                                "count(*) AS n",
                                "join")),
                node -> grouped(
                        new Way(JoinPath.of(node), ""),
                        say("How many %s are there", "Wie viele %s gibt es", node.plural()),
                        "count(*) AS n",
                        "groups"),
                this::withChildren,
                node -> some(node.summable())
                        .flatMap(column -> filtered(
                                JoinPath.of(node),
                                say(
                                        "What is the total %s of the %s with the",
                                        "Was ist die Summe von %s der %s mit", words(column), node.plural()),
                                "sum(" + quoted(column) + ") AS total",
                                "filter")
                                .stream())
                        .toList(),
                node -> figures(
                        node,
                        node.columns(ColumnRole.CATEGORY, ColumnRole.NAME, ColumnRole.REFERENCE),
                        "How many different values of %s do the %s have?",
                        "Wie viele verschiedene Werte von %s haben die %s?",
                        "SELECT count(DISTINCT %s) AS n FROM %s",
                        "distinct"),
                this::months,
                node -> figures(
                        node,
                        node.measures(),
                        "What is the highest %s of all %s?",
                        "Was ist der höchste Wert von %s aller %s?",
                        "SELECT max(%s) AS highest FROM %s",
                        "extreme"));
        return templates.stream()
                .map(template -> UserGuidanceSystem.interleave(
                        graph.nodes().stream().map(template).toList()))
                .toList();
    }

    private String say(String english, String inGerman, Object... words) {
        return String.format(Locale.ROOT, german ? inGerman : english, words);
    }

    private static String words(ColumnProfile column) {
        return NounPhrase.of(column).text();
    }

    /** {@code sale date}, {@code joined date} of a column joined_on. */
    private String day(ColumnProfile date) {
        String rest = NounPhrase.of(date).without(TrendRules.DATE_WORDS).text();
        return rest.isEmpty() ? say("date", "Datum") : say("%s date", "%s-Datum", rest);
    }

    private static Stream<ColumnProfile> some(List<ColumnProfile> columns) {
        return columns.stream().limit(MAX_COLUMNS);
    }

    private static Stream<ColumnProfile> textCategories(TableNode node) {
        return node.columns(ColumnRole.CATEGORY).stream()
                .filter(column -> column.type().kind() == ColumnType.Kind.STRING && !ColumnRoles.isPersonName(column));
    }

    /** One figure of a column over all rows. */
    private List<GuidedQuestion> figures(
            TableNode node, List<ColumnProfile> columns, String english, String inGerman, String sql, String kind) {
        return some(columns)
                .map(column -> new GuidedQuestion(
                        say(english, inGerman, words(column), node.plural()),
                        sql.formatted(quoted(column), node.sqlName()),
                        kind))
                .toList();
    }

    /** One figure over the rows with a stored value at the end of the path. */
    private static List<GuidedQuestion> filtered(JoinPath path, String text, String measure, String kind) {
        TableNode owner = path.end();
        List<GuidedQuestion> questions = new ArrayList<>();
        for (ColumnProfile column : textCategories(owner).toList()) {
            List<String> values = column.topValues().stream()
                    .map(TopValue::value)
                    .filter(value -> isPlain(value, column))
                    .toList();
            if (!values.isEmpty()) {
                String value = values.get(Math.min(1, values.size() - 1));
                questions.add(new GuidedQuestion(
                        text + " " + words(column) + " '" + value + "'?",
                        "SELECT " + measure + "\nFROM " + path.sql() + "\nWHERE " + path.column(owner, column) + " = "
                                + SqlLiterals.quote(value),
                        kind));
            }
        }
        return questions;
    }

    /** Whether the value is stored in one spelling and can be quoted in a question. */
    private static boolean isPlain(String value, ColumnProfile column) {
        long spellings = column.topValues().stream()
                .filter(other -> other.value().strip().equalsIgnoreCase(value.strip()))
                .count();
        return spellings == 1 && value.equals(value.strip()) && value.matches("[^'\"%\\p{Cc}]{1,40}");
    }

    private List<GuidedQuestion> groupTotals(TableNode node, Way way, String kind) {
        return some(node.summable())
                .flatMap(column -> grouped(
                        way,
                        say(
                                "What is the total %s of the %s",
                                "Was ist die Summe von %s der %s", words(column), node.plural()),
                        "sum(" + way.path().column(node, column) + ") AS total",
                        kind)
                        .stream())
                .toList();
    }

    /** A figure for each category at the end of the way. */
    private List<GuidedQuestion> grouped(Way way, String text, String measure, String kind) {
        JoinPath path = way.path();
        return some(textCategories(path.end()).toList())
                .map(column -> {
                    Dimension by = Dimension.column(path, column);
                    String group = by.words().text();
                    String onlyKnown = way.onlyKnown().isEmpty() && column.nulls() > 0
                            ? onlyKnown(path.start(), group)
                            : way.onlyKnown();
                    return new GuidedQuestion(
                            text + say(" for each %s?", " je %s?", group) + onlyKnown,
                            "SELECT " + by.select() + ", " + measure + "\nFROM " + path.sql() + "\nWHERE "
                                    + by.groupBy() + " IS NOT NULL\nGROUP BY " + by.groupBy(),
                            kind);
                })
                .toList();
    }

    private String onlyKnown(TableNode node, String what) {
        return say(" (Only %s whose %s is known.)", " (Nur %s, deren %s bekannt ist.)", node.plural(), what);
    }

    private List<GuidedQuestion> each(TableNode node, Function<Way, List<GuidedQuestion>> template) {
        return ways(node).stream().flatMap(way -> template.apply(way).stream()).toList();
    }

    /** The ancestors in one or two joins that only one way leads to. */
    private List<Way> ways(TableNode node) {
        List<JoinPath> paths = new ArrayList<>();
        for (ForeignKeyEdge edge : node.parents()) {
            paths.add(JoinPath.of(node, edge));
            edge.parent().parents().forEach(next -> paths.add(new JoinPath(node, List.of(edge, next))));
        }
        return paths.stream()
                .filter(path -> path.edges().stream().noneMatch(ForeignKeyEdge::isSelfReference)
                        && path.end() != node
                        && paths.stream()
                                        .filter(other -> other.end() == path.end())
                                        .count()
                                == 1)
                .map(path -> new Way(
                        path, losesRows(path) ? onlyKnown(node, path.end().singular()) : ""))
                .toList();
    }

    /** Whether a row has no counterpart at the end of the path. */
    private static boolean losesRows(JoinPath path) {
        return path.edges().stream().anyMatch(edge -> edge.relationship().orphanRows() > 0)
                || path.edges().stream()
                        .flatMap(edge -> edge.childColumns().stream())
                        .anyMatch(column -> column.nulls() > 0);
    }

    /** Rankings of parents by a total, where one column names each parent. */
    private List<GuidedQuestion> rankings(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        for (Way way : ways(node)) {
            Optional<LabelColumns> label = LabelColumns.of(way.path().end())
                    .filter(columns -> columns.columns().size() == 1 && !columns.isAmbiguous());
            Optional<Dimension> parents = label.flatMap(columns -> Dimension.parent(way.path()));
            for (ColumnProfile column : some(node.summable()).toList()) {
                String total = "sum(" + way.path().column(node, column) + ") AS total";
                parents.filter(by -> by.groups() > RANKED).ifPresent(by -> {
                    String text = say(
                            "Which %s %s have the highest total %s of their %s, and how much is it?",
                            "Welche %s %s haben die höchste Summe von %s ihrer %s, und wie hoch ist sie?",
                            RANKED,
                            by.plural(),
                            words(column),
                            node.plural());
                    questions.add(new GuidedQuestion(
                            text + way.onlyKnown(), by.topGroups(total, "total", RANKED), "ranking"));
                });
            }
        }
        return questions;
    }

    private List<GuidedQuestion> years(TableNode node) {
        return node.mainDate().stream()
                .flatMap(date -> Stream.of(String.valueOf(date.max()), String.valueOf(date.min()))
                        .filter(end -> end.matches("\\d{4}-.*"))
                        .map(end -> end.substring(0, 4))
                        .distinct()
                        .map(year -> new GuidedQuestion(
                                say(
                                        "How many %s have a %s in the year %s?",
                                        "Wie viele %s haben ein %s im Jahr %s?", node.plural(), day(date), year),
                                "SELECT count(*) AS n FROM " + node.sqlName() + " WHERE year(" + quoted(date) + ") = "
                                        + year,
                                "period")))
                .toList();
    }

    private List<GuidedQuestion> months(TableNode node) {
        return node.mainDate().stream()
                .flatMap(date -> some(node.summable())
                        .map(column -> new GuidedQuestion(
                                say(
                                                "What is the total %s of the %s for each month of the %s?",
                                                "Was ist die Summe von %s der %s je Monat (%s)?",
                                                words(column),
                                                node.plural(),
                                                day(date))
                                        + (date.nulls() > 0 ? onlyKnown(node, day(date)) : ""),
                                "SELECT date_format(%1$s, 'yyyy-MM') AS month, sum(%2$s) AS total\nFROM %3$s\n"
                                                .formatted(quoted(date), quoted(column), node.sqlName())
                                        + "WHERE %1$s IS NOT NULL\nGROUP BY date_format(%1$s, 'yyyy-MM')"
                                                .formatted(quoted(date)),
                                "period")))
                .toList();
    }

    /** Parents with and without children, and a total over those that have some, which a plain join would inflate. */
    private List<GuidedQuestion> withChildren(TableNode node) {
        List<GuidedQuestion> questions = new ArrayList<>();
        for (ForeignKeyEdge edge : node.children()) {
            long ways = node.children().stream()
                    .filter(other -> other.child() == edge.child())
                    .count();
            if (edge.isComposite() || edge.isSelfReference() || ways > 1) {
                continue;
            }
            String child = german ? edge.child().plural() : edge.child().singular();
            String exists = "EXISTS (SELECT 1 FROM %1$s WHERE %1$s.%2$s = %3$s.%4$s)"
                    .formatted(
                            edge.child().sqlName(),
                            quoted(edge.reference()),
                            node.sqlName(),
                            quoted(edge.parentColumns().get(0)));
            String from = " FROM " + node.sqlName() + " WHERE ";
            questions.add(new GuidedQuestion(
                    say(
                            "How many %s have at least one %s?",
                            "Wie viele %s haben mindestens einen Eintrag in %s?", node.plural(), child),
                    "SELECT count(*) AS n" + from + exists,
                    "existence"));
            questions.add(new GuidedQuestion(
                    say(
                            "How many %s have no %s at all?",
                            "Wie viele %s haben keinen Eintrag in %s?", node.plural(), child),
                    "SELECT count(*) AS n" + from + "NOT " + exists,
                    "existence"));
            some(node.summable())
                    .forEach(column -> questions.add(new GuidedQuestion(
                            say(
                                    "What is the total %s of the %s that have at least one %s?",
                                    "Was ist die Summe von %s der %s mit mindestens einem Eintrag in %s?",
                                    words(column),
                                    node.plural(),
                                    child),
                            "SELECT sum(" + quoted(column) + ") AS total" + from + exists,
                            "existence")));
        }
        return questions;
    }

    private List<GuidedQuestion> absent(TableNode node) {
        List<List<String>> names = new ArrayList<>(ABSENT);
        Collections.rotate(names, -graph.nodes().indexOf(node));
        return names.stream()
                .filter(each -> Stream.of(each.get(0).split(" ")).noneMatch(words::contains))
                .map(each -> new GuidedQuestion(
                        say(
                                "What is the average %s of the %s?",
                                "Was ist der Durchschnitt von %s der %s?", each.get(german ? 1 : 0), node.plural()),
                        "",
                        "unanswerable"))
                .toList();
    }
}
