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

    static String tag(long version) {
        return "\"" + version + "\"";
    }

    void setHeader(Context request, String id) {
        request.header("ETag", tag(currentVersion(id)));
    }

    /** The version that {@code If-Match} names, ANY_VERSION without one; 412 when it is not the current version. */
    long expectedVersion(Context request, String id) {
        String ifMatch = request.header("If-Match");
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return ConversationState.ANY_VERSION;
        }
        long current = currentVersion(id);
        if (Arrays.stream(ifMatch.split(",")).map(String::strip).anyMatch(tag(current)::equals)) {
            return current;
        }
        throw new HttpProblem.RefusedException(
                412,
                "version_conflict",
                "The conversation is at version " + tag(current) + ", not " + ifMatch + ". GET it again.");
    }
}
