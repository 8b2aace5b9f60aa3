package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.context.DataContext;

/** A profile as text and back, for the cache. */
public interface ContextCodec {
    String text(DataContext context);

    /** @throws RuntimeException for a text that is no profile */
    DataContext parse(String text);
}
