package io.github.bigdatamigrator.notebook;

import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Runs one call on a thread of its own, so that another can show its progress and stop it. Thread-safe. */
public final class Work implements ProgressListener {
    private final Runnable stop;
    private final FutureTask<Object> task;
    private final Thread thread;
    private volatile String stage = "";
    private volatile double share;

    private Work(Runnable stop, Function<Work, Object> call) {
        this.stop = stop;
        task = new FutureTask<>(() -> call.apply(this));
        thread = new Thread(task, "notebook");
        thread.setDaemon(true);
        // Spark finds the classes of its tasks here; a gateway's thread may not know those of added jars.
        thread.setContextClassLoader(Work.class.getClassLoader());
    }

    /** @param stop what ends the call besides an interrupt of its thread */
    static Work start(Runnable stop, Function<Work, Object> call) {
        Work work = new Work(stop, call);
        work.thread.start();
        return work;
    }

    @Override
    public void progress(String now, long done, long total) {
        stage = now;
        share = total > 0 ? (double) done / total : 0;
    }

    public boolean ended() {
        return task.isDone();
    }

    /** What is being done, for the user. */
    public String stage() {
        return stage;
    }

    /** The share of the stage that is done, 0 to 1; 0 where unknown. */
    public double share() {
        return share;
    }

    /** Waits for the result; throws what the call threw. */
    public Object result() throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MigratorException known
                    ? known
                    : new MigratorException(ErrorCode.INTERNAL, "The call failed: " + e.getCause(), e.getCause());
        }
    }

    /** Stops the call, which ends with CANCELLED. */
    public void stop() {
        stop.run();
        thread.interrupt();
    }
}
