package io.github.bigdatamigrator.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Turns Ctrl-C into an interrupt of the working thread, so that a command can still write partial results. A second
 * Ctrl-C, or {@link #GRACE_SECONDS} seconds without an end, kills the process.
 */
record CtrlC(Thread worker, CountDownLatch first) {
    private static final int GRACE_SECONDS = 10;

    static CtrlC install(Thread worker) {
        CtrlC handler = new CtrlC(worker, new CountDownLatch(1));
        Object previous = Signals.register("INT", handler::onSignal);
        if (previous == null) {
            return handler;
        }
        Thread watchdog = new Thread(handler::watch, "interrupt-watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
        return handler;
    }

    /** Runs the work; during it each Ctrl-C stops only the work, and then interrupts this thread. */
    static void stopping(Runnable stop, Runnable work) {
        Thread worker = Thread.currentThread();
        Object previous = Signals.register("INT", () -> {
            try {
                stop.run();
            } finally {
                worker.interrupt();
            }
        });
        try {
            work.run();
        } finally {
            if (previous != null) {
                Signals.unregister("INT", previous);
            }
            Thread.interrupted();
        }
    }

    boolean happened() {
        return first.getCount() == 0;
    }

    private void onSignal() {
        if (happened()) {
            Runtime.getRuntime().halt(ExitCodes.INTERRUPTED);
        }
        first.countDown();
        worker.interrupt();
    }

    private void watch() {
        try {
            first.await();
            TimeUnit.SECONDS.sleep(GRACE_SECONDS);
            Runtime.getRuntime().halt(ExitCodes.INTERRUPTED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
