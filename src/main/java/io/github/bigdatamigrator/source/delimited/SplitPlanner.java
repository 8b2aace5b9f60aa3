package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.HivePath;
import io.github.bigdatamigrator.source.excel.SheetAddress;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Plans the tasks of a scan: divides large text files into splits by bytes and groups small files. Driver only. */
final class SplitPlanner {
    /** Fewer bytes are not worth a task. */
    private static final long MIN_SPLIT_BYTES = 8L << 20;

    private static final long MAX_SPLIT_BYTES = 128L << 20;
    /** Several splits per core, so that cores do not wait long for the last one. */
    private static final int SPLITS_PER_CORE = 4;

    private static final int MAX_FILES_PER_TASK = 1000;

    private final List<DataFile> files;
    private final Dialect dialect;
    private final @Nullable SheetAddress sheet;
    private final int columns;
    private final int cores;
    private final long size;

    /** @param local whether the tasks run in this process */
    SplitPlanner(Origin origin, int columns, int cores, boolean local) {
        files = origin.files();
        dialect = Objects.requireNonNull(origin.dialect());
        SheetAddress found = SheetAddress.of(origin);
        sheet = local && found != null ? found.withCopy(files.get(0)) : found;
        this.columns = columns;
        this.cores = cores;
        long share = files.stream().mapToLong(this::bytes).sum() / Math.max(1L, (long) cores * SPLITS_PER_CORE) + 1;
        size = Math.max(MIN_SPLIT_BYTES, Math.min(MAX_SPLIT_BYTES, share));
    }

    /** Tasks of a first scan, when row starts are unknown. Each split of a large file is one task. */
    List<List<TextSplit>> firstScan(Configuration hadoop) {
        Tasks tasks = new Tasks();
        for (int i = 0; i < files.size(); i++) {
            DataFile file = files.get(i);
            if (file.bytes() == 0) {
                continue;
            }
            long bytes = bytes(file);
            if (bytes < 2 * MIN_SPLIT_BYTES) {
                tasks.addSmall(split(i, 0, Long.MAX_VALUE, false), bytes);
                continue;
            }
            long parts = splittable(file, hadoop) ? Math.max(1, Math.round((double) bytes / size)) : 1;
            long each = bytes / parts;
            for (long part = 0; part < parts; part++) {
                long start = each * part;
                long end = part == parts - 1 ? Long.MAX_VALUE : each * (part + 1);
                if (parts > 2L * cores && part >= parts - cores) {
                    // The last splits are smaller, so that all cores finish at about the same time.
                    tasks.addLarge(split(i, start, start + each / 2, true));
                    tasks.addLarge(split(i, start + each / 2, end, true));
                } else {
                    tasks.addLarge(split(i, start, end, part > 0));
                }
            }
        }
        return tasks.all();
    }

    /**
     * Tasks of later scans: splits at known row starts, each split of a large file one task, small files grouped. One
     * task per file would make every query over a folder of many files wait for scheduling.
     */
    List<List<TextSplit>> laterScan() {
        Tasks tasks = new Tasks();
        for (TextSplit split : knownSplits()) {
            DataFile file = files.get(split.file());
            if (!file.rowStarts().isEmpty() || file.bytes() >= 2 * MIN_SPLIT_BYTES) {
                tasks.addLarge(split);
            } else {
                tasks.addSmall(split, file.bytes());
            }
        }
        return tasks.all();
    }

    /** Collects tasks: one for each large split, one for each group of successive small files. */
    private final class Tasks {
        private final List<List<TextSplit>> tasks = new ArrayList<>();
        private final List<TextSplit> small = new ArrayList<>();
        private long smallBytes;

        void addLarge(TextSplit split) {
            tasks.add(List.of(split));
        }

        void addSmall(TextSplit split, long bytes) {
            if (!small.isEmpty() && (smallBytes + bytes > size || small.size() == MAX_FILES_PER_TASK)) {
                flush();
            }
            small.add(split);
            smallBytes += bytes;
        }

        List<List<TextSplit>> all() {
            if (!small.isEmpty()) {
                flush();
            }
            return tasks;
        }

        private void flush() {
            tasks.add(List.copyOf(small));
            small.clear();
            smallBytes = 0;
        }
    }

    private List<TextSplit> knownSplits() {
        List<TextSplit> splits = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            DataFile file = files.get(i);
            long start = 0;
            for (long next : file.rowStarts()) {
                splits.add(split(i, start, next, false));
                start = next;
            }
            if (file.bytes() > 0) {
                splits.add(split(i, start, Long.MAX_VALUE, false));
            }
        }
        return splits;
    }

    private TextSplit split(int file, long start, long end, boolean guessed) {
        String path = files.get(file).path();
        List<String> constants = List.copyOf(HivePath.columns(path).values());
        return new TextSplit(path, file, start, end, guessed, dialect, columns - constants.size(), sheet, constants);
    }

    /** Bytes of a file, or of the copy of its sheet. */
    private long bytes(DataFile file) {
        return sheet == null || sheet.copy() == null ? file.bytes() : new File(sheet.copy()).length();
    }

    private boolean splittable(DataFile file, Configuration hadoop) {
        try {
            return sheet != null
                    ? sheet.copy() != null
                    : TextStreams.splittable(file.path(), dialect.charset(), hadoop);
        } catch (IOException e) {
            throw HadoopFiles.unreadable(file.path(), e);
        }
    }
}
