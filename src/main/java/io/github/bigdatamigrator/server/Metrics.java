package io.github.bigdatamigrator.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Counts requests, answers and tokens, and writes them in the Prometheus text format. Counters start at zero with the
 * server. Thread-safe.
 */
final class Metrics {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    /** Upper bounds of the latency histogram's buckets in milliseconds, from cached replies to the longest streams. */
    private static final long[] LATENCIES = {
        5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000
    };

    final AtomicInteger openStreams = new AtomicInteger();
    final AtomicInteger runningAnswers = new AtomicInteger();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer latency = Timer.builder("bdm.http.request")
            .description("Time to answer requests, streams included")
            .serviceLevelObjectives(
                    LongStream.of(LATENCIES).mapToObj(Duration::ofMillis).toArray(Duration[]::new))
            .register(registry);
    private final Counter promptTokens = tokens("prompt");
    private final Counter completionTokens = tokens("completion");
    private final Counter uploadedBytes = Counter.builder("bdm.uploaded")
            .baseUnit("bytes")
            .description("Bytes of uploaded files")
            .register(registry);

    Metrics() {
        gauge("bdm.streams.open", "Event streams that are open", openStreams::get);
        gauge("bdm.answers.running", "Questions being answered now", runningAnswers::get);
        memory("heap", () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage());
        memory("nonheap", () -> ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage());
        gauge(
                "jvm.threads.live",
                "Threads",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
        gauge(
                "process.uptime.seconds",
                "Time since the start",
                () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
    }

    private Counter tokens(String kind) {
        return Counter.builder("bdm.llm.tokens")
                .description("Tokens of models")
                .tag("kind", kind)
                .register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    private void memory(String area, Supplier<MemoryUsage> usage) {
        Gauge.builder("jvm.memory.used", () -> usage.get().getUsed())
                .baseUnit("bytes")
                .description("Memory in use")
                .tag("area", area)
                .register(registry);
    }

    /** Counts a served request. Unknown methods share one label, because clients can send any number of them. */
    void served(String method, int status, double millis) {
        String known = method.matches("GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH") ? method : "OTHER";
        Counter.builder("bdm.http.requests")
                .description("Requests answered")
                .tags("method", known, "status", Integer.toString(status))
                .register(registry)
                .increment();
        latency.record((long) (millis * 1e6), TimeUnit.NANOSECONDS);
    }

    /** @param outcome an outcome as the API names it, or {@code error} */
    void answered(String outcome, long prompt, long completion) {
        Counter.builder("bdm.answers")
                .description("Questions answered, by outcome")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
        promptTokens.increment(prompt);
        completionTokens.increment(completion);
    }

    void uploaded(long bytes) {
        uploadedBytes.increment(bytes);
    }

    String text() {
        return registry.scrape();
    }
}
