package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.javalin.http.Context;
import java.util.Arrays;

/**
 * Maps the version of a conversation to {@code ETag} and checks {@code If-Match}. A change meant for another version is
 * rejected, so that two people working on one conversation do not overwrite each other.
 */
record ETags(LLMConversationSystem system) {
    /** Throws UNKNOWN_CONVERSATION if there is no such conversation; does not load it. */
    void requireExists(String id) {
        long unused = currentVersion(id);
    }

    private long currentVersion(String id) {
        return system.handle(id).state().version();
    }

    private static boolean anyVersion(Context request) {
        String ifMatch = request.header("If-Match");
        return ifMatch == null || ifMatch.strip().equals("*");
    }

    /** Whether {@code If-Match} names the tag, or any version. */
    static boolean names(Context request, String tag) {
        return anyVersion(request)
                || Arrays.stream(String.valueOf(request.header("If-Match")).split(","))
                        .map(String::strip)
                        .anyMatch(tag::equals);
    }

    static String tag(Object version) {
        return "\"" + version + "\"";
    }

    void setHeader(Context request, String id) {
        request.header("ETag", tag(currentVersion(id)));
    }

    /** The version that {@code If-Match} names, ANY_VERSION without one; 412 when it is not the current version. */
    long expectedVersion(Context request, String id) {
        if (anyVersion(request)) {
            return ConversationState.ANY_VERSION;
        }
        String ifMatch = String.valueOf(request.header("If-Match"));
        long current = currentVersion(id);
        if (names(request, tag(current))) {
            return current;
        }
        throw new HttpProblem.RefusedException(
                412,
                "version_conflict",
                "The conversation is at version " + tag(current) + ", not " + ifMatch + ". GET it again.");
    }
}
