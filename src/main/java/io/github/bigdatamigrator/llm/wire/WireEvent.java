package io.github.bigdatamigrator.llm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Carries a part of a response from the thread that reads it to the calling thread. */
sealed interface WireEvent {
    /** A part of a reply, or a whole one. */
    record Chunk(JsonNode json) implements WireEvent {}

    /** An error of the server; nothing follows. */
    record Refused(ServerError error, RetryAfter hint) implements WireEvent {}

    /** A frame that is not JSON: two were spliced, or one was truncated. */
    record Malformed() implements WireEvent {}

    /** A comment without content, which shows that the server is alive. */
    record KeepAlive() implements WireEvent {}

    /** The regular end of a reply: {@code [DONE]} or the end of a whole body. */
    record Done() implements WireEvent {}

    /** The stream was closed without {@code [DONE]}. */
    record Closed() implements WireEvent {}

    /** The network failed. */
    record ConnectionFailed(IOException cause) implements WireEvent {}
}
