package io.github.bigdatamigrator;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.analysis.DataContextBuilder.Interrupted;
import io.github.bigdatamigrator.analysis.DataContextBuilder.Known;
import io.github.bigdatamigrator.analysis.DataContextBuilder.Unreadable;
import io.github.bigdatamigrator.analysis.ProfileCache;
import io.github.bigdatamigrator.analysis.SparkRuntime;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ProgressListener;
import java.util.List;

/** Profiles files as the settings and the caller's options say. Safe for use by several threads. */
final class DataProfiler {
    private final SparkRuntime runtime;
    private final ProfileCache cache;
    private volatile DialectOptions dialect = DialectOptions.NONE;

    DataProfiler(SparkRuntime runtime, Settings settings) {
        this.runtime = runtime;
        this.cache = ProfileCaches.of(settings);
    }

    void readTextAs(DialectOptions options) {
        dialect = options;
    }

    DataContext profile(List<String> dataFiles, ProgressListener progress, List<ProfileOption> options) {
        DataContextBuilder builder = DataContextBuilder.on(runtime)
                .addAll(dataFiles)
                .dialect(dialect)
                .unreadable(options.contains(ProfileOption.LEAVE_OUT_UNREADABLE) ? Unreadable.SKIP : Unreadable.FAIL)
                .interrupted(options.contains(ProfileOption.KEEP_PARTIAL) ? Interrupted.KEEP : Interrupted.FAIL)
                .known(options.contains(ProfileOption.READ_AGAIN) ? Known.READ_AGAIN : Known.REUSE)
                .cache(cache)
                .progress(progress);
        return runtime.call(builder::build);
    }
}
