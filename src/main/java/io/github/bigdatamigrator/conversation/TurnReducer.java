package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.conversation.Answer.AnsweredBy;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.ConversationEvent.Answered;
import io.github.bigdatamigrator.conversation.ConversationEvent.Asked;
import io.github.bigdatamigrator.conversation.ConversationEvent.Failed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Profiled;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes turns of events. */
public final class TurnReducer {
    private static final String INTERRUPTED =
            "This question was interrupted before its answer was written. Ask it again.";

    private TurnReducer() {}

    /** The turns, oldest first; an answer is stale when the data has another fingerprint now. */
    public static List<Turn> turns(List<ConversationEvent> events) {
        String now = null;
        for (ConversationEvent event : events) {
            now = event instanceof Profiled profiled ? profiled.fingerprint() : now;
        }
        List<Turn> turns = new ArrayList<>();
        Asked open = null;
        for (ConversationEvent event : events) {
            if (event instanceof Asked asked) {
                add(turns, open, failed(INTERRUPTED), false);
                open = asked;
            } else if (event instanceof Answered answered) {
                add(turns, open, answered.answer(), !answered.fingerprint().equals(now));
                open = null;
            } else if (event instanceof Failed failed) {
                add(turns, open, failed(failed.message()), false);
                open = null;
            }
        }
        add(turns, open, failed(INTERRUPTED), false);
        return turns;
    }

    /** The whole conversation; reads its log. */
    public static Conversation whole(ConversationStore store, String id) {
        return new Conversation(store.summary(id), store.context(id).orElse(null), turns(store.replay(id)));
    }

    private static void add(List<Turn> turns, @Nullable Asked asked, Answer answer, boolean stale) {
        if (asked != null) {
            turns.add(new Turn(turns.size() + 1, asked.question(), answer, asked.at(), stale));
        }
    }

    private static Answer failed(String content) {
        return Answer.plain(content, Outcome.FAILED, AnsweredBy.MODEL);
    }

    /** Changes when any file of the context does. */
    static String fingerprint(DataContext context) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (TableProfile table : context.tables()) {
                String line = table.sqlName() + " " + table.origin().fingerprint() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
