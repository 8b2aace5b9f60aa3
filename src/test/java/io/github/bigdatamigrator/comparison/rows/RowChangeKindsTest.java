package io.github.bigdatamigrator.comparison.rows;

import static io.github.bigdatamigrator.comparison.rows.ChangeKind.FILLED;
import static io.github.bigdatamigrator.comparison.rows.ChangeKind.NULLED;
import static io.github.bigdatamigrator.comparison.rows.ChangeKind.OTHER;
import static io.github.bigdatamigrator.comparison.rows.ChangeKind.SHIFTED;
import static io.github.bigdatamigrator.comparison.rows.ChangeKind.SWAPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.comparison.rows.ChangeTotals.ChangedCell;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowChangeKindsTest {
    @Test
    void cellsThatMovedToTheRightAreShifted() {
        assertThat(kinds("1,Ann,Berlin,17,open", "1,,Ann,Berlin,17"))
                .containsExactly(null, SHIFTED, SHIFTED, SHIFTED, SHIFTED);
    }

    @Test
    void cellsThatMovedToTheLeftAreShifted() {
        assertThat(kinds("1,Ann,Berlin,17,open", "1,Berlin,17,open,"))
                .containsExactly(null, SHIFTED, SHIFTED, SHIFTED, SHIFTED);
    }

    @Test
    void theLastTwoCellsAreShiftedIfOneIsFreeNow() {
        assertThat(kinds("1,Ann,17,open", "1,Ann,,17")).containsExactly(null, null, SHIFTED, SHIFTED);
    }

    @Test
    void movedNumbersAreRecognizedByValue() {
        assertThat(kinds("1,17.00,4,x", "1,,17,4")).containsExactly(null, SHIFTED, SHIFTED, SHIFTED);
    }

    @Test
    void twoCellsOfARowThatChangedPlacesAreSwapped() {
        assertThat(kinds("1,Ann,Berlin,17", "1,Berlin,Ann,17")).containsExactly(null, SWAPPED, SWAPPED, null);
        assertThat(kinds("1,Ann,Berlin,17", "1,17,Berlin,Ann")).containsExactly(null, SWAPPED, null, SWAPPED);
    }

    @Test
    void otherChangesOfARowStandOnTheirOwn() {
        assertThat(kinds("1,Ann,,17", "1,Bob,Rome,")).containsExactly(null, OTHER, FILLED, NULLED);
    }

    @Test
    void mirroredChangesOfManyValuedColumnsAreSwaps() {
        ChangedCell one = cell(0, 1, 10, 20);
        ChangedCell other = cell(0, 2, 20, 10);
        ChangedCell alone = cell(0, 3, 10, 30);

        assertThat(SwappedCells.of(List.of(one, other, alone), new long[] {1_000}))
                .containsExactlyInAnyOrder(one, other);
    }

    @Test
    void mirroredChangesOfAFewValuesMayBeChance() {
        assertThat(SwappedCells.of(List.of(cell(0, 1, 10, 20), cell(0, 2, 20, 10)), new long[] {3}))
                .isEmpty();
    }

    @Test
    void twoRowsThatMirrorSeveralColumnsAreSwappedThoughEachHasFewValues() {
        List<ChangedCell> cells = List.of(cell(0, 1, 10, 20), cell(0, 2, 20, 10), cell(1, 1, 5, 6), cell(1, 2, 6, 5));

        assertThat(SwappedCells.of(cells, new long[] {10, 20})).hasSize(4);
    }

    private static ChangedCell cell(int column, long row, long before, long after) {
        return new ChangedCell(column, OTHER, row, before, after);
    }

    private static @Nullable ChangeKind[] kinds(String before, String after) {
        FetchedRow one = row(before);
        Meaning.Kind[] meanings = new Meaning.Kind[one.columns()];
        Arrays.fill(meanings, Meaning.Kind.TEXT);
        return new RowChangeKinds(meanings).of(one, row(after));
    }

    private static FetchedRow row(String line) {
        @Nullable
        String[] texts = Arrays.stream(line.split(",", -1))
                .map(text -> text.isEmpty() ? null : text)
                .toArray(String[]::new);
        return new FetchedRow(Arrays.stream(texts).mapToLong(Objects::hashCode).toArray(), texts);
    }
}
