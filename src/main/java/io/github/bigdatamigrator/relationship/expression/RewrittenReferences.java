package io.github.bigdatamigrator.relationship.expression;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType.Kind;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.relationship.expression.Proposal.ColumnId;
import io.github.bigdatamigrator.relationship.expression.Spelling.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proposes references to keys that are written otherwise: with a prefix, other letter case, leading zeros, hyphens, as
 * a text instead of a number, or as the number {@code yyyyMMdd} of a date. The names must say that the column refers to
 * the key, or the match must be improbable by chance and the only one.
 */
final class RewrittenReferences {
    private static final double IMPROBABLE = 12; // natural log of the odds against a match by chance
    private static final double CONTAINED = 0.7; // minimum share of sampled values if the names say it
    private static final double NEARLY_ALL = 0.98; // if they do not
    private static final double EXACT = 0.9; // minimum share of all rows
    private static final double SATISFIED = 0.98; // share of rows with which a foreign key needs no other reading
    private static final double USED = 0.5; // share of dense keys that a column with a less certain name uses
    private static final int FIRST = 32; // values that are compared before the names are
    private static final double PLAUSIBLE = 0.4; // minimum share of them
    private static final int SAMPLED = 512; // values of a child that are compared on the driver
    private static final int FEW = 10; // expected matches that are too few to deny a reference
    private static final int MANY = 50; // matches that show which steps are needed
    private static final int SAME_SET = 20; // values that two columns have in common, and no others, by no chance
    private static final int LETTERS = 20; // choices for a character of a text, cautiously
    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
    private static final Pattern DAY = Pattern.compile("(19|20)\\d\\d(-?)(0[1-9]|1[0-2])\\2(0[1-9]|[12]\\d|3[01])");

    private final Columns columns;
    private final Map<ColumnId, Set<String>> keys = new HashMap<>();

    RewrittenReferences(Columns columns) {
        this.columns = columns;
    }

    /** A key that a column may refer to, with the steps after which both are written alike. */
    private record Match(ColumnId key, double naming, double share, Set<Step> steps) {}

    List<Proposal> find() {
        return columns.all()
                .filter(this::mayRefer)
                .flatMap(child -> key(child).or(() -> day(child)).stream())
                .toList();
    }

    /** Whether a column may refer to something that is not found yet, or not with all its rows. */
    private boolean mayRefer(ColumnId child) {
        ColumnProfile column = columns.profile(child);
        Relationship edge = columns.foreignKey(child);
        boolean open = edge == null || (edge.fromColumns().size() == 1 && edge.containmentRows() < SATISFIED);
        return open
                && column.distinct().value() >= 2
                && !columns.isPrimaryKey(child)
                && switch (column.type().kind()) {
                    case STRING -> Columns.isShort(column);
                    case BIGINT -> edge == null && columns.identifies(child);
                    case DATE, TIMESTAMP -> edge == null;
                    case DECIMAL, DOUBLE, BOOLEAN, BINARY -> false;
                };
    }

    private Optional<Proposal> key(ColumnId child) {
        Relationship edge = columns.foreignKey(child);
        List<Match> matches = new ArrayList<>();
        List<String> values = List.of();
        for (ColumnId key : columns.keys()) {
            if (!key.equals(child) && comparable(child, key) && (edge == null || isTarget(edge, key))) {
                values = values.isEmpty() ? reduced(sampled(child), EnumSet.allOf(Step.class)) : values;
                if (edge != null || plausible(values, key)) {
                    double naming = edge == null ? columns.naming(child, key) : Proposal.CERTAIN;
                    match(child, values, key, naming).ifPresent(matches::add);
                }
            }
        }
        boolean named = matches.stream().anyMatch(match -> match.naming >= Proposal.NAMED);
        return !named && matches.size() > 1
                ? Optional.empty()
                : matches.stream()
                        .filter(match -> edge == null || match.share > edge.containmentDistinct())
                        .max(Comparator.comparingDouble(Match::naming)
                                .thenComparing(Match::share)
                                .thenComparing(match -> columns.isPrimaryKey(match.key)))
                        .map(match -> proposal(child, match));
    }

    private boolean isTarget(Relationship edge, ColumnId key) {
        return edge.toTable().equals(columns.tables().get(key.table()).name())
                && edge.toColumns().equals(List.of(columns.profile(key).name()));
    }

    private boolean comparable(ColumnId child, ColumnId key) {
        ColumnProfile from = columns.profile(child);
        ColumnProfile to = columns.profile(key);
        boolean text = Columns.isText(from);
        boolean types = text ? Columns.isText(to) || Columns.isWhole(to) : Columns.isWhole(from) && Columns.isText(to);
        // A unique column of the key's own table is another identifier of each row.
        return types
                && Columns.isShort(to)
                && (child.table() != key.table() || !from.unique().value());
    }

    /** Whether the first values may be among the keys, which costs less than the names. */
    private boolean plausible(List<String> values, ColumnId key) {
        Set<String> found = keys(key);
        List<String> first = values.subList(0, Math.min(FIRST, values.size()));
        return !found.isEmpty()
                && (found.size() < columns.profile(key).distinct().value()
                        || first.stream().filter(found::contains).count() >= PLAUSIBLE * first.size());
    }

    /** The keys after all steps; none if the steps take away what distinguishes them. */
    private Set<String> keys(ColumnId key) {
        return keys.computeIfAbsent(key, any -> {
            List<String> texts = columns.texts(key);
            Set<String> found = new HashSet<>(reduced(texts, EnumSet.allOf(Step.class)));
            return found.size() == texts.size() ? found : Set.of();
        });
    }

    private Optional<Match> match(ColumnId child, List<String> values, ColumnId key, double naming) {
        boolean alone = naming >= 0
                && columns.identifies(child)
                && columns.isPrimaryKey(key)
                && !columns.profile(child).unique().value();
        if ((naming < Proposal.NAMED && !alone) || values.stream().distinct().count() < 2) {
            return Optional.empty();
        }
        List<String> sampled = sampled(child);
        Set<String> found = keys(key);
        long matches = values.stream().filter(found::contains).count();
        // Of a key of many values, only some are known.
        double known = (double) found.size()
                / Math.max(found.size(), columns.profile(key).distinct().value());
        double share = Math.min(1, matches / (values.size() * known));
        boolean few = known < 1 && values.size() * known < FEW;
        boolean likely = few
                ? naming >= Proposal.CERTAIN && digits(found) == digits(values)
                : naming >= Proposal.CERTAIN
                        ? share >= CONTAINED
                        : naming >= Proposal.NAMED
                                ? share >= CONTAINED
                                        && (matches >= USED * found.size() || improbable(found, known, matches))
                                : share >= NEARLY_ALL
                                        && (sameSet(child, key, matches) || improbable(found, known, matches));
        if (!likely) {
            return Optional.empty();
        }
        Set<Step> steps = needed(sampled, columns.texts(key), matches, known < 1 && matches < MANY);
        boolean rewritten = !Spelling.of(sampled, steps).isPlain()
                || !Spelling.of(columns.texts(key), steps).isPlain()
                || Columns.isText(columns.profile(child)) != Columns.isText(columns.profile(key));
        return rewritten ? Optional.of(new Match(key, naming, share, steps)) : Optional.empty();
    }

    /** Whether two columns that have a prefix have the same values after it, and all of them. */
    private boolean sameSet(ColumnId child, ColumnId key, long matches) {
        return matches >= SAME_SET
                && matches == columns.profile(key).distinct().value()
                && matches == columns.profile(child).distinct().value()
                && !Spelling.prefix(sampled(child)).isEmpty()
                && !Spelling.prefix(columns.texts(key)).isEmpty();
    }

    private static boolean improbable(Set<String> keys, double known, long matches) {
        return surprise(keys, known) * matches >= IMPROBABLE;
    }

    private List<String> sampled(ColumnId child) {
        List<String> texts = columns.texts(child);
        return texts.subList(0, Math.min(SAMPLED, texts.size()));
    }

    private static List<String> reduced(List<String> texts, Set<Step> steps) {
        Spelling spelling = Spelling.of(texts, steps);
        return texts.stream().map(spelling::apply).toList();
    }

    /** How improbable it is, in natural-log odds, that an arbitrary value like these is one of the keys. */
    private static double surprise(Set<String> keys, double known) {
        double many = keys.size() / known;
        if (digits(keys)) {
            LongSummaryStatistics range = keys.stream()
                    .filter(key -> DIGITS.matcher(key).matches())
                    .mapToLong(Long::parseLong)
                    .summaryStatistics();
            return Math.max(0, Math.log((range.getMax() - range.getMin() + 1) / many));
        }
        double length = keys.stream().mapToInt(String::length).average().orElse(0);
        return Math.max(0, length * Math.log(LETTERS) - Math.log(many));
    }

    /** Whether the texts are numbers, but for a few. */
    private static boolean digits(Collection<String> texts) {
        return texts.stream().filter(text -> DIGITS.matcher(text).matches()).count() >= CONTAINED * texts.size();
    }

    /** Leaves out steps one by one while as many values match; if few are known, only those that change nothing. */
    private static Set<Step> needed(List<String> child, List<String> key, long matches, boolean cautious) {
        Set<Step> needed = EnumSet.allOf(Step.class);
        for (Step step : Step.values()) {
            Set<Step> fewer = EnumSet.copyOf(needed);
            fewer.remove(step);
            if (cautious
                    && (Spelling.of(child, needed).has(step)
                            || Spelling.of(key, needed).has(step))) {
                continue;
            }
            Set<String> found = new HashSet<>(reduced(key, fewer));
            if (reduced(child, fewer).stream().filter(found::contains).count() >= matches) {
                needed = fewer;
            }
        }
        return needed;
    }

    private Proposal proposal(ColumnId child, Match match) {
        Spelling from = Spelling.of(sampled(child), match.steps);
        Spelling to = Spelling.of(columns.texts(match.key), match.steps);
        return Proposal.rewritten(
                columns,
                child,
                match.key,
                sql -> from.sql(columns.text(child, sql)),
                sql -> to.sql(columns.text(match.key, sql)),
                Proposal.count(columns.counts(child), text -> Stream.of(from.apply(text)), keys(match.key, to::apply)),
                match.naming,
                match.naming >= Proposal.NAMED ? EXACT : NEARLY_ALL,
                "the values are the key's, written otherwise");
    }

    /** What a function makes of every key; null if not all are known. */
    private @Nullable List<String> keys(ColumnId key, UnaryOperator<String> apply) {
        Map<String, Long> counts = columns.counts(key);
        return counts == null ? null : counts.keySet().stream().map(apply).toList();
    }

    /** A column of days that refers to a table of days whose key is of another type. */
    private Optional<Proposal> day(ColumnId child) {
        String[] range = days(columns.profile(child));
        return range == null
                ? Optional.empty()
                : columns.keys().stream()
                        .filter(key -> columns.isPrimaryKey(key) && key.table() != child.table())
                        .filter(key -> columns.profile(key).type().kind()
                                != columns.profile(child).type().kind())
                        .filter(key -> within(range, days(columns.profile(key))))
                        .filter(key ->
                                columns.names().calendar(key.table()) || columns.naming(child, key) >= Proposal.NAMED)
                        .findFirst()
                        .map(key -> Proposal.rewritten(
                                columns,
                                child,
                                key,
                                sql -> dayText(child, sql),
                                sql -> dayText(key, sql),
                                null,
                                Proposal.NAMED,
                                NEARLY_ALL,
                                "the days are the key's, written otherwise"));
    }

    private String dayText(ColumnId column, String sql) {
        return isDay(columns.profile(column)) ? "date_format(" + sql + ", 'yyyyMMdd')" : columns.text(column, sql);
    }

    private static boolean isDay(ColumnProfile column) {
        return column.type().kind() == Kind.DATE || column.type().kind() == Kind.TIMESTAMP;
    }

    private static boolean within(String[] range, String @Nullable [] other) {
        return other != null && range[0].compareTo(other[0]) >= 0 && range[1].compareTo(other[1]) <= 0;
    }

    /** The first and last day as {@code yyyyMMdd}; null if the values are no days. */
    private static String @Nullable [] days(ColumnProfile column) {
        String min = day(column.min());
        String max = day(column.max());
        return min == null || max == null ? null : new String[] {min, max};
    }

    private static @Nullable String day(@Nullable String text) {
        Matcher day = DAY.matcher(text == null ? "" : text);
        return day.lookingAt() ? day.group().replace("-", "") : null;
    }
}
