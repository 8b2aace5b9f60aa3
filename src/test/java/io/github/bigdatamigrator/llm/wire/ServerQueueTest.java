package io.github.bigdatamigrator.llm.wire;

import static io.github.bigdatamigrator.llm.Requests.asking;
import static io.github.bigdatamigrator.llm.Requests.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.llm.ChatReply;
import io.github.bigdatamigrator.llm.ModelEndpoint;
import io.github.bigdatamigrator.llm.ReplyListener;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.llm.ScriptedModelList;
import io.github.bigdatamigrator.llm.ScriptedModelList.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerQueueTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ServerQueue queue = new ServerQueue();
    private final LinkedBlockingQueue<Integer> told = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private ServerQueue.Place enter(int tokens, int most) throws InterruptedException {
        return queue.enter(tokens, most, 1000, LONG, told::add);
    }

    private int told() throws InterruptedException {
        Integer before = told.poll(10, TimeUnit.SECONDS);
        return before == null ? 0 : before;
    }

    @Test
    void requestsRunInTheirOrderAndAreToldHowManyAreBeforeThem() throws Exception {
        ServerQueue.Place first = enter(10, 1);
        assertThat(first.waited()).isZero();
        Future<ServerQueue.Place> second = threads.submit(() -> enter(10, 1));
        assertThat(told()).isEqualTo(1);
        Future<ServerQueue.Place> third = threads.submit(() -> enter(10, 1));
        assertThat(told()).isEqualTo(2);
        assertThat(second.isDone()).isFalse();

        first.close();
        ServerQueue.Place next = second.get(10, TimeUnit.SECONDS);
        assertThat(next.waited()).isPositive();
        assertThat(third.isDone()).isFalse();

        next.close();
        third.get(10, TimeUnit.SECONDS).close();
        enter(10, 1).close();
        assertThat(told).isEmpty();
    }

    @Test
    void requestsThatTogetherOverflowTheWindowDoNotRunTogether() throws Exception {
        ServerQueue.Place large = enter(700, 4);
        ServerQueue.Place small = enter(300, 4);
        Future<ServerQueue.Place> more = threads.submit(() -> enter(301, 4));
        assertThat(told()).isEqualTo(2);
        small.close();
        assertThat(more.isDone()).isFalse();
        large.close();
        more.get(10, TimeUnit.SECONDS).close();
    }

    @Test
    void aRequestLargerThanTheWindowRunsAlone() throws Exception {
        enter(5000, 4).close();
        assertThat(told).isEmpty();
    }

    @Test
    void anInterruptedRequestLeavesTheQueue() throws Exception {
        ServerQueue.Place first = enter(10, 1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try {
                enter(10, 1);
            } catch (InterruptedException e) {
                failure.set(e);
            }
            ended.countDown();
        });
        waiting.start();
        assertThat(told()).isEqualTo(1);
        waiting.interrupt();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        first.close();
        enter(10, 1).close();
        assertThat(told).isEmpty();
    }

    @Test
    void aRequestWhoseListenerFailsLeavesTheQueue() throws Exception {
        ServerQueue.Place first = enter(10, 1);
        assertThatThrownBy(() -> queue.enter(10, 1, 1000, LONG, before -> {
                    throw new IllegalStateException("gone");
                }))
                .hasMessage("gone");
        first.close();
        enter(10, 1).close();
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 4, 1", "2, 4, 2", "4, 4, 4", "4, 2, 2"})
    void noneOfManyQuestionsIsLostAndNoMoreRunAtOnceThanTheServerTakes(int wanted, int parallel, int most)
            throws Exception {
        ask(100, wanted, parallel, most);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Tag("long")
    void noneOfFiveHundredQuestionsIsLost(int parallel) throws Exception {
        ask(500, parallel, parallel, parallel);
    }

    private void ask(int questions, int wanted, int parallel, int most) throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger largest = new AtomicInteger();
        try (ScriptedLMStudio studio = ScriptedLMStudio.start().nativeChat()) {
            studio.models(new ScriptedModelList(
                    List.of(new Entry("codellama-34b-instruct", "llm", 16_384, 16_384, true, parallel))));
            studio.always((to, body) -> {
                largest.accumulateAndGet(running.incrementAndGet(), Math::max);
                running.decrementAndGet();
                to.streamText("Yes.");
            });
            ModelEndpoint endpoint =
                    endpoint(studio.url()).withOptions(new ModelEndpoint.Options(wanted, null, 0, false));
            try (LMStudioClient client = new LMStudioClient(endpoint, null);
                    LMStudioClient other = new LMStudioClient(endpoint, null)) {
                List<Future<ChatReply>> replies = new ArrayList<>();
                for (int i = 0; i < questions; i++) {
                    LMStudioClient asked = i % 2 == 0 ? client : other;
                    replies.add(threads.submit(() -> asked.chat(asking("How many?"), ReplyListener.NONE)));
                }
                for (Future<ChatReply> reply : replies) {
                    assertThat(reply.get(60, TimeUnit.SECONDS).text()).isEqualTo("Yes.");
                }
            }
        }
        assertThat(largest.get()).isBetween(1, most);
    }
}
