package io.github.bigdatamigrator.profiling;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.sketch.TableSketch;
import io.github.bigdatamigrator.source.RowRepairCounts;
import io.github.bigdatamigrator.source.SplitVisitor;
import java.io.Serial;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Holds the scan result of a table or of some of its files. Lives on the driver and in the profile cache.
 *
 * @param rowStarts row start offsets by path of large files
 */
public record ScanPart(TableSketch sketch, RowRepairCounts repairs, HashMap<String, long[]> rowStarts)
        implements Serializable {
    @Serial
    private static final long serialVersionUID = 2L;

    /** @param stopped whether the scan may have ended early, which leaves row starts unverified */
    static ScanPart of(SplitVisitor.Result<TableSketch> done, boolean stopped) {
        HashMap<String, long[]> rowStarts = new HashMap<>();
        for (DataFile file : stopped ? List.<DataFile>of() : done.origin().files()) {
            if (!file.rowStarts().isEmpty()) {
                rowStarts.put(
                        file.path(),
                        file.rowStarts().stream().mapToLong(Long::longValue).toArray());
            }
        }
        return new ScanPart(done.value(), done.repairs(), rowStarts);
    }

    /** Merges another part of the same table, which must not be used afterwards; returns this. */
    public ScanPart merge(ScanPart other) {
        sketch.merge(other.sketch);
        repairs.merge(other.repairs);
        rowStarts.putAll(other.rowStarts);
        return this;
    }

    /** Adds the offsets at which later reads can split the files. */
    Origin withSplitPoints(Origin origin) {
        List<DataFile> files = origin.files().stream()
                .map(file -> file.splitAt(LongStream.of(rowStarts.getOrDefault(file.path(), new long[0]))
                        .boxed()
                        .toList()))
                .toList();
        return origin.withFiles(files);
    }
}
