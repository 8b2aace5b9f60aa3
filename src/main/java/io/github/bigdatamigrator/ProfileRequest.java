package io.github.bigdatamigrator;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.ReadOptions;
import io.github.bigdatamigrator.source.DataSource;
import java.util.List;

/**
 * Selects data and the options for profiling them. Immutable.
 *
 * <pre>{@code
 * ProfileRequest.of(List.of("sales.csv")).withDialect(DialectOptions.builder().delimiter(";").build()).refreshing()
 * }</pre>
 *
 * <p>A conversation keeps the names of the data and the read options, so that it reads its files again in the same way.
 * The rest applies to one run.
 *
 * @param sources paths, folders, patterns, sheets, tables or DataFrames
 * @param reading read options
 * @param refresh whether everything is read again, even if the profile cache has the same files
 * @param keepPartial whether an interrupt of the calling thread returns a partial profile, which says so, and sets the
 *     thread's interrupt status; otherwise it ends the run with CANCELLED
 * @param progress receives the progress of the run
 */
public record ProfileRequest(
        List<DataSource> sources,
        ReadOptions reading,
        boolean refresh,
        boolean keepPartial,
        ProgressListener progress) {
    public ProfileRequest {
        sources = List.copyOf(sources);
    }

    /** Sniffs the dialect, uses the profile cache and fails on the first file that cannot be read. */
    public static ProfileRequest of(List<String> files) {
        return ofSources(files.stream().map(DataSource::of).toList());
    }

    /** Like {@link #of(List)}, for DataFrames too. */
    public static ProfileRequest of(DataSource... sources) {
        return ofSources(List.of(sources));
    }

    public static ProfileRequest ofSources(List<DataSource> sources) {
        return new ProfileRequest(sources, ReadOptions.DEFAULT, false, false, ProgressListener.NONE);
    }

    /** The names that a conversation keeps. */
    public List<String> files() {
        return sources.stream().map(DataSource::location).toList();
    }

    public ProfileRequest withReading(ReadOptions other) {
        return new ProfileRequest(sources, other, refresh, keepPartial, progress);
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
        return new ProfileRequest(sources, reading, true, keepPartial, progress);
    }

    /** Returns a partial profile when the calling thread is interrupted. */
    public ProfileRequest keepingPartial() {
        return new ProfileRequest(sources, reading, refresh, true, progress);
    }

    public ProfileRequest reporting(ProgressListener listener) {
        return new ProfileRequest(sources, reading, refresh, keepPartial, listener);
    }
}
