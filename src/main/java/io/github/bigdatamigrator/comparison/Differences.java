package io.github.bigdatamigrator.comparison;

import io.github.bigdatamigrator.comparison.Difference.Level;
import java.util.List;

/**
 * Holds what differs between two states of data.
 *
 * @param tables that were compared with each other
 * @param differences the most surprising first
 * @param notes how tables were paired where names do not tell, and what could not be compared
 * @param tests statistical tests that were made, for which the probabilities are corrected
 */
public record Differences(
        List<TablePair> tables, List<Difference> differences, List<String> notes, int tests) {
    public Differences {
        tables = List.copyOf(tables);
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /** Whether no figure differs; equal profiles do not prove that every value is equal. */
    public boolean equal() {
        return differences.isEmpty();
    }

    /** Whether something drifts or breaks. */
    public boolean alarming() {
        return differences.stream().anyMatch(difference -> difference.level().compareTo(Level.DRIFT) <= 0);
    }

    /** The differences of a level, the most surprising first. */
    public List<Difference> of(Level level) {
        return differences.stream()
                .filter(difference -> difference.level() == level)
                .toList();
    }

    /** Two tables that were compared, and the names of their columns that were. */
    public record TablePair(
            String before, String after, long rowsBefore, long rowsAfter, List<ColumnPair> columns) {
        public TablePair {
            columns = List.copyOf(columns);
        }
    }

    /** The names of two columns that were compared. */
    public record ColumnPair(String before, String after) {}
}
