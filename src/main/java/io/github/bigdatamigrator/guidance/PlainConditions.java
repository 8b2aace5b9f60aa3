package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.guidance.QuestionReader.Field;
import io.github.bigdatamigrator.guidance.QuestionReader.Mention;
import io.github.bigdatamigrator.guidance.QuestionReader.StoredValue;
import io.github.bigdatamigrator.text.Plurals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the conditions and the groups of a plain question: stored values, comparisons with a number, years, missing
 * values; “by country”, “per month”. What is left are the subjects.
 */
final class PlainConditions {
    private static final String YEAR = "(?:19|20)\\d{2}";
    private static final Set<String> MISSING = NounPhrase.set("without no missing ohne kein keine keinen");
    private static final Set<String> SKIPPED = NounPhrase.set("the a an of is are was were with der die das den dem");
    private static final Set<String> DATE = Set.of("date", "datum");
    private static final Set<String> LINKS = NounPhrase.set("= named called in from aus");

    private final QuestionReader reader;
    private final List<Mention> subjects = new ArrayList<>();
    private final List<Mention> groups = new ArrayList<>();
    private final List<Predicate<PlainQuery>> conditions = new ArrayList<>();
    /** The dates that “for each month of the order date” names. */
    private List<Field> periodDates = List.of();

    private boolean existence;
    private boolean inOneYear;
    private @Nullable String period;

    PlainConditions(QuestionReader reader) {
        this.reader = reader;
    }

    List<Mention> subjects() {
        return subjects;
    }

    List<Mention> groups() {
        return groups;
    }

    Optional<String> period() {
        return Optional.ofNullable(period);
    }

    boolean isEmpty() {
        return conditions.isEmpty();
    }

    /** Adds all conditions to the query; false if one does not fit its tables. */
    boolean apply(PlainQuery query) {
        return conditions.stream().allMatch(condition -> condition.test(query));
    }

    void read() {
        List.copyOf(reader.mentions()).stream().filter(this::isDateVerb).forEach(reader::dismiss);
        reader.joinQualified(table -> PlainWords.BY.contains(reader.word(before(table.from())))
                || reader.word(table.from() - 1).matches("which|welche[nrs]?"));
        List<Mention> mentions = reader.mentions();
        for (int i = 0; i < mentions.size(); i++) {
            Mention mention = mentions.get(i);
            Mention next = i + 1 < mentions.size() ? mentions.get(i + 1) : null;
            Mention third = i + 2 < mentions.size() ? mentions.get(i + 2) : null;
            int before = before(mention.from());
            if (PlainWords.ALL.contains(reader.word(before)) && mention.table() != null) {
                all(before);
            }
            if (next != null && isValueOf(next, mention)) {
                conditions.add(query -> value(
                        query,
                        next.values().stream()
                                .filter(value -> names(mention, value))
                                .toList()));
                i++;
            } else if (next != null
                    && third != null
                    && !subjects.isEmpty()
                    && isLinked(mention, next)
                    && isValueOf(third, next.of(mention.table()))) {
                conditions.add(query -> value(
                        query,
                        third.values().stream()
                                .filter(value -> names(next.of(mention.table()), value))
                                .toList()));
                i += 2;
            } else if (!compared(mention) && !inYear(mention) && !exists(mention, before)) {
                assign(mention, before);
            }
        }
        reader.takeDefined(Meanings.Kind.FILTER).forEach(filter -> conditions.add(query -> query.where(filter)));
        periods();
        years();
    }

    /** “The total of all orders” is the total of the orders. */
    private void all(int at) {
        boolean linked =
                Set.of("of", "for", "over", "across", "von", "fur", "uber").contains(reader.word(at - 1));
        if (linked || reader.word(at).equals("aller")) {
            reader.understand(linked ? at - 1 : at, at + 1);
        }
    }

    private void assign(Mention mention, int before) {
        if (isPeriod(before)) {
            periodDates = dates(mention);
        }
        if (!periodDates.isEmpty() && periodDates.equals(dates(mention))) {
            return;
        }
        if (PlainWords.BY.contains(reader.word(before))) {
            reader.understand(before, before + 1);
            groups.add(mention);
        } else if (mention.onlyValue()) {
            conditions.add(query -> value(query, mention.values()));
        } else if (mention.table() == null && MISSING.contains(reader.word(before))) {
            reader.understand(before, before + 1);
            conditions.add(query -> PlainQuery.nearest(query.start(), mention.fields())
                    .map(field -> query.where(field, "IS NULL"))
                    .orElse(false));
        } else {
            subjects.add(mention);
        }
    }

    /** “Shipped in 2022” is about the date of shipping, although “shipped” is a status too. */
    private boolean isDateVerb(Mention mention) {
        String verb = reader.word(mention.from());
        boolean dated = mention.onlyValue() && mention.to() - mention.from() == 1 && hasYear();
        return dated
                && mention.values().stream()
                        .anyMatch(value -> value.field().node().table().columns().stream()
                                .anyMatch(column -> column.type().temporal() && isNamedBy(column, verb)));
    }

    private boolean hasYear() {
        for (int at = 0; at < reader.size(); at++) {
            if (reader.word(at).matches(YEAR)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamedBy(ColumnProfile column, String verb) {
        return NounPhrase.of(column).list().stream()
                .anyMatch(word -> word.length() > 3 && verb.startsWith(word.replaceAll("(?:ed|e)$", "")));
    }

    /** The position of the word before a mention, without articles. */
    private int before(int from) {
        int at = from - 1;
        while (SKIPPED.contains(reader.word(at)) || reader.word(at).equals("for")) {
            at--;
        }
        return at;
    }

    /** “country Germany”, “in the city of Bern” */
    private boolean isValueOf(Mention next, Mention mention) {
        return isLinked(mention, next)
                && next.onlyValue()
                && next.values().stream().anyMatch(value -> names(mention, value));
    }

    /** Whether only words of no meaning stand between. */
    private boolean isLinked(Mention mention, Mention next) {
        for (int at = mention.to(); at < next.from(); at++) {
            if (!SKIPPED.contains(reader.word(at)) && !LINKS.contains(reader.word(at))) {
                return false;
            }
            if (reader.word(at).equals("=")) {
                reader.understand(at, at + 1);
            }
        }
        return true;
    }

    /**
     * Whether the value is of what is mentioned: a column, the name of a table's row, or any text of a further table.
     */
    private boolean names(Mention mention, StoredValue value) {
        return mention.fields().contains(value.field())
                || (mention.table() == value.field().node() && !subjects.isEmpty())
                || (mention.table() == value.field().node()
                        && LabelColumns.of(value.field().node())
                                .filter(label ->
                                        label.columns().contains(value.field().column()))
                                .isPresent());
    }

    private static boolean value(PlainQuery query, List<StoredValue> values) {
        List<Field> fields = values.stream().map(StoredValue::field).distinct().toList();
        Optional<Field> field = PlainQuery.nearest(query.start(), fields);
        List<StoredValue> meant = values.stream()
                .filter(value -> field.filter(value.field()::equals).isPresent())
                .distinct()
                .toList();
        return !meant.isEmpty() && meant.stream().allMatch(query::whereValue);
    }

    /** “price over 10”, “length between 3 and 5” */
    private boolean compared(Mention mention) {
        int at = mention.to();
        while (SKIPPED.contains(reader.word(at))) {
            at++;
        }
        String sql = "";
        int end = at;
        if (Set.of("between", "zwischen").contains(reader.word(at))
                && reader.isNumber(at + 1)
                && Set.of("and", "und").contains(reader.word(at + 2))
                && reader.isNumber(at + 3)) {
            sql = "BETWEEN " + reader.number(at + 1) + " AND " + reader.number(at + 3);
            end = at + 4;
        } else {
            for (int length = 2; length > 0 && sql.isEmpty(); length--) {
                String words = length == 2 ? reader.word(at) + " " + reader.word(at + 1) : reader.word(at);
                String comparison = PlainWords.COMPARISONS.get(words);
                if (comparison != null && reader.isNumber(at + length)) {
                    sql = comparison + " " + reader.number(at + length);
                    end = at + length + 1;
                }
            }
        }
        List<Field> numbers = mention.fields().stream()
                .filter(field -> field.column().type().numeric())
                .toList();
        if (sql.isEmpty() || numbers.isEmpty()) {
            return false;
        }
        reader.understand(at, end);
        String comparison = sql;
        conditions.add(query -> PlainQuery.nearest(query.start(), numbers)
                .map(field -> query.where(field, comparison))
                .orElse(false));
        return true;
    }

    /** “A ship date in 2023”, “an order date before the year 2022” */
    private boolean inYear(Mention mention) {
        List<Field> dates = dates(mention);
        String comparison = "";
        int at = mention.to();
        while (SKIPPED.contains(reader.word(at)) || PlainWords.YEARS.containsKey(reader.word(at)) || isYearWord(at)) {
            comparison = PlainWords.YEARS.getOrDefault(reader.word(at), comparison);
            at++;
        }
        if (dates.isEmpty() || comparison.isEmpty() || !reader.word(at).matches(YEAR)) {
            return false;
        }
        reader.understand(mention.to(), at + 1);
        String expression = "year(%s) " + comparison + " " + reader.word(at);
        oneYear(comparison);
        conditions.add(query -> PlainQuery.nearest(query.start(), dates)
                .map(field -> query.whereExpression(field, expression))
                .orElse(false));
        return true;
    }

    /** “In 2022 and in 2023” is no row in both years. */
    private void oneYear(String comparison) {
        boolean second = inOneYear && comparison.equals("=");
        inOneYear |= comparison.equals("=");
        conditions.add(query -> !second);
    }

    private static List<Field> dates(Mention mention) {
        return mention.fields().stream()
                .filter(field -> field.column().type().temporal())
                .toList();
    }

    private boolean isYearWord(int at) {
        return Set.of("year", "jahr").contains(reader.word(at));
    }

    /** “Customers that have at least one order”, “stores without any sale” */
    private boolean exists(Mention mention, int before) {
        TableNode parent =
                subjects.isEmpty() ? null : subjects.get(subjects.size() - 1).table();
        List<ForeignKeyEdge> edges = parent == null
                ? List.of()
                : parent.children().stream()
                        .filter(edge -> edge.child() == mention.table())
                        .toList();
        String words = reader.word(before - 2) + " " + reader.word(before - 1) + " " + reader.word(before);
        boolean some = words.matches("at least one|.* mindestens eine?[nm]?");
        boolean none = MISSING.contains(reader.word(before)) || words.endsWith("without any");
        boolean atAll = reader.word(mention.to()).equals("at")
                && reader.word(mention.to() + 1).equals("all");
        int end = mention.to() + (atAll ? 2 : 0);
        // What follows may be about the children.
        if (edges.size() != 1 || (!some && !none) || end != reader.size()) {
            return false;
        }
        reader.understand(some ? before - 2 : words.endsWith("any") ? before - 1 : before, mention.from());
        reader.understand(mention.to(), end);
        existence = true;
        conditions.add(query -> query.whereExists(edges.get(0), none));
        return true;
    }

    private void periods() {
        for (int at = 1; at < reader.size(); at++) {
            if (isPeriod(at)) {
                reader.understand(before(at), at + 1);
                period = Plurals.stem(reader.word(at));
            }
        }
    }

    private boolean isPeriod(int at) {
        return PlainWords.PERIODS.containsKey(Plurals.stem(reader.word(at)))
                && !reader.isMentioned(at)
                && PlainWords.BY.contains(reader.word(before(at)));
    }

    private void years() {
        for (int at = 0; at < reader.size(); at++) {
            if (!reader.word(at).matches(YEAR) || reader.isUnderstood(at)) {
                continue;
            }
            int year = at;
            int month = PlainWords.MONTHS.indexOf(reader.word(at - 1)) + 1;
            int before = month > 0 ? at - 2 : isYearWord(at - 1) ? before(at - 1) : at - 1;
            String range = reader.word(at + 1).matches("and|to|und|bis")
                            && reader.word(at + 2).matches(YEAR)
                            && reader.word(before).matches("between|from|zwischen|von")
                    ? reader.word(at + 2)
                    : "";
            String comparison = PlainWords.YEARS.get(reader.word(before));
            if (!range.isEmpty() && month == 0) {
                reader.understand(before, at + 3);
                dated("year(%s) BETWEEN " + reader.word(year) + " AND " + range);
            } else if (comparison != null && (month == 0 || comparison.equals("="))) {
                reader.understand(before, at + 1);
                oneYear(comparison);
                dated("year(%1$s) " + comparison + " " + reader.word(year)
                        + (month > 0 ? " AND month(%1$s) = " + month : ""));
            }
        }
    }

    /** “Customers in 2022 that have no order”: the year may be that of the orders. */
    private void dated(String expression) {
        conditions.add(query -> (existence ? Optional.<Field>empty() : date(query))
                .map(field -> query.whereExpression(field, expression))
                .orElse(false));
    }

    /** The grouping by time; empty without one, or if no date is clear. */
    Optional<Function<JoinPath, String>> period(PlainQuery query) {
        Optional<Field> named = PlainQuery.nearest(query.start(), periodDates);
        return period().flatMap(words -> (periodDates.isEmpty() ? date(query) : named)
                .filter(field -> query.reach(field.node()))
                .map(field ->
                        path -> PlainWords.PERIODS.getOrDefault(words, "%s").formatted(field.sql(path))));
    }

    /**
     * The date that a verb names (“shipped in 2023”), else the date of the event, else that of the nearest ancestor.
     */
    private Optional<Field> date(PlainQuery query) {
        List<TableNode> nodes = new ArrayList<>(List.of(query.start()));
        JoinPath.from(query.start()).forEach(path -> nodes.add(path.end()));
        for (TableNode node : nodes) {
            List<ColumnProfile> dates = node.table().columns().stream()
                    .filter(column -> column.type().temporal())
                    .toList();
            for (int at = 0; at < reader.size(); at++) {
                String verb = reader.word(at);
                List<ColumnProfile> named =
                        dates.stream().filter(column -> isNamedBy(column, verb)).toList();
                if (named.size() == 1 && !reader.isMentioned(at)) {
                    reader.understand(at, DATE.contains(reader.word(at + 1)) ? at + 2 : at + 1);
                    return Optional.of(new Field(node, named.get(0)));
                }
            }
        }
        for (int at = 0; at < reader.size(); at++) {
            if (PlainWords.HAPPEN.contains(reader.word(at))) {
                reader.understand(at, at + 1);
            }
        }
        return nodes.stream()
                .flatMap(node -> node.mainDate().map(date -> new Field(node, date)).stream())
                .findFirst();
    }
}
