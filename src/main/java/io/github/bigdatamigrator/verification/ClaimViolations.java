package io.github.bigdatamigrator.verification;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one partition of groups says about a claim: rows, rows in violation, and the values that break it most often.
 * Travels.
 */
final class ClaimViolations implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int EXAMPLES = 5;

    private long rows;
    private long violations;
    private final ArrayList<Example> examples = new ArrayList<>();

    /** Counts a group of rows that have the same value, and those of them that break the claim. */
    void add(long count, long broken, String value) {
        rows += count;
        if (broken > 0) {
            violations += broken;
            keep(new Example(value, broken));
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

    /** Most frequent first, the same in every run. */
    List<String> examples() {
        return examples.stream().map(example -> example.value).toList();
    }

    private void keep(Example example) {
        examples.add(example);
        examples.sort(Example.ORDER);
        if (examples.size() > EXAMPLES) {
            examples.remove(EXAMPLES);
        }
    }

    private static final class Example implements Serializable {
        private static final long serialVersionUID = 1L;
        private static final Comparator<Example> ORDER =
                Comparator.comparingLong((Example example) -> -example.rows).thenComparing(example -> example.value);

        private final String value;
        private final long rows;

        Example(String value, long rows) {
            this.value = value;
            this.rows = rows;
        }
    }
}
