package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.ScanProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on standard error how far long work has come. */
interface Progress extends ProgressListener, AutoCloseable {
    long KILOBYTE = 1 << 10;
    long MEGABYTE = 1 << 20;

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

    /** Files of less than a megabyte would be 0 of 0 of them. */
    private static String unit(ScanProgress scan) {
        return scan.totalBytes() < MEGABYTE ? "kB" : "MB";
    }

    private static long unitBytes(ScanProgress scan) {
        return scan.totalBytes() < MEGABYTE ? KILOBYTE : MEGABYTE;
    }

    /** A bar for each stage; one that reads files shows rows, bytes, their rate and the time left. */
    final class Bar implements Progress {
        private @Nullable ProgressBar bar;
        private String stage = "";

        @Override
        public void progress(String now, long done, long total) {
            show(now, total, new ProgressBarBuilder()).stepTo(done);
        }

        @Override
        public void scanned(ScanProgress now) {
            ProgressBar shown = show(
                    now.stage(),
                    now.totalBytes(),
                    new ProgressBarBuilder()
                            .setUnit(' ' + unit(now), unitBytes(now))
                            .showSpeed());
            shown.setExtraMessage(String.format(Locale.ROOT, " %,d rows", now.rows()));
            shown.stepTo(now.bytes());
        }

        private ProgressBar show(String now, long total, ProgressBarBuilder builder) {
            ProgressBar shown = bar;
            if (shown == null || !now.equals(stage)) {
                close();
                stage = now;
                shown = builder.setTaskName(now)
                        .setInitialMax(total > 0 ? total : -1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .build();
                bar = shown;
            }
            if (total > 0) {
                shown.maxHint(total);
            }
            return shown;
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
        private boolean read;

        Lines(PrintWriter err, InstantSource clock) {
            this.err = err;
            this.clock = clock;
        }

        @Override
        public void progress(String now, long done, long total) {
            tell(now, total, () -> 100 * done / total + " %");
        }

        @Override
        public void scanned(ScanProgress now) {
            boolean first = now.rows() > 0 && !read;
            read = now.rows() > 0;
            if (first) {
                last = Instant.MIN;
            }
            tell(now.stage(), now.totalBytes(), () -> figures(now));
        }

        private void tell(String now, long total, Supplier<String> figures) {
            Instant instant = clock.instant();
            if (!now.equals(stage)) {
                err.println(now);
            } else if (total > 0 && Duration.between(last, instant).compareTo(EVERY) >= 0) {
                err.println(now + ": " + figures.get());
            } else {
                return;
            }
            stage = now;
            last = instant;
        }

        private static String figures(ScanProgress now) {
            String figures = String.format(
                    Locale.ROOT,
                    "%d %%, %,d rows, %,d of %,d %s",
                    100 * now.bytes() / now.totalBytes(),
                    now.rows(),
                    now.bytes() / unitBytes(now),
                    now.totalBytes() / unitBytes(now),
                    unit(now));
            return now.secondsLeft() < 0
                    ? figures
                    : figures
                            + String.format(
                                    Locale.ROOT,
                                    ", %,.0f MB/s, %,d s left",
                                    now.bytesPerSecond() / MEGABYTE,
                                    now.secondsLeft());
        }
    }
}
