package io.github.bigdatamigrator.cli;

import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.ScanProgress;
import io.github.bigdatamigrator.text.NumberFormat;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows the progress of long work on standard error. */
interface Progress extends ProgressListener, AutoCloseable {
    long KILOBYTE = 1_000;
    long MEGABYTE = 1_000_000;

    @Override
    default void close() {}

    static Progress none() {
        return (stage, done, total) -> {};
    }

    /**
     * A bar on the terminal.
     *
     * @param width columns of the terminal
     */
    static Progress bar(PrintStream terminal, int width) {
        return new Bar(terminal, width);
    }

    static Progress lines(PrintWriter err) {
        return new Lines(err, InstantSource.system());
    }

    /** Shows a bar per stage; for scans with rows, bytes, rate and remaining time. */
    final class Bar implements Progress {
        /** Columns from which the rows fit beside bytes, rate and time. */
        private static final int WIDE = 100;

        private final PrintStream terminal;
        private final int width;
        private @Nullable ProgressBar bar;
        private String stage = "";

        Bar(PrintStream terminal, int width) {
            this.terminal = terminal;
            this.width = width;
        }

        @Override
        public void progress(String now, long done, long total) {
            show(now, total, new ProgressBarBuilder()).stepTo(done);
        }

        @Override
        public void scanned(ScanProgress now) {
            // In megabytes a small file would show as 0 of 0.
            ProgressBarBuilder builder = now.totalBytes() < MEGABYTE
                    ? new ProgressBarBuilder().setUnit(" KB", KILOBYTE)
                    : new ProgressBarBuilder().setUnit(" MB", MEGABYTE);
            ProgressBar shown = show(now.stage(), now.totalBytes(), builder.showSpeed());
            if (width >= WIDE) {
                shown.setExtraMessage(" " + NumberFormat.count(now.rows(), "row"));
            }
            shown.stepTo(now.bytes());
        }

        private ProgressBar show(String now, long total, ProgressBarBuilder builder) {
            ProgressBar shown = bar;
            if (shown == null || !now.equals(stage)) {
                close();
                stage = now;
                // A consumer of its own: the library's would open a terminal, which takes Ctrl-C away from the program.
                shown = builder.setConsumer(new ConsoleProgressBarConsumer(terminal, width - 1))
                        .setTaskName(name(now))
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

        /** The stage with the name of a file in place of its path, in a third of the line. */
        private String name(String now) {
            String name = now.replaceFirst("^(\\w+ ).*/(?=.)", "$1");
            int most = width / 3;
            return name.length() <= most ? name : name.substring(0, most - 1) + "…";
        }

        @Override
        public void close() {
            if (bar != null) {
                // An interrupted thread would not wait until the bar is drawn for the last time.
                boolean interrupted = Thread.interrupted();
                bar.close();
                bar = null;
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** Prints a line when a stage begins, then one every few seconds. */
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
            print(now, total, () -> NumberFormat.percent(done, total));
        }

        @Override
        public void scanned(ScanProgress now) {
            boolean first = now.rows() > 0 && !read;
            read = now.rows() > 0;
            if (first) {
                last = Instant.MIN;
            }
            print(now.stage(), now.totalBytes(), () -> details(now));
        }

        private void print(String now, long total, Supplier<String> details) {
            Instant instant = clock.instant();
            if (!now.equals(stage)) {
                err.println(now);
            } else if (total > 0 && Duration.between(last, instant).compareTo(EVERY) >= 0) {
                err.println(now + ": " + details.get());
            } else {
                return;
            }
            stage = now;
            last = instant;
        }

        private static String details(ScanProgress now) {
            String details = NumberFormat.percent(now.bytes(), now.totalBytes()) + ", "
                    + NumberFormat.count(now.rows(), "row") + ", " + NumberFormat.bytes(now.bytes()) + " of "
                    + NumberFormat.bytes(now.totalBytes());
            return now.secondsLeft() < 0
                    ? details
                    : details + ", " + NumberFormat.bytes((long) now.bytesPerSecond()) + "/s, "
                            + NumberFormat.of(now.secondsLeft()) + " s left";
        }
    }
}
