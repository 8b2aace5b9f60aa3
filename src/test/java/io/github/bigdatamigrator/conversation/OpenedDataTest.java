package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.error.MigratorException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenedDataTest {
    private final AtomicInteger searches = new AtomicInteger();

    @Test
    void guidedQuestionsAreFoundOnceWhenTheyAreNeeded() {
        OpenedData data = OpenedData.of(
                Shop.context(),
                new FakeQueryEngine(),
                claims -> List.of(),
                (table, column, text, limit) -> List.of(),
                () -> {
                    searches.incrementAndGet();
                    return Shop.GUIDED;
                });
        assertThat(searches).hasValue(0);

        assertThat(data.guided()).isEqualTo(Shop.GUIDED);
        assertThat(data.guided()).isEqualTo(Shop.GUIDED);
        assertThat(searches).hasValue(1);
    }

    @Test
    void anAnswerDoesNotWaitForThem() {
        CountDownLatch answered = new CountDownLatch(1);
        OpenedData data = OpenedData.of(
                Shop.context(),
                new FakeQueryEngine(),
                claims -> List.of(),
                (table, column, text, limit) -> List.of(),
                () -> {
                    await(answered);
                    return Shop.GUIDED;
                });

        assertThat(data.guidedIfFound()).isEmpty();
        answered.countDown();

        assertThat(data.guided()).isEqualTo(Shop.GUIDED);
        assertThat(data.guidedIfFound()).isEqualTo(Shop.GUIDED);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thereAreNoneIfTheDataCannotCheckThem() {
        OpenedData data = OpenedData.of(
                Shop.context(),
                new FakeQueryEngine(),
                claims -> List.of(),
                (table, column, text, limit) -> List.of(),
                () -> {
                    throw MigratorException.badInput("no such column");
                });

        assertThat(data.guided()).isEmpty();
    }
}
