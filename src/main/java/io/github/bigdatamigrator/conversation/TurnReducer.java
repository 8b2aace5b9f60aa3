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

/** Reduces the events of a conversation to turns. */
public final class TurnReducer {
    private static final String INTERRUPTED =
            "This question was interrupted before its answer was written. Ask it again.";

    private TurnReducer() {}

    /** Returns the turns, oldest first. An answer is stale if the data has another fingerprint now. */
    public static List<Turn> turns(List<ConversationEvent> events) {
        String currentFingerprint = null;
        for (ConversationEvent event : events) {
            currentFingerprint = event instanceof Profiled profiled ? profiled.fingerprint() : currentFingerprint;
        }
        List<Turn> turns = new ArrayList<>();
        Asked pending = null;
        for (ConversationEvent event : events) {
            if (event instanceof Asked asked) {
                add(turns, pending, failed(INTERRUPTED), false);
                pending = asked;
            } else if (event instanceof Answered answered) {
                add(turns, pending, answered.answer(), !answered.fingerprint().equals(currentFingerprint));
                pending = null;
            } else if (event instanceof Failed failed) {
                add(turns, pending, failed(failed.message()), false);
                pending = null;
            }
        }
        add(turns, pending, failed(INTERRUPTED), false);
        return turns;
    }

    /** Reads the whole conversation from its log. */
    public static Conversation conversation(ConversationStore store, String id) {
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

    /** Hashes the fingerprints of all tables. */
    public static String fingerprint(DataContext context) {
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
