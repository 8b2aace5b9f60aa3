package io.github.bigdatamigrator.verification;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/**
 * What one partition says about several claims at once: rows, and for each claim the violations and a few of them.
 * Travels.
 */
final class RowViolations implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int EXAMPLES = 5;

    private long rows;
    private final long[] violations;
    private final ArrayList<TreeSet<String>> examples = new ArrayList<>();

    RowViolations(int claims) {
        violations = new long[claims];
        for (int i = 0; i < claims; i++) {
            examples.add(new TreeSet<>());
        }
    }

    /** @return counts rows of one text for each claim: what breaks it, or null */
    static FlatMapFunction<Iterator<Row>, RowViolations> of(int claims) {
        return rows -> {
            RowViolations tally = new RowViolations(claims);
            while (rows.hasNext()) {
                Row row = rows.next();
                tally.rows++;
                for (int i = 0; i < claims; i++) {
                    if (!row.isNullAt(i)) {
                        tally.violations[i]++;
                        tally.keep(i, row.getString(i));
                    }
                }
            }
            return List.of(tally).iterator();
        };
    }

    RowViolations plus(RowViolations other) {
        rows += other.rows;
        for (int i = 0; i < violations.length; i++) {
            violations[i] += other.violations[i];
            for (String example : other.examples.get(i)) {
                keep(i, example);
            }
        }
        return this;
    }

    long rows() {
        return rows;
    }

    long violations(int claim) {
        return violations[claim];
    }

    /** The first in their order, so that every run gives the same. */
    List<String> examples(int claim) {
        return List.copyOf(examples.get(claim));
    }

    private void keep(int claim, String example) {
        TreeSet<String> kept = examples.get(claim);
        kept.add(example);
        if (kept.size() > EXAMPLES) {
            kept.pollLast();
        }
    }
}
