package io.github.bigdatamigrator.comparison.rows;

import static io.github.bigdatamigrator.comparison.rows.ComparisonRule.BOOLEAN_AS_NUMBER;
import static io.github.bigdatamigrator.comparison.rows.ComparisonRule.COLUMN_NAME;
import static io.github.bigdatamigrator.comparison.rows.ComparisonRule.DATE_AT_MIDNIGHT;
import static io.github.bigdatamigrator.comparison.rows.ComparisonRule.FLOATING_POINT;
import static io.github.bigdatamigrator.comparison.rows.ComparisonRule.NULL_MARKER;
import static io.github.bigdatamigrator.comparison.rows.ComparisonRule.NUMBER_BY_VALUE;
import static io.github.bigdatamigrator.comparison.rows.ComparisonRule.TEXT_AS_VALUE;

import io.github.bigdatamigrator.comparison.rows.ChangeTotals.ChangedCell;
import io.github.bigdatamigrator.comparison.rows.ChangeTotals.Example;
import io.github.bigdatamigrator.comparison.rows.ChangeTotals.OneSided;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.AppliedRule;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.CellChange;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.ColumnChanges;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.KeyChange;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.KeySource;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.RowCounts;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.RowExample;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes the result of a comparison from its counts. Driver only. */
record DifferencesBuilder(TableProfile before, TableProfile after, ColumnPairs columns, Set<ComparisonRule> rules) {
    private static final int ROW_EXAMPLES = 20;
    private static final int KEY_CHANGES = 1_000;

    /** The result where there was nothing to compare. */
    RowDifferences build(RowCounts counts) {
        return differences(counts, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    RowDifferences build(HashTotals hashes, ChangeTotals changes, RowChangeKinds kinds) {
        RuleTally ours = Objects.requireNonNull(hashes.before, "the first table has sent no counts");
        RuleTally theirs = Objects.requireNonNull(hashes.after, "the second table has sent no counts");
        boolean keyed = columns.keySource() != KeySource.NONE;
        long equal = hashes.equal + (keyed ? changes.equal : 0);
        RowCounts counts = new RowCounts(
                ours.rows(),
                theirs.rows(),
                equal,
                changes.changed,
                ours.rows() - equal - changes.changed,
                theirs.rows() - equal - changes.changed,
                hashes.repeatedMissing + (keyed ? changes.repeatedMissing : 0),
                hashes.repeatedExtra + (keyed ? changes.repeatedExtra : 0),
                keyed ? hashes.repeatedKeysBefore : 0,
                keyed ? hashes.repeatedKeysAfter : 0);
        List<String> notes = new ArrayList<>();
        if (changes.uncompared > 0) {
            notes.add("The cells of " + changes.uncompared + " changed rows were not compared, since too many rows have"
                    + " the same key.");
        }
        if (changes.othersCut) {
            notes.add("Not all changed cells were examined for swaps, since there are too many.");
        }
        return differences(
                counts,
                changes(changes),
                examples(changes.missingRows),
                examples(changes.extraRows),
                keyed ? keyChanges(changes, kinds) : List.of(),
                appliedRules(ours, theirs),
                notes);
    }

    private RowDifferences differences(
            RowCounts counts,
            List<ColumnChanges> changes,
            List<RowExample> missing,
            List<RowExample> extra,
            List<KeyChange> keyChanges,
            List<AppliedRule> applied,
            List<String> notes) {
        return new RowDifferences(
                before.location(),
                after.location(),
                columns.key().stream().map(i -> columns.pairs().get(i).name()).toList(),
                columns.keySource(),
                counts,
                changes,
                missing,
                extra,
                keyChanges,
                applied,
                columns.schema(),
                notes);
    }

    private List<ColumnChanges> changes(ChangeTotals changes) {
        long[] distinct = columns.pairs().stream()
                .mapToLong(pair -> Math.min(
                        pair.before().distinct().value(),
                        pair.after().distinct().value()))
                .toArray();
        Set<ChangedCell> swapped = SwappedCells.of(changes.others, distinct);
        swapped.forEach(cell -> {
            changes.kinds[cell.column()][ChangeKind.OTHER.ordinal()]--;
            changes.kinds[cell.column()][ChangeKind.SWAPPED.ordinal()]++;
        });
        List<ColumnChanges> result = new ArrayList<>();
        for (int i = 0; i < columns.pairs().size(); i++) {
            Map<ChangeKind, Long> kinds = new EnumMap<>(ChangeKind.class);
            for (ChangeKind kind : ChangeKind.values()) {
                if (changes.kinds[i][kind.ordinal()] > 0) {
                    kinds.put(kind, changes.kinds[i][kind.ordinal()]);
                }
            }
            if (!kinds.isEmpty()) {
                long cells = kinds.values().stream().mapToLong(Long::longValue).sum();
                List<CellChange> examples = changes.examples.get(i).stream()
                        .map(example -> change(example, swapped))
                        .toList();
                result.add(new ColumnChanges(columns.pairs().get(i).name(), cells, kinds, examples));
            }
        }
        return result;
    }

    private CellChange change(Example example, Set<ChangedCell> swapped) {
        int column = example.cell().column();
        return new CellChange(
                key(example.before()),
                shown(example.before().text(column)),
                shown(example.after().text(column)),
                swapped.contains(example.cell())
                        ? ChangeKind.SWAPPED
                        : example.cell().kind());
    }

    private List<RowExample> examples(List<OneSided> rows) {
        return rows.stream()
                .limit(ROW_EXAMPLES)
                .map(row -> new RowExample(key(row.row()), values(row.row()), row.repeated()))
                .toList();
    }

    private List<KeyChange> keyChanges(ChangeTotals changes, RowChangeKinds kinds) {
        return ChangedKeys.of(changes.missingRows, changes.extraRows, kinds).stream()
                .limit(KEY_CHANGES)
                .map(match -> {
                    Map<String, ChangeKind> changed = new LinkedHashMap<>();
                    for (int i = 0; i < match.kinds().length; i++) {
                        ChangeKind kind = match.kinds()[i];
                        if (kind != null) {
                            changed.put(columns.pairs().get(i).name(), kind);
                        }
                    }
                    return new KeyChange(key(match.before()), key(match.after()), changed);
                })
                .toList();
    }

    private List<@Nullable String> key(FetchedRow row) {
        return columns.key().stream().map(i -> shown(row.text(i))).toList();
    }

    private static List<@Nullable String> values(FetchedRow row) {
        return Arrays.asList(IntStream.range(0, row.columns())
                .mapToObj(i -> shown(row.text(i)))
                .toArray(String[]::new));
    }

    private static @Nullable String shown(@Nullable String text) {
        return text == null || text.length() <= RowDifferences.MAX_TEXT
                ? text
                : text.substring(0, RowDifferences.MAX_TEXT - 1) + "…";
    }

    private List<AppliedRule> appliedRules(RuleTally ours, RuleTally theirs) {
        List<AppliedRule> applied = new ArrayList<>();
        for (int i = 0; i < columns.pairs().size(); i++) {
            ColumnPairs.Pair pair = columns.pairs().get(i);
            if (!pair.before().name().equals(pair.after().name())) {
                applied.add(new AppliedRule(COLUMN_NAME, pair.name(), before.rows(), after.rows()));
            }
            ComparisonRule rule = typeRule(pair);
            if (rule != null) {
                applied.add(new AppliedRule(
                        rule,
                        pair.name(),
                        before.rows() - pair.before().nulls(),
                        after.rows() - pair.after().nulls()));
            }
            for (int k = 0; k < RuleTally.RULES.length; k++) {
                if (ours.differs(theirs, i, k)) {
                    applied.add(new AppliedRule(RuleTally.RULES[k], pair.name(), ours.cells(i, k), theirs.cells(i, k)));
                }
            }
            addCellsOfTypes(pair, applied);
        }
        return applied;
    }

    /** Null markers and padding that reading a typed column has already removed. */
    private void addCellsOfTypes(ColumnPairs.Pair pair, List<AppliedRule> applied) {
        long ours = markedNulls(pair.before());
        long theirs = markedNulls(pair.after());
        if (rules.contains(NULL_MARKER)
                && !pair.before().nullMarkers().equals(pair.after().nullMarkers())
                && ours + theirs > 0) {
            applied.add(new AppliedRule(NULL_MARKER, pair.name(), ours, theirs));
        }
    }

    /** At most the nulls of a typed column that are written as a text. */
    private static long markedNulls(ColumnProfile column) {
        boolean typed = column.type().kind() != ColumnType.Kind.STRING;
        return typed && !column.nullMarkers().isEmpty() ? column.nulls() : 0;
    }

    private static @Nullable ComparisonRule typeRule(ColumnPairs.Pair pair) {
        ColumnType one = pair.before().type();
        ColumnType other = pair.after().type();
        if (pair.meaning().kind() == Meaning.Kind.SINGLE) {
            return FLOATING_POINT;
        } else if (one.kind() == other.kind()) {
            return one.scale() == other.scale() ? null : NUMBER_BY_VALUE;
        } else if (one.kind() == ColumnType.Kind.STRING || other.kind() == ColumnType.Kind.STRING) {
            return TEXT_AS_VALUE;
        } else if (one.kind() == ColumnType.Kind.BOOLEAN || other.kind() == ColumnType.Kind.BOOLEAN) {
            return BOOLEAN_AS_NUMBER;
        } else if (one.temporal()) {
            return DATE_AT_MIDNIGHT;
        }
        return pair.meaning().kind() == Meaning.Kind.NUMBER ? NUMBER_BY_VALUE : FLOATING_POINT;
    }
}
