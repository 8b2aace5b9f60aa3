package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.conversation.ConversationState;
import io.javalin.http.Context;

/**
 * The version of a conversation as an {@code ETag}, and {@code If-Match}: a change that is meant for another version
 * than the present one is turned away, so that two who work on the same conversation do not undo each other's work
 * unseen.
 */
final class ETags {
    private final LLMConversationSystem system;

    ETags(LLMConversationSystem system) {
        this.system = system;
    }

    /** Fails with UNKNOWN_CONVERSATION where there is no such conversation; cheap. */
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

    /**
     * The version that the request is meant for, which is the present one, or {@link ConversationState#ANY_VERSION}.
     * The store looks again when it writes.
     *
     * @throws HttpProblem.RefusedException 412 when it is meant for another one
     */
    long expectedVersion(Context request, String id) {
        String ifMatch = request.header("If-Match");
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return ConversationState.ANY_VERSION;
        }
        long current = currentVersion(id);
        for (String tag : ifMatch.split(",")) {
            if (tag.strip().equals(tag(current))) {
                return current;
            }
        }
        throw new HttpProblem.RefusedException(
                412,
                "version_conflict",
                "The conversation is at version " + tag(current) + ", not " + ifMatch + ". GET it again.");
    }
}
