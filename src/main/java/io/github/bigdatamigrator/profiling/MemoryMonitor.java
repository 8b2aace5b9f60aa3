package io.github.bigdatamigrator.profiling;

import java.io.Serial;
import java.io.Serializable;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;

/**
 * Checks whether the heap of its JVM, driver or executor, is short: more than 80 % of the old generation in use after
 * the last collection, so that garbage does not count. Serialized with a task, for one thread.
 */
class MemoryMonitor implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final double SHORT = 0.8;

    private transient long collectionsSeen;

    /** A monitor for another task in this process. */
    MemoryMonitor forTask() {
        return new MemoryMonitor();
    }

    /** Whether memory is short; true at most once per collection, so that the effect of shrinking is measured first. */
    boolean isShort() {
        long collections = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
        if (collections == collectionsSeen) {
            return false;
        }
        collectionsSeen = collections;
        return usedAfterCollection() > SHORT;
    }

    /** Share of the old generation in use after the last collection, 0 to 1. */
    private static double usedAfterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage != null && usage.getMax() > 0)
                .max(Comparator.comparingLong(MemoryUsage::getMax))
                .map(usage -> (double) usage.getUsed() / usage.getMax())
                .orElse(0.0);
    }
}
