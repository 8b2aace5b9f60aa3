package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/** Finds the texts of a few hashes; each task returns at most one text for each hash. */
final class OrphanValueFinder {
    private OrphanValueFinder() {}

    static Iterator<Tuple2<Long, String>> find(
            Iterator<InternalRow> rows, ValueHasher hasher, int[] ordinals, long[] wanted) {
        List<Tuple2<Long, String>> found = new ArrayList<>();
        Set<Long> missing = new HashSet<>();
        Arrays.stream(wanted).forEach(missing::add);
        long[][] hashes = new long[hasher.types().size()][1];
        long[][] selected =
                Arrays.stream(ordinals).mapToObj(ordinal -> hashes[ordinal]).toArray(long[][]::new);
        while (rows.hasNext() && !missing.isEmpty()) {
            InternalRow row = rows.next();
            hasher.hash(row, hashes, 0);
            long hash = ValueHasher.combined(selected, 0);
            if (hash != 0 && missing.remove(hash)) {
                found.add(new Tuple2<>(hash, hasher.text(row, ordinals)));
            }
        }
        return found.iterator();
    }
}
