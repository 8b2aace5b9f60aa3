package io.github.bigdatamigrator.conversation.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ReadOptions;
import io.github.bigdatamigrator.conversation.ConversationEvent.Created;
import io.github.bigdatamigrator.conversation.ConversationEvent.Profiled;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the JSON of read options; logs of earlier versions have none. */
class EventJsonTest {
    private static final String AT = "2026-01-01T10:00:00Z";
    private static final String CREATED =
            "{\"type\":\"created\",\"at\":\"" + AT + "\",\"title\":\"Sales\",\"data_files\":[\"a.csv\"]}";
    private static final String PROFILED = "{\"type\":\"profiled\",\"at\":\"" + AT + "\",\"fingerprint\":\"abc\"}";

    @Test
    void anEventOfAnEarlierVersionHasDefaultReadOptions() {
        assertThat(EventJson.read(CREATED)).isEqualTo(new Created(AT, "Sales", List.of("a.csv"), ReadOptions.DEFAULT));
        assertThat(EventJson.read(PROFILED)).isEqualTo(new Profiled(AT, "abc", null));
    }

    @Test
    void defaultReadOptionsAreNotWritten() {
        assertThat(EventJson.write(new Created(AT, "Sales", List.of("a.csv"), ReadOptions.DEFAULT)))
                .isEqualTo(CREATED);
        assertThat(EventJson.write(new Profiled(AT, "abc"))).isEqualTo(PROFILED);
    }

    @Test
    void readOptionsAreWrittenWithTheNamesOfTheFlags() {
        ReadOptions reading = new ReadOptions(
                DialectOptions.builder().delimiter(";").headerRows(2).build(), true);
        assertThat(EventJson.write(new Created(AT, "Sales", List.of("a.csv"), reading)))
                .endsWith(
                        "\"reading\":{\"skip_unreadable\":true,\"dialect\":{\"delimiter\":\";\",\"header_rows\":2}}}");
    }
}
