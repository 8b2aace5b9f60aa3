package io.github.bigdatamigrator.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/** Times contenders alternately, so that other load affects all alike, and reports medians. */
final class Stopwatch {
    private Stopwatch() {}

    interface Run {
        void run() throws Exception;
    }

    /** A named task to be timed. */
    record Contender(String name, Run run) {}

    /**
     * The medians of wall-clock and CPU seconds, and the maximum heap over all rounds, after a collection and at any
     * time.
     *
     * @param liveHeap bytes in use after a collection
     * @param peakHeap bytes in use including garbage, which depends on the heap size
     */
    record Time(String name, double seconds, double cpuSeconds, long liveHeap, long peakHeap) {
        static final String HEADER =
                "| | seconds | processor seconds | heap after collections, MiB | with garbage, MiB |";

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %,d | %,d |",
                    name,
                    seconds,
                    cpuSeconds,
                    liveHeap >> 20,
                    peakHeap >> 20);
        }
    }

    static List<Time> race(int warmUps, int rounds, List<Contender> contenders) throws Exception {
        List<List<Time>> all = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            all.add(new ArrayList<>());
        }
        for (int round = -warmUps; round < rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                Time time = time(contenders.get(i));
                if (round >= 0) {
                    all.get(i).add(time);
                }
            }
        }
        return all.stream().map(Stopwatch::median).toList();
    }

    private static Time time(Contender contender) throws Exception {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        try (GarbageCollections collections = new GarbageCollections()) {
            long cpu = cpuNanos();
            long start = System.nanoTime();
            contender.run.run();
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = (cpuNanos() - cpu) / 1e9;
            long peak =
                    heapPools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
            return new Time(contender.name, seconds, cpuSeconds, collections.most(), peak);
        }
    }

    private static Stream<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    private static Time median(List<Time> times) {
        return new Time(
                times.get(0).name(),
                median(times, Time::seconds),
                median(times, Time::cpuSeconds),
                times.stream().mapToLong(Time::liveHeap).max().orElse(0),
                times.stream().mapToLong(Time::peakHeap).max().orElse(0));
    }

    private static double median(List<Time> times, ToDoubleFunction<Time> figure) {
        double[] sorted = times.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Records the heap in use after collections since its creation. */
    private static final class GarbageCollections implements NotificationListener, AutoCloseable {
        private final Set<String> pools =
                heapPools().map(MemoryPoolMXBean::getName).collect(Collectors.toSet());
        private final long since = ManagementFactory.getRuntimeMXBean().getUptime();
        private final AtomicLong most = new AtomicLong();

        GarbageCollections() {
            emitters().forEach(emitter -> emitter.addNotificationListener(this, null, null));
        }

        private static Stream<NotificationEmitter> emitters() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .filter(NotificationEmitter.class::isInstance)
                    .map(NotificationEmitter.class::cast);
        }

        @Override
        public void handleNotification(Notification notification, @Nullable Object handback) {
            GcInfo collection = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo();
            // The notification of the collection requested before the run may arrive late.
            if (collection.getStartTime() >= since) {
                long left = collection.getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> pools.contains(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum();
                most.accumulateAndGet(left, Math::max);
            }
        }

        long most() {
            return most.get();
        }

        @Override
        public void close() throws ListenerNotFoundException {
            for (NotificationEmitter emitter : emitters().toList()) {
                emitter.removeNotificationListener(this);
            }
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
