package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.commons.lang3.concurrent.ConcurrentUtils;

/**
 * Applies a function to many files on several threads, since most of the time is spent waiting for the file system.
 * Driver only.
 */
final class ParallelFileIo {
    private static final int THREADS = 8;
    /** Files per task; fewer files in all are not worth a second thread. */
    private static final int CHUNK = 64;

    private ParallelFileIo() {}

    /**
     * Returns the results in the order of the files. Throws CANCELLED on an interrupt, and the first failure unchanged.
     */
    static <A, B> List<B> map(List<A> files, Function<A, B> work) {
        if (files.size() <= CHUNK) {
            return files.stream().map(work).toList();
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<List<B>>> chunks = new ArrayList<>();
            for (int from = 0; from < files.size(); from += CHUNK) {
                List<A> chunk = files.subList(from, Math.min(files.size(), from + CHUNK));
                chunks.add(threads.submit(() -> chunk.stream().map(work).toList()));
            }
            List<B> results = new ArrayList<>(files.size());
            for (Future<List<B>> chunk : chunks) {
                results.addAll(chunk.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigratorException(ErrorCode.CANCELLED, "Stopped before anything was profiled.", e);
        } catch (ExecutionException e) {
            throw ConcurrentUtils.extractCauseUnchecked(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
