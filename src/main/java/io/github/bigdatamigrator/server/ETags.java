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
    void requireKnown(String id) {
        long unused = now(id);
    }

    private long now(String id) {
        return system.handle(id).state().version();
    }

    static String tag(long version) {
        return "\"" + version + "\"";
    }

    void tell(Context request, String id) {
        request.header("ETag", tag(now(id)));
    }

    /**
     * The version that the request is meant for, which is the present one, or {@link ConversationState#ANY_VERSION}.
     * The store looks again when it writes.
     *
     * @throws HttpProblem.RefusedException 412 when it is meant for another one
     */
    long wanted(Context request, String id) {
        String wanted = request.header("If-Match");
        if (wanted == null || wanted.strip().equals("*")) {
            return ConversationState.ANY_VERSION;
        }
        long now = now(id);
        for (String tag : wanted.split(",")) {
            if (tag.strip().equals(tag(now))) {
                return now;
            }
        }
        throw new HttpProblem.RefusedException(
                412,
                "version_conflict",
                "The conversation is at version " + tag(now) + ", not " + wanted + ". GET it again.");
    }
}
