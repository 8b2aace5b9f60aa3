package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.error.MigratorException;
import java.util.List;
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
