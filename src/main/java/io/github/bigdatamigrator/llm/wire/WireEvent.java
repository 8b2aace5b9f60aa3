package io.github.bigdatamigrator.llm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** What the thread that reads a response hands to the thread that called. */
sealed interface WireEvent {
    /** A piece of a reply, or a whole one. */
    record Chunk(JsonNode json) implements WireEvent {}

    /** The server's own word that something is wrong; nothing follows. */
    record Refused(ServerError error, RetryAfter hint) implements WireEvent {}

    /** A frame that is no JSON: two were spliced, or one was cut. */
    record Malformed(String start) implements WireEvent {}

    /** A sign of life without content. */
    record KeepAlive() implements WireEvent {}

    /** The reply ended in order, by {@code [DONE]} or with its whole body. */
    record Done() implements WireEvent {}

    /** The stream was closed without {@code [DONE]}. */
    record Closed() implements WireEvent {}

    /** The network failed. */
    record ConnectionFailed(IOException cause) implements WireEvent {}
}
