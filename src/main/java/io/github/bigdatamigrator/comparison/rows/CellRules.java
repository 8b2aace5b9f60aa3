package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DeclaredFacts;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.source.SourceFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The rules about single values that hold for a pair of columns.
 *
 * @param nullMarkers texts that are null
 */
record CellRules(HashSet<String> nullMarkers, boolean emptyIsNull, boolean padded) {
    private static final int ENOUGH = 10; // cells, to see that a column is padded
    private static final double PADDED_SHARE = 0.9;
    private static final List<String> FIXED_LENGTH = List.of("char(", "nchar(", "character(", "bpchar");

    static CellRules of(ColumnPairs.Pair pair, TableProfile before, TableProfile after, Set<ComparisonRule> rules) {
        HashSet<String> markers = new HashSet<>();
        if (rules.contains(ComparisonRule.NULL_MARKER)) {
            markers.addAll(pair.before().nullMarkers());
            markers.addAll(pair.after().nullMarkers());
            markers.remove("");
        }
        boolean padded = isPadded(before, pair.before()) != isPadded(after, pair.after());
        return new CellRules(
                markers,
                rules.contains(ComparisonRule.EMPTY_IS_NULL) && (isWithoutEmpty(before) || isWithoutEmpty(after)),
                rules.contains(ComparisonRule.PADDING) && padded);
    }

    /** Whether the format cannot tell an empty text from null. */
    private static boolean isWithoutEmpty(TableProfile table) {
        SourceFormat format = SourceFormat.of(table.format());
        return format.isDelimited() || format.isWorkbook();
    }

    /** Whether the column is of fixed length, by its declared type or since nearly all of its cells end in blanks. */
    private static boolean isPadded(TableProfile table, ColumnProfile column) {
        long padded = column.findings().cells().padded();
        long cells = table.rows() - column.nulls();
        DeclaredFacts declared = table.declared();
        boolean fixed = declared != null
                && declared.column(column.name())
                        .filter(own -> FIXED_LENGTH.stream()
                                .anyMatch(own.type().toLowerCase(Locale.ROOT).replace(" ", "")::startsWith))
                        .isPresent();
        return padded > 0 && (fixed || (cells >= ENOUGH && padded >= PADDED_SHARE * cells));
    }

    /** Whether a text means what its characters are, but for the empty one. */
    boolean keepsTexts() {
        return nullMarkers.isEmpty() && !padded;
    }

    CellHasher hasher(ColumnType type, Meaning meaning) {
        boolean text = meaning.kind() == Meaning.Kind.TEXT;
        // A text that is read as another type may be empty, and its blanks do not count.
        return new CellHasher(type, meaning, nullMarkers, emptyIsNull || !text, padded || !text);
    }
}
