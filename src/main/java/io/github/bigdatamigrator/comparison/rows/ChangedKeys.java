package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.comparison.rows.ChangeTotals.OneSided;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds missing and extra rows that are probably the same row with another key: they share values that are rare among
 * the missing rows, in the same or another column, and at most half of their cells differ or all of these have moved.
 */
final class ChangedKeys {
    private static final int RARE = 8; // rows with the value

    /** A missing and an extra row, with the kinds of their differing cells. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Match(
            FetchedRow before, FetchedRow after, @Nullable ChangeKind[] kinds) {}

    private ChangedKeys() {}

    static List<Match> of(List<OneSided> missing, List<OneSided> extra, RowChangeKinds kinds) {
        Map<String, List<Integer>> rowsOfText = new HashMap<>();
        for (int i = 0; i < missing.size(); i++) {
            for (String text : texts(missing.get(i).row())) {
                List<Integer> rows = rowsOfText.computeIfAbsent(text, first -> new ArrayList<>());
                if (rows.size() <= RARE) {
                    rows.add(i);
                }
            }
        }
        rowsOfText.values().removeIf(rows -> rows.size() > RARE);
        List<Match> matches = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (OneSided row : extra) {
            Map<Integer, Integer> shared = new HashMap<>();
            for (String text : texts(row.row())) {
                rowsOfText.getOrDefault(text, List.of()).stream()
                        .filter(index -> !taken.contains(index))
                        .forEach(index -> shared.merge(index, 1, Integer::sum));
            }
            if (shared.isEmpty()) {
                continue;
            }
            int most = Collections.max(shared.values());
            int index = shared.entrySet().stream()
                    .filter(entry -> entry.getValue() == most)
                    .mapToInt(Map.Entry::getKey)
                    .min()
                    .orElseThrow();
            FetchedRow before = missing.get(index).row();
            @Nullable ChangeKind[] changes = kinds.of(before, row.row());
            if (isAlike(before, row.row(), changes)) {
                taken.add(index);
                matches.add(new Match(before, row.row(), changes));
            }
        }
        return matches;
    }

    private static Set<String> texts(FetchedRow row) {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < row.columns(); i++) {
            String text = row.text(i);
            if (text != null && !text.isBlank()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static boolean isAlike(FetchedRow before, FetchedRow after, @Nullable ChangeKind[] changes) {
        int changed = before.columns() - before.equalCells(after);
        if (2 * changed <= before.columns()) {
            return true;
        }
        for (ChangeKind kind : changes) {
            if (kind != null && kind != ChangeKind.SHIFTED) {
                return false;
            }
        }
        return true;
    }
}
