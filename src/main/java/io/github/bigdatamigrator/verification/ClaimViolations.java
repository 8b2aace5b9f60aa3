package io.github.bigdatamigrator.verification;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Counts rows and violations of one claim, with the most frequent violating values. Mergeable; travels to the driver.
 */
final class ClaimViolations implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MAX_EXAMPLES = 5;

    private long rows;
    private long violations;
    private final ArrayList<Example> examples = new ArrayList<>();

    /** Adds a group of rows with the same value, of which some violate the claim. */
    void add(long count, long violating, String value) {
        rows += count;
        if (violating > 0) {
            violations += violating;
            keep(new Example(value, violating));
        }
    }

    ClaimViolations plus(ClaimViolations other) {
        ClaimViolations sum = new ClaimViolations();
        sum.rows = rows + other.rows;
        sum.violations = violations + other.violations;
        examples.forEach(sum::keep);
        other.examples.forEach(sum::keep);
        return sum;
    }

    long rows() {
        return rows;
    }

    long violations() {
        return violations;
    }

    /** The most frequent first, ties in the order of their texts. */
    List<String> examples() {
        return examples.stream().map(Example::value).toList();
    }

    private void keep(Example example) {
        examples.add(example);
        examples.sort(Example.ORDER);
        if (examples.size() > MAX_EXAMPLES) {
            examples.remove(MAX_EXAMPLES);
        }
    }

    private record Example(String value, long rows) implements Serializable {
        private static final Comparator<Example> ORDER =
                Comparator.comparingLong((Example example) -> -example.rows).thenComparing(Example::value);
    }
}
