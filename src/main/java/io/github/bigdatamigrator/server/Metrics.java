package io.github.bigdatamigrator.server;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is served, and tells it in the text format of Prometheus. Safe for use by several threads. */
final class Metrics {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    final AtomicInteger openStreams = new AtomicInteger();
    final AtomicInteger runningAnswers = new AtomicInteger();
    private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder completionTokens = new LongAdder();
    private final LongAdder uploadedBytes = new LongAdder();
    private final LongAdder timed = new LongAdder();
    private final DoubleAdder seconds = new DoubleAdder();

    /** A request has been answered; methods that are none of HTTP's are counted as one, since strangers choose them. */
    void served(String method, int status, double millis) {
        String known = method.matches("GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH") ? method : "OTHER";
        requests.computeIfAbsent("method=\"" + known + "\",status=\"" + status + "\"", key -> new LongAdder())
                .increment();
        timed.increment();
        seconds.add(millis / 1000);
    }

    /** @param outcome a word of the contract, or {@code error} */
    void answered(String outcome, long prompt, long completion) {
        answers.computeIfAbsent("outcome=\"" + outcome + "\"", key -> new LongAdder())
                .increment();
        promptTokens.add(prompt);
        completionTokens.add(completion);
    }

    void uploaded(long bytes) {
        uploadedBytes.add(bytes);
    }

    String text() {
        StringBuilder out = new StringBuilder();
        head(out, "bdm_http_requests_total", "counter", "Requests answered");
        requests.forEach((labels, count) -> line(out, "bdm_http_requests_total{" + labels + "}", count.sum()));
        head(out, "bdm_http_request_seconds", "summary", "Time to answer requests, streams included");
        line(out, "bdm_http_request_seconds_sum", seconds.sum());
        line(out, "bdm_http_request_seconds_count", timed.sum());
        head(out, "bdm_answers_total", "counter", "Questions answered, by outcome");
        answers.forEach((labels, count) -> line(out, "bdm_answers_total{" + labels + "}", count.sum()));
        head(out, "bdm_llm_tokens_total", "counter", "Tokens of models");
        line(out, "bdm_llm_tokens_total{kind=\"prompt\"}", promptTokens.sum());
        line(out, "bdm_llm_tokens_total{kind=\"completion\"}", completionTokens.sum());
        head(out, "bdm_uploaded_bytes_total", "counter", "Bytes of uploaded files");
        line(out, "bdm_uploaded_bytes_total", uploadedBytes.sum());
        head(out, "bdm_streams_open", "gauge", "Event streams that are open");
        line(out, "bdm_streams_open", openStreams.get());
        head(out, "bdm_answers_running", "gauge", "Questions being answered now");
        line(out, "bdm_answers_running", runningAnswers.get());
        head(out, "jvm_memory_used_bytes", "gauge", "Memory in use");
        var memory = ManagementFactory.getMemoryMXBean();
        line(
                out,
                "jvm_memory_used_bytes{area=\"heap\"}",
                memory.getHeapMemoryUsage().getUsed());
        line(
                out,
                "jvm_memory_used_bytes{area=\"nonheap\"}",
                memory.getNonHeapMemoryUsage().getUsed());
        head(out, "jvm_threads_live", "gauge", "Threads");
        line(out, "jvm_threads_live", ManagementFactory.getThreadMXBean().getThreadCount());
        head(out, "process_uptime_seconds", "gauge", "Time since the start");
        line(out, "process_uptime_seconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
        return out.toString();
    }

    private static void head(StringBuilder out, String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder out, String name, long value) {
        out.append(name).append(' ').append(value).append('\n');
    }

    private static void line(StringBuilder out, String name, double value) {
        out.append(name)
                .append(' ')
                .append(String.format(Locale.ROOT, "%.6f", value))
                .append('\n');
    }
}
