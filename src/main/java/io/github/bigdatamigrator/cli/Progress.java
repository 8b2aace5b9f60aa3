package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.context.ProgressListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on standard error how far long work has come. */
interface Progress extends ProgressListener, AutoCloseable {
    @Override
    default void close() {}

    static Progress none() {
        return (stage, done, total) -> {};
    }

    static Progress bar() {
        return new Bar();
    }

    static Progress lines(PrintWriter err) {
        return new Lines(err, InstantSource.system());
    }

    /** A bar for each stage. */
    final class Bar implements Progress {
        private @Nullable ProgressBar bar;
        private String stage = "";

        @Override
        public void progress(String now, long done, long total) {
            if (bar == null || !now.equals(stage)) {
                close();
                stage = now;
                bar = new ProgressBarBuilder()
                        .setTaskName(now)
                        .setInitialMax(total > 0 ? total : -1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .build();
            }
            if (total > 0) {
                bar.maxHint(total);
            }
            bar.stepTo(done);
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
                bar = null;
            }
        }
    }

    /** A line when a stage begins, and while it lasts one every few seconds. */
    final class Lines implements Progress {
        private static final Duration EVERY = Duration.ofSeconds(5);

        private final PrintWriter err;
        private final InstantSource clock;
        private String stage = "";
        private Instant last = Instant.MIN;

        Lines(PrintWriter err, InstantSource clock) {
            this.err = err;
            this.clock = clock;
        }

        @Override
        public void progress(String now, long done, long total) {
            Instant instant = clock.instant();
            if (!now.equals(stage)) {
                err.println(now);
            } else if (total > 0 && Duration.between(last, instant).compareTo(EVERY) >= 0) {
                err.println(now + ": " + 100 * done / total + " %");
            } else {
                return;
            }
            stage = now;
            last = instant;
        }
    }
}
