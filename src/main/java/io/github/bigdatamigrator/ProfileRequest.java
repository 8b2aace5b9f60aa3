package io.github.bigdatamigrator;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.ReadOptions;
import java.util.List;

/**
 * Selects data files and the options for profiling them. Immutable.
 *
 * <pre>{@code
 * ProfileRequest.of(List.of("sales.csv")).withDialect(DialectOptions.builder().delimiter(";").build()).refreshing()
 * }</pre>
 *
 * <p>A conversation keeps the files and the read options, so that it reads its files again in the same way. The rest
 * applies to one run.
 *
 * @param files paths, folders, patterns or sheets
 * @param reading read options
 * @param refresh whether everything is read again, even if the profile cache has the same files
 * @param keepPartial whether an interrupt of the calling thread returns a partial profile, which says so, and sets the
 *     thread's interrupt status; otherwise it ends the run with CANCELLED
 * @param progress receives the progress of the run
 */
public record ProfileRequest(
        List<String> files, ReadOptions reading, boolean refresh, boolean keepPartial, ProgressListener progress) {
    public ProfileRequest {
        files = List.copyOf(files);
    }

    /** Sniffs the dialect, uses the profile cache and fails on the first file that cannot be read. */
    public static ProfileRequest of(List<String> files) {
        return new ProfileRequest(files, ReadOptions.DEFAULT, false, false, ProgressListener.NONE);
    }

    public ProfileRequest withReading(ReadOptions other) {
        return new ProfileRequest(files, other, refresh, keepPartial, progress);
    }

    /** With options for delimited text; unset ones are sniffed from each file. */
    public ProfileRequest withDialect(DialectOptions dialect) {
        return withReading(new ReadOptions(dialect, reading.skipUnreadable()));
    }

    /** A file that cannot be read becomes a problem of the profile, unless none can be read. */
    public ProfileRequest skippingUnreadable() {
        return withReading(new ReadOptions(reading.dialect(), true));
    }

    /** Reads everything again and replaces the profile in the cache. */
    public ProfileRequest refreshing() {
        return new ProfileRequest(files, reading, true, keepPartial, progress);
    }

    /** Returns a partial profile when the calling thread is interrupted. */
    public ProfileRequest keepingPartial() {
        return new ProfileRequest(files, reading, refresh, true, progress);
    }

    public ProfileRequest reporting(ProgressListener listener) {
        return new ProfileRequest(files, reading, refresh, keepPartial, listener);
    }
}
