package io.github.bigdatamigrator.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Runs things in turn, so that a busy machine slows all of them alike, and takes the median of each. */
final class Stopwatch {
    private Stopwatch() {}

    interface Run {
        void run() throws Exception;
    }

    /** Something to be timed, by name. */
    record Contender(String name, Run run) {}

    /** What a contender took: wall clock and processor seconds (medians), and the largest heap of all rounds. */
    record Time(String name, double seconds, double cpuSeconds, long peakHeap) {
        String row() {
            return String.format(Locale.ROOT, "| %s | %.2f | %.2f | %,d |", name, seconds, cpuSeconds, peakHeap >> 20);
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
        long cpu = cpuNanos();
        long start = System.nanoTime();
        contender.run.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        return new Time(contender.name, seconds, (cpuNanos() - cpu) / 1e9, heap);
    }

    private static Time median(List<Time> times) {
        List<Double> seconds = new ArrayList<>(times.stream().map(Time::seconds).toList());
        List<Double> cpu = new ArrayList<>(times.stream().map(Time::cpuSeconds).toList());
        Collections.sort(seconds);
        Collections.sort(cpu);
        long heap = times.stream().mapToLong(Time::peakHeap).max().orElse(0);
        return new Time(times.get(0).name(), seconds.get(seconds.size() / 2), cpu.get(cpu.size() / 2), heap);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
