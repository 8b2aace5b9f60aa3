package io.github.bigdatamigrator.server;

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

    void tell(Context request, String id) {
        request.header("ETag", tag(id));
    }

    void require(Context request, String id) {
        String wanted = request.header("If-Match");
        if (wanted == null || wanted.strip().equals("*")) {
            return;
        }
        String now = tag(id);
        for (String tag : wanted.split(",")) {
            if (tag.strip().equals(now)) {
                return;
            }
        }
        throw new HttpProblem.RefusedException(
                412, "version_mismatch", "The conversation is at version " + now + ", not " + wanted + ". GET it again.");
    }

    private String tag(String id) {
        return "\"" + conversations.version(id) + "\"";
    }
}
