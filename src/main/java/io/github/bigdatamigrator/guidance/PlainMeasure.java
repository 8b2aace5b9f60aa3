package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.guidance.QuestionReader.Defined;
import io.github.bigdatamigrator.guidance.QuestionReader.Field;
import io.github.bigdatamigrator.guidance.QuestionReader.Mention;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Describes what a plain question measures, and whether it ranks by it: a count, a total, an average, an extreme, the
 * revenue.
 *
 * @param kind what is computed, or {@link Kind#NONE} if no word says so
 * @param ranks whether the question asks for the first or the last
 * @param implied words of the column that an adjective implies (“most expensive”); empty otherwise
 * @param defined the measure that people defined and the question names, or null
 */
record PlainMeasure(
        Kind kind,
        boolean ranks,
        boolean descending,
        Set<String> implied,
        boolean implicitDate,
        @Nullable Measure defined) {
    enum Kind {
        NONE,
        /** Words that do not go together: the average number of something. */
        UNCLEAR,
        COUNT,
        COUNT_DISTINCT,
        SUM,
        AVG,
        MAX,
        MIN,
        REVENUE,
        /** A measure that people defined. */
        DEFINED
    }

    PlainMeasure(Kind kind, boolean ranks, boolean descending, Set<String> implied, boolean implicitDate) {
        this(kind, ranks, descending, implied, implicitDate, null);
    }

    /**
     * The query to write.
     *
     * @param measure the expression to compute; empty to list rows
     * @param listed the column by which rows themselves are ranked, or null
     * @param single whether one row is asked for
     */
    record Plan(
            TableNode start,
            Optional<Function<JoinPath, String>> measure,
            String alias,
            String words,
            @Nullable Group group,
            @Nullable Field listed,
            boolean single) {
        Function<JoinPath, String> sql() {
            return measure.orElseThrow();
        }
    }

    /** What the rows are grouped by. */
    record Group(TableNode node, String words, Function<JoinPath, String> select, Function<JoinPath, String> groupBy) {
        static Group of(TableNode node) {
            return new Group(node, node.singular(), PlainQuery.name(node), PlainQuery.key(node));
        }

        static Group of(Field field) {
            return new Group(field.node(), field.name(), field::sql, field::sql);
        }
    }

    static PlainMeasure read(QuestionReader reader, boolean many, boolean distinct) {
        Kind kind = many ? distinct ? Kind.COUNT_DISTINCT : Kind.COUNT : Kind.NONE;
        kind = reader.take(PlainWords.AVERAGE) >= 0 ? (many ? Kind.UNCLEAR : Kind.AVG) : kind;
        kind = reader.take(PlainWords.TOTAL) >= 0 && kind == Kind.NONE ? Kind.SUM : kind;
        kind = reader.take(PlainWords.MAXIMUM) >= 0 ? Kind.MAX : kind;
        kind = reader.take(PlainWords.MINIMUM) >= 0 ? Kind.MIN : kind;
        List<Defined> named = reader.takeDefined(Meanings.Kind.MEASURE);
        if (!named.isEmpty()) {
            return defined(reader, kind, named);
        }
        int revenue = reader.take(PlainWords.REVENUE);
        boolean money = revenue >= 0;
        if (PlainWords.BY.contains(reader.word(revenue - 1))) {
            reader.understand(revenue - 1, revenue);
        }
        boolean spent = !money && reader.take(PlainWords.SPENT) >= 0;
        kind = money || spent ? Kind.REVENUE : kind;
        boolean most = reader.take(PlainWords.MOST) >= 0;
        boolean least = !most && reader.take(PlainWords.LEAST) >= 0;
        if (reader.take(PlainWords.EXPENSIVE) >= 0) {
            return new PlainMeasure(kind, true, !least, ColumnRoles.PRICE_WORDS, false);
        } else if (reader.take(PlainWords.CHEAP) >= 0) {
            return new PlainMeasure(kind, true, false, ColumnRoles.PRICE_WORDS, false);
        } else if (reader.take(PlainWords.LONG) >= 0) {
            return new PlainMeasure(kind, true, true, PlainWords.LENGTH_WORDS, false);
        } else if (reader.take(PlainWords.SHORT) >= 0) {
            return new PlainMeasure(kind, true, false, PlainWords.LENGTH_WORDS, false);
        } else if (reader.take(PlainWords.NEW) >= 0) {
            return new PlainMeasure(kind, true, true, Set.of(), true);
        } else if (reader.take(PlainWords.OLD) >= 0) {
            return new PlainMeasure(kind, true, false, Set.of(), true);
        }
        return new PlainMeasure(kind, most || least, most, Set.of(), false);
    }

    /** “Total revenue by month”, “which country has the most revenue”; no average of what is an aggregate already. */
    private static PlainMeasure defined(QuestionReader reader, Kind kind, List<Defined> named) {
        Measure measure =
                Measure.defined(named.get(0).node(), named.get(0).definition()).orElse(null);
        boolean clear = named.size() == 1
                && measure != null
                && Set.of(Kind.NONE, Kind.SUM, Kind.MAX).contains(kind);
        boolean most = reader.take(PlainWords.MOST) >= 0;
        boolean least = !most && reader.take(PlainWords.LEAST) >= 0;
        int by = named.get(0).from() - 1;
        if (PlainWords.BY.contains(reader.word(by))) {
            reader.understand(by, by + 1);
        }
        boolean ranks = most || least || kind == Kind.MAX;
        return new PlainMeasure(clear ? Kind.DEFINED : Kind.UNCLEAR, ranks, !least, Set.of(), false, measure);
    }

    Optional<Plan> plan(SchemaGraph graph, List<Mention> subjects, List<Mention> groups, boolean timed) {
        if (kind == Kind.UNCLEAR) {
            return Optional.empty();
        }
        if (!implied.isEmpty() || implicitDate) {
            return subjects.size() == 1 && groups.isEmpty() && subjects.get(0).table() != null
                    ? byAdjective(subjects.get(0))
                    : Optional.empty();
        }
        if (kind == Kind.REVENUE || kind == Kind.DEFINED) {
            List<Mention> by = groups.isEmpty() ? subjects : groups;
            boolean clear = groups.isEmpty()
                    ? subjects.size() <= 1 && (ranks || subjects.isEmpty())
                    : subjects.size() <= (ranks ? 1 : 0);
            return !clear ? Optional.empty() : kind == Kind.DEFINED ? defined(by) : revenue(graph, by);
        }
        if (ranks) {
            return ranking(subjects, groups);
        }
        if (subjects.isEmpty() || subjects.size() > 2) {
            return Optional.empty();
        }
        Mention what = subjects.get(0);
        TableNode table = what.table();
        boolean counts = kind == Kind.COUNT || (kind == Kind.NONE && (!groups.isEmpty() || timed));
        if (table != null && subjects.size() == 1 && (counts || kind == Kind.NONE)) {
            return group(table, groups).map(group -> rows(table, group.group(), counts));
        }
        List<Field> fields =
                measurable(what.fields(), subjects.size() == 2 ? subjects.get(1).table() : null);
        if (fields.size() != 1 || (subjects.size() == 2 && subjects.get(1).table() == null)) {
            return Optional.empty();
        }
        Field field = fields.get(0);
        return group(field.node(), groups).flatMap(group -> of(field, group.group(), false));
    }

    /** The columns of one table that the kind can be computed of. */
    private List<Field> measurable(List<Field> fields, @Nullable TableNode of) {
        return fields.stream()
                .filter(field -> of == null || field.node() == of)
                .filter(field -> kind == Kind.COUNT_DISTINCT || field.isMeasure())
                .toList();
    }

    private Optional<Plan> byAdjective(Mention subject) {
        TableNode node = subject.table();
        if (node == null) {
            return Optional.empty();
        }
        Optional<Field> by = implicitDate ? node.mainDate().map(date -> new Field(node, date)) : numeric(node, implied);
        return by.map(field -> listed(node, field));
    }

    /** The numeric column that has one of the words in its name, or the one that is nothing but the word. */
    private static Optional<Field> numeric(TableNode node, Set<String> words) {
        List<ColumnProfile> found = node.table().columns().stream()
                .filter(column ->
                        column.type().numeric() && NounPhrase.of(column).any(words))
                .toList();
        // “length” before “rental_duration”
        List<ColumnProfile> plain = found.stream()
                .filter(column -> NounPhrase.of(column).list().size() == 1)
                .toList();
        List<ColumnProfile> best = plain.isEmpty() ? found : plain;
        return best.size() == 1 ? Optional.of(new Field(node, best.get(0))) : Optional.empty();
    }

    private static Plan listed(TableNode node, Field by) {
        String words = node.plural() + " ranked by " + by.name();
        return new Plan(node, Optional.empty(), "", words, null, by, false);
    }

    private static Plan rows(TableNode node, @Nullable Group group, boolean counts) {
        Optional<Function<JoinPath, String>> count = counts ? Optional.of(path -> "count(*)") : Optional.empty();
        return new Plan(node, count, "number of " + node.plural(), "number of " + node.plural(), group, null, false);
    }

    /** What the question groups by; null for no grouping. */
    private record Grouping(@Nullable Group group) {}

    /** Empty if the grouping of the question is not clear. */
    private static Optional<Grouping> group(TableNode start, List<Mention> groups) {
        return groups.isEmpty()
                ? Optional.of(new Grouping(null))
                : group(start, groups.get(0)).map(Grouping::new);
    }

    private static Optional<Group> group(TableNode start, Mention mention) {
        TableNode table = mention.table();
        if (table != null && table != start && PlainQuery.distance(start, table) > 0) {
            return Optional.of(Group.of(table));
        }
        return PlainQuery.nearest(start, mention.fields()).map(Group::of);
    }

    private Optional<Plan> of(Field field, @Nullable Group group, boolean single) {
        ColumnProfile column = field.column();
        boolean additive = kind == Kind.SUM
                ? field.node().isSummable(column)
                : field.node().role(column) == ColumnRole.ADDITIVE;
        String name = field.name();
        String words = NounPhrase.of(column).text();
        return switch (kind) {
            case COUNT_DISTINCT ->
                Optional.of(plan(
                        field,
                        "count(DISTINCT %s)",
                        "different " + words,
                        "different values of " + name,
                        group,
                        single));
            case SUM, NONE ->
                additive && (kind == Kind.SUM || group != null)
                        ? Optional.of(plan(
                                field,
                                "sum(%s)",
                                Measure.sum(field.node(), column).words(),
                                "sum of " + name,
                                group,
                                single))
                        : Optional.empty();
            case AVG -> Optional.of(plan(field, "avg(%s)", "average " + words, "average of " + name, group, single));
            case MAX -> Optional.of(plan(field, "max(%s)", "highest " + words, "maximum of " + name, group, single));
            case MIN -> Optional.of(plan(field, "min(%s)", "lowest " + words, "minimum of " + name, group, single));
            case COUNT, REVENUE, DEFINED, UNCLEAR -> Optional.empty();
        };
    }

    private static Plan plan(
            Field field, String sql, String alias, String words, @Nullable Group group, boolean single) {
        return new Plan(
                field.node(), Optional.of(path -> sql.formatted(field.sql(path))), alias, words, group, null, single);
    }

    private Optional<Plan> defined(List<Mention> by) {
        Measure measure = Objects.requireNonNull(defined);
        return group(measure.node(), by)
                .map(group -> new Plan(
                        measure.node(),
                        Optional.of(measure::sql),
                        measure.words(),
                        measure.words() + " (" + measure.definitionShown() + ")",
                        group.group(),
                        null,
                        false));
    }

    private static Optional<Plan> revenue(SchemaGraph graph, List<Mention> by) {
        for (TableNode node : graph.nodes()) {
            Optional<Measure> money = Measure.money(node).filter(found -> node.isSalesTable() || node.isEventTable());
            Optional<Grouping> group = group(node, by);
            if (money.isPresent() && group.isPresent()) {
                Measure found = money.get();
                return Optional.of(new Plan(
                        node,
                        Optional.of(found::sql),
                        found.words(),
                        found.words() + " of " + node.name(),
                        group.get().group(),
                        null,
                        false));
            }
        }
        return Optional.empty();
    }

    /** “Which genre has the most tracks?”, “top 5 products by price”, “what is the highest price?” */
    private Optional<Plan> ranking(List<Mention> subjects, List<Mention> groups) {
        if (subjects.isEmpty() || subjects.size() + groups.size() > 2) {
            return Optional.empty();
        }
        Mention entity = subjects.get(0);
        if (subjects.size() + groups.size() == 1) {
            List<Field> extreme = measurable(entity.fields(), null);
            PlainMeasure measure =
                    new PlainMeasure(descending ? Kind.MAX : Kind.MIN, true, descending, Set.of(), false);
            return kind == Kind.NONE && entity.table() == null && extreme.size() == 1
                    ? measure.of(extreme.get(0), null, true)
                    : Optional.empty();
        }
        Mention what = groups.isEmpty() ? subjects.get(1) : groups.get(0);
        TableNode counted = what.table();
        if (counted != null && (kind == Kind.NONE || kind == Kind.COUNT)) {
            // The fewest may be none at all, which a join leaves out.
            return descending ? group(counted, entity).map(group -> rows(counted, group, true)) : Optional.empty();
        }
        List<Field> fields = measurable(what.fields(), null);
        TableNode table = entity.table();
        Optional<Field> own =
                fields.stream().filter(field -> field.node() == table).findFirst();
        if (table != null && own.isPresent() && kind == Kind.NONE) {
            return Optional.of(listed(table, own.get()));
        }
        PlainMeasure summed = kind == Kind.NONE ? new PlainMeasure(Kind.SUM, true, descending, Set.of(), false) : this;
        List<Plan> plans = fields.stream()
                .flatMap(field -> group(field.node(), entity).flatMap(group -> summed.of(field, group, false)).stream())
                .toList();
        return plans.size() == 1 ? Optional.of(plans.get(0)) : Optional.empty();
    }
}
