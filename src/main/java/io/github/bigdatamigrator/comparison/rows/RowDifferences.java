package io.github.bigdatamigrator.comparison.rows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the rows of two tables differ. All counts are exact. Cells are given as texts, cut at {@value #MAX_TEXT}
 * characters; a null cell is null.
 *
 * @param before location of the first table
 * @param after location of the second table
 * @param key names in the first table of the columns by which rows were matched; none if rows were compared as
 *     multisets
 * @param keySource where the key comes from
 * @param rows counts of rows
 * @param columns columns with changed cells, in the order of the first table
 * @param missing some rows of the first table that the second lacks
 * @param extra some rows of the second table that the first lacks
 * @param keyChanges some missing and extra rows that are probably one row whose key has changed; both are counted as
 *     missing and extra too
 * @param rules the rules that made different cells equal
 * @param schema columns that were not compared
 * @param notes what a reader of the counts should know
 */
public record RowDifferences(
        String before,
        String after,
        List<String> key,
        KeySource keySource,
        RowCounts rows,
        List<ColumnChanges> columns,
        List<RowExample> missing,
        List<RowExample> extra,
        List<KeyChange> keyChanges,
        List<AppliedRule> rules,
        SchemaDifferences schema,
        List<String> notes) {
    /** The most characters of an example's cell. */
    public static final int MAX_TEXT = 256;

    public RowDifferences {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
        missing = List.copyOf(missing);
        extra = List.copyOf(extra);
        keyChanges = List.copyOf(keyChanges);
        rules = List.copyOf(rules);
        notes = List.copyOf(notes);
    }

    /** Tells where the key comes from. */
    public enum KeySource {
        GIVEN,
        /** The profile of one table has it as the primary key. */
        FOUND,
        /** Neither table has a key. */
        NONE
    }

    /** Whether every row of each table equals one of the other, and all columns were compared. */
    public boolean isEqual() {
        return rows.isEqual()
                && schema.onlyBefore().isEmpty()
                && schema.onlyAfter().isEmpty()
                && schema.incomparable().isEmpty();
    }

    /** All changed cells. */
    public long changedCells() {
        return columns.stream().mapToLong(ColumnChanges::cells).sum();
    }

    /**
     * Counts rows: {@code before = equal + changed + missing} and {@code after = equal + changed + extra}. Rows with
     * the same key are compared as a multiset: equal ones match first, the others are changed rows in pairs, and what
     * remains is missing or extra.
     *
     * @param repeatedMissing missing rows that equal another row of the first table
     * @param repeatedExtra extra rows that equal another row of the second table
     * @param repeatedKeysBefore keys that several rows of the first table have
     * @param repeatedKeysAfter keys that several rows of the second table have
     */
    public record RowCounts(
            long before,
            long after,
            long equal,
            long changed,
            long missing,
            long extra,
            long repeatedMissing,
            long repeatedExtra,
            long repeatedKeysBefore,
            long repeatedKeysAfter) {
        /** Whether no row is changed, missing or extra. */
        public boolean isEqual() {
            return changed == 0 && missing == 0 && extra == 0;
        }
    }

    /**
     * The changed cells of a column.
     *
     * @param column its name in the first table
     * @param cells how many, in changed rows
     * @param kinds how many of each kind; they add up to {@code cells}
     */
    public record ColumnChanges(String column, long cells, Map<ChangeKind, Long> kinds, List<CellChange> examples) {
        public ColumnChanges {
            kinds = Collections.unmodifiableMap(new java.util.EnumMap<>(kinds));
            examples = List.copyOf(examples);
        }
    }

    /** A changed cell, and the key of its row. */
    public record CellChange(
            List<@Nullable String> key,
            @Nullable String before,
            @Nullable String after,
            ChangeKind kind) {
        public CellChange {
            key = copy(key);
        }
    }

    /**
     * A row of one table only.
     *
     * @param values its compared cells, in the order of the first table's columns
     * @param repeated whether it equals another row of its table
     */
    public record RowExample(List<@Nullable String> key, List<@Nullable String> values, boolean repeated) {
        public RowExample {
            key = copy(key);
            values = copy(values);
        }
    }

    /**
     * A missing and an extra row that are alike.
     *
     * @param kinds what happened to the cells that differ, by column
     */
    public record KeyChange(
            List<@Nullable String> before, List<@Nullable String> after, Map<String, ChangeKind> kinds) {
        public KeyChange {
            before = copy(before);
            after = copy(after);
            kinds = Collections.unmodifiableMap(new java.util.LinkedHashMap<>(kinds));
        }
    }

    /**
     * A rule that made cells of a column equal though they are stored differently.
     *
     * @param column its name in the first table
     * @param before cells of the first table that the rule concerns
     * @param after cells of the second table that the rule concerns
     */
    public record AppliedRule(ComparisonRule rule, String column, long before, long after) {}

    /**
     * Columns that only one table has, by name, and pairs that cannot be compared. These have no part in the comparison
     * of rows.
     */
    public record SchemaDifferences(List<String> onlyBefore, List<String> onlyAfter, List<TypeConflict> incomparable) {
        public SchemaDifferences {
            onlyBefore = List.copyOf(onlyBefore);
            onlyAfter = List.copyOf(onlyAfter);
            incomparable = List.copyOf(incomparable);
        }
    }

    /** A column whose types in the two tables have no common meaning. */
    public record TypeConflict(String column, String before, String after) {}

    private static List<@Nullable String> copy(List<@Nullable String> cells) {
        return Collections.unmodifiableList(new ArrayList<>(cells));
    }
}
