package io.github.bigdatamigrator.verification;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Counts rows, and each claim's violations with examples. Mergeable; travels from executors to the driver. */
final class RowViolations implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MAX_EXAMPLES = 5;

    private long rows;
    private final long[] violations;
    private final ArrayList<TreeSet<String>> examples = new ArrayList<>();

    RowViolations(int claims) {
        violations = new long[claims];
        IntStream.range(0, claims).forEach(claim -> examples.add(new TreeSet<>()));
    }

    /** Counts rows that have one text per claim: the violating value, or null. */
    static FlatMapFunction<Iterator<Row>, RowViolations> of(int claims) {
        return rows -> {
            RowViolations counts = new RowViolations(claims);
            while (rows.hasNext()) {
                Row row = rows.next();
                counts.rows++;
                for (int i = 0; i < claims; i++) {
                    if (!row.isNullAt(i)) {
                        counts.violations[i]++;
                        counts.keep(i, row.getString(i));
                    }
                }
            }
            return List.of(counts).iterator();
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

    /** The first violating values in text order, so that every run gives the same. */
    List<String> examples(int claim) {
        return List.copyOf(examples.get(claim));
    }

    private void keep(int claim, String example) {
        TreeSet<String> kept = examples.get(claim);
        kept.add(example);
        if (kept.size() > MAX_EXAMPLES) {
            kept.pollLast();
        }
    }
}
