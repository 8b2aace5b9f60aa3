package io.github.bigdatamigrator.sketch;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks up how often values occur in a column. */
public interface ValueCounts {
    /** Whether every value has an exact count. */
    boolean complete();

    /** The value of that hash with its exact count; null if it does not occur or its count is not exact. */
    HeavyHitters.@Nullable Frequent find(long hash);

    /** Every value with its exact count, unordered; empty unless {@link #complete}. */
    Collection<HeavyHitters.Frequent> all();

    /** At most {@code limit} values, most frequent first, equal counts by text. */
    List<HeavyHitters.Frequent> top(int limit);
}
