package io.github.bigdatamigrator.server;

import io.github.bigdatamigrator.conversation.ConversationState;
import io.javalin.http.Context;

/**
 * The version of a conversation as an {@code ETag}, and {@code If-Match}: a change that is meant for another version than the present one is
 * turned away, so that two who work on the same conversation do not undo each other's work unseen.
 */
final class Versions {
    private final Conversations conversations;

    Versions(Conversations conversations) {
        this.conversations = conversations;
    }

    static String tag(long version) {
        return "\"" + version + "\"";
    }

    void tell(Context request, String id) {
        request.header("ETag", tag(conversations.version(id)));
    }

    /**
     * The version that the request is meant for, which is the present one, or {@link ConversationState#ANY_VERSION}. The store looks again when
     * it writes.
     *
     * @throws HttpProblem.RefusedException 412 when it is meant for another one
     */
    long wanted(Context request, String id) {
        String wanted = request.header("If-Match");
        if (wanted == null || wanted.strip().equals("*")) {
            return ConversationState.ANY_VERSION;
        }
        long now = conversations.version(id);
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
