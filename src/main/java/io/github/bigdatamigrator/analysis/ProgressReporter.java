package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.ScanProgress;
import io.github.bigdatamigrator.profiling.ScanMetrics;
import java.util.Timer;
import java.util.TimerTask;

/** Reports the progress of scans to a listener, from a thread of its own, until it is closed. */
final class ProgressReporter implements AutoCloseable {
    private static final int MILLIS = 250;

    private final ScanMetrics metrics;
    private final ProgressListener progress;
    private final String stage;
    private final long totalBytes;
    private final long started = System.nanoTime();
    private final Timer timer = new Timer("scan-progress", true);

    ProgressReporter(ScanMetrics metrics, ProgressListener progress, String stage, long totalBytes) {
        this.metrics = metrics;
        this.progress = progress;
        this.stage = stage;
        this.totalBytes = totalBytes;
        report();
        TimerTask task = new TimerTask() {
            @Override
            public void run() {
                report();
            }
        };
        timer.schedule(task, MILLIS, MILLIS);
    }

    /** Limits the bytes, since heads of files and retried tasks are read twice. */
    private synchronized void report() {
        long bytes = Math.min(totalBytes, metrics.bytes());
        double seconds = (System.nanoTime() - started) / 1e9;
        progress.scanned(new ScanProgress(stage, metrics.rows(), bytes, totalBytes, seconds));
    }

    @Override
    public void close() {
        timer.cancel();
        report();
    }
}
