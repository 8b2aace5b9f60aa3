package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.ScanProgress;
import io.github.bigdatamigrator.profiling.ScanMetrics;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a listener, from a thread of its own, how far scans have come, until it is closed. */
final class ProgressReporter implements AutoCloseable {
    private static final int MILLIS = 250;

    private final ScanMetrics meter;
    private final ProgressListener progress;
    private final String stage;
    private final long totalBytes;
    private final long started = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);

    ProgressReporter(ScanMetrics meter, ProgressListener progress, String stage, long totalBytes) {
        this.meter = meter;
        this.progress = progress;
        this.stage = stage;
        this.totalBytes = totalBytes;
        tell();
        Thread thread = new Thread(this::run, "scan-progress");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(MILLIS, TimeUnit.MILLISECONDS)) {
                tell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Heads are read twice and a retried task's bytes too, so that the count may overshoot. */
    private synchronized void tell() {
        progress.scanned(new ScanProgress(
                stage,
                meter.rows(),
                Math.min(totalBytes, meter.bytes()),
                totalBytes,
                (System.nanoTime() - started) / 1e9));
    }

    @Override
    public void close() {
        closed.countDown();
        tell();
    }
}
