package io.github.bigdatamigrator.verification;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;

/** Counts the violations of each claim in a partition of groups. Serialized to executors. */
record GroupViolations(List<Boolean> functional, List<Boolean> references)
        implements FlatMapFunction<Iterator<Row>, HashMap<Integer, ClaimViolations>> {
    private static final long serialVersionUID = 1L;

    /**
     * @param groups rows of: claim, value, rows, whether the other table has it, rows of the most frequent dependent
     *     value, number of dependent values, the lowest and the highest of them, shown
     */
    @Override
    public Iterator<HashMap<Integer, ClaimViolations>> call(Iterator<Row> groups) {
        HashMap<Integer, ClaimViolations> violations = new HashMap<>();
        while (groups.hasNext()) {
            Row group = groups.next();
            int claim = group.getInt(0);
            long rows = group.getLong(2);
            if (rows > 0) {
                ClaimViolations counts = violations.computeIfAbsent(claim, fresh -> new ClaimViolations());
                String value = group.isNullAt(8) ? group.getString(1) : group.getString(8);
                counts.add(
                        rows, violating(claim, rows, group), functional.get(claim) ? dependents(value, group) : value);
            }
        }
        return List.of(violations).iterator();
    }

    private long violating(int claim, long rows, Row group) {
        if (references.get(claim)) {
            return group.getInt(3) == 0 ? rows : 0;
        }
        if (functional.get(claim)) {
            return group.getString(1).equals(GroupedClaims.LOST) ? rows : rows - group.getLong(4);
        }
        return rows > 1 ? rows : 0;
    }

    private static String dependents(String value, Row group) {
        String lowest = group.isNullAt(6) ? "null" : group.getString(6);
        String highest = group.isNullAt(7) ? "null" : group.getString(7);
        return value.replace(GroupedClaims.LOST, "null") + " → " + lowest + " and "
                + (lowest.equals(highest) && group.getLong(5) > 1 ? "null" : highest);
    }
}
