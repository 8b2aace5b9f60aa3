package org.rapaio.jupyter.kernel.channels;

import java.util.concurrent.CountDownLatch;

/**
 * Runs a task repeatedly until it is shut down. Replaces the kernel's class of this name by coming first on the class
 * path: that one is “running” only after its thread has started, so that a thread which checks early ends, and the
 * channel with it.
 */
public final class LoopThread extends Thread {
    private static final CountDownLatch READY = new CountDownLatch(1);

    private final long pauseMillis;
    private final Runnable body;
    private volatile boolean running = true;

    public LoopThread(String name, long pauseMillis, Runnable body) {
        super(name);
        this.pauseMillis = pauseMillis;
        this.body = body;
    }

    /** Starts the loops of all threads. */
    public static void begin() {
        READY.countDown();
    }

    @Override
    public void run() {
        try {
            READY.await();
            while (running) {
                body.run();
                Thread.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread after the current run of the task. */
    public void shutdown() {
        running = false;
    }
}
