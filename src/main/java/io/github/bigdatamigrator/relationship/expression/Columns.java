package io.github.bigdatamigrator.relationship.expression;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType.Kind;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.Relationship.JoinCondition;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.relationship.ReferenceNames;
import io.github.bigdatamigrator.relationship.RelationshipFinder.RelationshipFindings;
import io.github.bigdatamigrator.relationship.RelationshipFinder.TableFacts;
import io.github.bigdatamigrator.relationship.expression.Proposal.ColumnId;
import io.github.bigdatamigrator.sketch.BottomKRowSample;
import io.github.bigdatamigrator.sketch.ColumnSketch;
import io.github.bigdatamigrator.sketch.HeavyHitters;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds the profiled tables with their keys, foreign keys and sketches; reads texts of values on demand. */
final class Columns {
    private static final int MAXIMUM_KEYS = 3; // keys of a table besides its primary one
    private static final int MAXIMUM_LENGTH = 64;
    private static final int MAXIMUM_TEXTS = 2048;
    private static final int MAXIMUM_WHOLE = 60; // characters of a text that sketches certainly keep whole

    private final List<TableProfile> tables;
    private final List<TableFacts> facts;
    private final ReferenceNames names;
    private final List<Relationship> foreignKeys;
    private final List<ColumnId> keys;
    private int sampledTable = -1;
    private List<BottomKRowSample.Column> sampled = List.of(); // of one table, since those of many are large
    private final Map<ColumnId, List<String>> texts = new HashMap<>();
    private final Map<ColumnId, Relationship> targets = new LinkedHashMap<>();

    Columns(List<TableFacts> facts, RelationshipFindings findings) {
        this.facts = facts;
        tables = findings.tables();
        names = findings.names();
        foreignKeys = findings.relationships();
        keys = IntStream.range(0, tables.size())
                .mapToObj(this::keys)
                .flatMap(List::stream)
                .toList();
        Map<String, Integer> numbers = new HashMap<>();
        tables.forEach(table -> numbers.put(table.name(), numbers.size()));
        for (Relationship edge : foreignKeys) {
            int table = numbers.getOrDefault(edge.fromTable(), 0);
            edge.fromColumns().forEach(name -> targets.put(new ColumnId(table, index(table, name)), edge));
        }
    }

    private int index(int table, String name) {
        List<ColumnProfile> columns = tables.get(table).columns();
        int index = 0;
        while (!columns.get(index).name().equals(name)) {
            index++;
        }
        return index;
    }

    /** The primary key of one column, then a few other columns that are exactly unique and have no nulls. */
    private List<ColumnId> keys(int table) {
        TableProfile profile = tables.get(table);
        List<ColumnId> result = new ArrayList<>();
        List<ColumnId> others = new ArrayList<>();
        for (int i = 0; i < profile.columns().size(); i++) {
            ColumnProfile column = profile.columns().get(i);
            if (column.uniqueNotNull() && List.of(column.name()).equals(profile.primaryKey())) {
                result.add(new ColumnId(table, i));
            } else if (column.uniqueNotNull() && isShort(column) && (names.identifies(table, i) || isText(column))) {
                others.add(new ColumnId(table, i));
            }
        }
        if (profile.rows() < 2) {
            return List.of();
        }
        result.addAll(others.subList(0, Math.min(MAXIMUM_KEYS, others.size())));
        return result;
    }

    static boolean isText(ColumnProfile column) {
        return column.type().kind() == Kind.STRING;
    }

    static boolean isShort(ColumnProfile column) {
        return column.lengths() == null || column.lengths().max() <= MAXIMUM_LENGTH;
    }

    /** Whether the values are whole numbers. */
    static boolean isWhole(ColumnProfile column) {
        return column.type().kind() == Kind.BIGINT
                || (column.type().kind() == Kind.DECIMAL && column.type().scale() == 0);
    }

    List<TableProfile> tables() {
        return tables;
    }

    ReferenceNames names() {
        return names;
    }

    List<Relationship> foreignKeys() {
        return foreignKeys;
    }

    List<ColumnId> keys() {
        return keys;
    }

    ColumnProfile profile(ColumnId column) {
        return tables.get(column.table()).columns().get(column.column());
    }

    ColumnSketch sketch(ColumnId column) {
        return facts.get(column.table()).sketch().column(column.column());
    }

    double naming(ColumnId child, ColumnId key) {
        return names.naming(child.table(), child.column(), key.table(), key.column());
    }

    boolean identifies(ColumnId column) {
        return names.identifies(column.table(), column.column());
    }

    boolean isPrimaryKey(ColumnId column) {
        return List.of(profile(column).name()).equals(tables.get(column.table()).primaryKey());
    }

    /** The foreign key that the column is, or is part of; else null. */
    @Nullable
    Relationship foreignKey(ColumnId column) {
        return targets.get(column);
    }

    /** All columns, by table. */
    Stream<ColumnId> all() {
        return IntStream.range(0, tables.size()).boxed().flatMap(this::of);
    }

    /** All columns of a table. */
    Stream<ColumnId> of(int table) {
        return IntStream.range(0, tables.get(table).columns().size()).mapToObj(column -> new ColumnId(table, column));
    }

    /** How often each text occurs; null if the sketch does not have all of them exactly and whole. */
    @Nullable
    Map<String, Long> counts(ColumnId column) {
        if (!complete(column)) {
            return null;
        }
        Map<String, Long> counts = new HashMap<>();
        for (HeavyHitters.Frequent value : sketch(column).all()) {
            String text = canonical(column, value.text());
            if (text == null || text.length() > MAXIMUM_WHOLE) {
                return null;
            }
            counts.merge(text, value.count(), Long::sum);
        }
        long values = tables.get(column.table()).rows() - profile(column).nulls();
        return counts.values().stream().mapToLong(Long::longValue).sum() == values ? counts : null;
    }

    /** Whether the sketch has every value. */
    boolean complete(ColumnId column) {
        return sketch(column).complete();
    }

    /** The texts of distinct values, in the same order in every run; those of sampled rows if there are over 2048. */
    List<String> texts(ColumnId column) {
        return texts.computeIfAbsent(column, any -> {
            Stream<String> all = complete(column) && profile(column).distinct().value() <= MAXIMUM_TEXTS
                    ? sketch(column).all().stream().map(HeavyHitters.Frequent::text)
                    : sample(column).stream().filter(Objects::nonNull);
            return all.map(text -> canonical(column, text))
                    .filter(Objects::nonNull)
                    .distinct()
                    .sorted(Comparator.comparing(String::hashCode).thenComparing(text -> text))
                    .toList();
        });
    }

    /** The cells of the sampled rows; the columns of a table in the same order of rows. */
    List<@Nullable String> sample(ColumnId column) {
        if (sampledTable != column.table()) {
            sampledTable = column.table();
            sampled = facts.get(sampledTable).sketch().sample().columns();
        }
        return sampled.get(column.column()).cells();
    }

    /** The text as SQL casts the value: a number without zeros and signs of its format; null if it is not whole. */
    @Nullable
    String canonical(ColumnId column, String text) {
        if (!isWhole(profile(column))) {
            return text;
        }
        try {
            BigDecimal number = new BigDecimal(text.strip()).stripTrailingZeros();
            return number.scale() <= 0 && number.precision() - number.scale() < 39 ? number.toPlainString() : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Casts the SQL of a column's values to text where they are of another type. */
    String text(ColumnId column, String sql) {
        return isText(profile(column)) ? sql : "CAST(" + sql + " AS STRING)";
    }

    /** The column in SQL. */
    String sql(ColumnId column) {
        return SqlIdentifiers.quoteIfNeeded(profile(column).sqlName());
    }

    /** The column in SQL, qualified by its table. */
    String qualified(ColumnId column) {
        return SqlIdentifiers.quoteIfNeeded(tables.get(column.table()).sqlName()) + "." + sql(column);
    }

    /** A key in SQL as the child's condition names it; within one table, the parent's rows have an alias. */
    String qualifiedKey(ColumnId key, ColumnId child) {
        String alias = JoinCondition.parentAlias(tables.get(key.table()).sqlName());
        return key.table() == child.table() ? SqlIdentifiers.quoteIfNeeded(alias) + "." + sql(key) : qualified(key);
    }
}
