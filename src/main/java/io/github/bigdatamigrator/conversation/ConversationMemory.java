package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ReadOptions;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.ConversationEvent.Answered;
import io.github.bigdatamigrator.conversation.ConversationEvent.Asked;
import io.github.bigdatamigrator.conversation.ConversationEvent.Compressed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Confirmed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Created;
import io.github.bigdatamigrator.conversation.ConversationEvent.Profiled;
import io.github.bigdatamigrator.conversation.ConversationEvent.StateChanged;
import io.github.bigdatamigrator.conversation.ConversationEvent.Undone;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation remembers of its events, without holding them: the last turns as they were, older ones as facts,
 * what holds, and a summary. Bounded, whatever the number of events. Safe for use by several threads.
 */
public final class ConversationMemory {
    /** Turns that are kept as they were; compression takes away older ones before. */
    public static final int MOST_TURNS = 24;

    private static final int UNDOABLE = 50;

    private long version;
    private @Nullable Created created;
    private String updatedAt = "";
    private String fingerprint = "";
    private int questions;
    private @Nullable String open;
    private int lastEntry;
    private @Nullable Compressed compressed;
    private final Deque<PastTurn> turns = new ArrayDeque<>();
    private final Deque<List<Entry>> states = new ArrayDeque<>(List.of(List.of()));
    private final FactLedger ledger = new FactLedger();

    public ConversationMemory() {}

    /** As it was kept in a checkpoint. */
    public ConversationMemory(Kept kept) {
        version = kept.version();
        created = kept.created();
        updatedAt = kept.updatedAt();
        fingerprint = kept.fingerprint();
        questions = kept.questions();
        open = kept.open();
        lastEntry = kept.lastEntry();
        compressed = kept.compressed();
        turns.addAll(kept.turns());
        states.clear();
        states.addAll(kept.states());
        kept.ledger().forEach(ledger::add);
    }

    /** All of it, for a checkpoint. */
    public record Kept(
            long version,
            @Nullable Created created,
            String updatedAt,
            String fingerprint,
            int questions,
            @Nullable String open,
            int lastEntry,
            @Nullable Compressed compressed,
            List<PastTurn> turns,
            List<List<Entry>> states,
            Collection<Fact> ledger) {}

    public synchronized Kept kept() {
        return new Kept(
                version,
                created,
                updatedAt,
                fingerprint,
                questions,
                open,
                lastEntry,
                compressed,
                List.copyOf(turns),
                List.copyOf(states),
                ledger.lines());
    }

    /** Takes in the next event. */
    public synchronized void add(ConversationEvent event) {
        version++;
        updatedAt = event.at();
        if (event instanceof Created first) {
            created = first;
        } else if (event instanceof Profiled profiled) {
            fingerprint = profiled.fingerprint();
            ReadOptions reading = profiled.reading();
            if (reading != null && created != null) {
                created = new Created(created.at(), created.title(), created.dataFiles(), reading);
            }
        } else if (event instanceof Asked asked) {
            questions++;
            open = asked.question();
        } else if (event instanceof Answered answered && open != null) {
            answered(PastTurn.of(questions, open, answered.answer(), answered.fingerprint()), answered.answer());
        } else if (event instanceof StateChanged changed) {
            states.addLast(changed.entries());
            changed.entries().forEach(entry -> lastEntry = Math.max(lastEntry, entry.id()));
            while (states.size() > UNDOABLE + 1) {
                states.removeFirst();
            }
        } else if (event instanceof Undone && states.size() > 1) {
            states.removeLast();
        } else if (event instanceof Compressed now) {
            compressed = now;
            turns.removeIf(turn -> turn.number() <= now.through());
        } else if (event instanceof Confirmed confirmed) {
            turns.stream()
                    .filter(turn -> turn.number() == confirmed.turn())
                    .findFirst()
                    .ifPresentOrElse(turn -> ledger.confirm(Fact.of(turn)), () -> ledger.confirm(confirmed.turn()));
        }
    }

    private void answered(PastTurn turn, Answer answer) {
        open = null;
        turns.addLast(turn);
        while (turns.size() > MOST_TURNS) {
            turns.removeFirst();
        }
        if (answer.outcome() == Outcome.ANSWERED) {
            ledger.add(Fact.of(turn));
        }
    }

    public synchronized long version() {
        return version;
    }

    public synchronized ConversationState state() {
        return new ConversationState(version, states.getLast());
    }

    synchronized boolean undoable() {
        return states.size() > 1;
    }

    /** The id of the next entry of the state. */
    synchronized int nextEntry() {
        return lastEntry + 1;
    }

    /** Of the data as it was last profiled; empty before. */
    synchronized String fingerprint() {
        return fingerprint;
    }

    /** The turns that are not compressed, oldest first. */
    public synchronized List<PastTurn> turns() {
        return List.copyOf(turns);
    }

    synchronized @Nullable public Compressed compressed() {
        return compressed;
    }

    /** Facts that were found in the data as it is now and that the question may be about, the likest first. */
    public synchronized List<FactLedger.Hit> facts(String question, int most) {
        return ledger.like(question, fingerprint, most);
    }

    /** The query that answered the same question on the same data before. */
    public synchronized Optional<Fact> answeredBefore(String question) {
        return ledger.same(question, fingerprint);
    }

    /** Whether a question of the same words was answered before, as far as it is remembered. */
    public synchronized boolean asked(String question) {
        return ledger.asked(question);
    }

    /** What was asked, oldest first, as far as it is remembered. */
    public synchronized List<String> asked() {
        return ledger.lines().stream().map(Fact::question).toList();
    }

    /** @throws IllegalStateException before the first event */
    public synchronized ConversationSummary summary(String id) {
        if (created == null) {
            throw new IllegalStateException("no first event");
        }
        return new ConversationSummary(
                id,
                created.title(),
                created.dataFiles(),
                created.reading(),
                created.at(),
                updatedAt,
                questions,
                version);
    }

    public synchronized boolean begun() {
        return created != null;
    }
}
