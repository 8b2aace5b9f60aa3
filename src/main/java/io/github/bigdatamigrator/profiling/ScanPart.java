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
 * What the scan of a table, or of some of its files, found; kept in the cache. Lives on the driver.
 *
 * @param rowStarts by the path of a large file: places where a row begins
 */
public record ScanPart(TableSketch sketch, RowRepairCounts repairs, HashMap<String, long[]> rowStarts)
        implements Serializable {
    @Serial
    private static final long serialVersionUID = 2L;

    /** @param stopped whether the walk may have ended early, so that it was not checked where rows begin */
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

    /** Adds what another part of the same table holds; the other one is not to be used any more. Returns this. */
    public ScanPart merge(ScanPart other) {
        sketch.merge(other.sketch);
        repairs.merge(other.repairs);
        rowStarts.putAll(other.rowStarts);
        return this;
    }

    /** The origin, which then says where later reads can split its files. */
    Origin placed(Origin origin) {
        List<DataFile> files = origin.files().stream()
                .map(file -> file.splitAt(LongStream.of(rowStarts.getOrDefault(file.path(), new long[0]))
                        .boxed()
                        .toList()))
                .toList();
        return origin.withFiles(files);
    }
}
