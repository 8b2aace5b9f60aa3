package io.github.bigdatamigrator.sketch;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often which values of a column were met. */
public interface ValueCounts {
    /** Whether every value is known with its exact count. */
    boolean complete();

    /** The value of that hash with its exact count; null where it was not met, or is not known exactly. */
    HeavyHitters.@Nullable Frequent find(long hash);

    /** Every value with its exact count, in no order; none where they are not all known. */
    Collection<HeavyHitters.Frequent> all();

    /** At most that many of the most frequent values, most frequent first, equal counts in the order of their texts. */
    List<HeavyHitters.Frequent> top(int limit);
}
