package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ReadOptions;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.conversation.ConversationEvent.Answered;
import io.github.bigdatamigrator.conversation.ConversationEvent.Asked;
import io.github.bigdatamigrator.conversation.ConversationEvent.Compressed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Confirmed;
import io.github.bigdatamigrator.conversation.ConversationEvent.Created;
import io.github.bigdatamigrator.conversation.ConversationEvent.Described;
import io.github.bigdatamigrator.conversation.ConversationEvent.Profiled;
import io.github.bigdatamigrator.conversation.ConversationEvent.StateChanged;
import io.github.bigdatamigrator.conversation.ConversationEvent.Undone;
import io.github.bigdatamigrator.conversation.ConversationState.Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the part of a conversation that prompts need: recent turns, answered questions of older ones, the state, and a
 * summary. Its size is bounded, whatever the number of events. Thread-safe.
 */
public final class ConversationMemory {
    /** Number of turns kept in full; compression usually removes older ones before. */
    public static final int MAX_TURNS = 24;

    private static final int MAX_UNDO = 50;

    private long version;
    private @Nullable Created created;
    private boolean pinned;
    private String updatedAt = "";
    private String fingerprint = "";
    private int questions;
    private @Nullable String openQuestion;
    private int lastEntryId;
    private @Nullable Compressed compressed;
    private final Deque<PastTurn> turns = new ArrayDeque<>();
    private final Deque<List<Entry>> states = new ArrayDeque<>(List.of(List.of()));
    private final AnsweredQuestionIndex answered = new AnsweredQuestionIndex();

    public ConversationMemory() {}

    /** Restores a checkpoint. */
    public ConversationMemory(Snapshot snapshot) {
        version = snapshot.version();
        created = snapshot.created();
        pinned = snapshot.pinned();
        updatedAt = snapshot.updatedAt();
        fingerprint = snapshot.fingerprint();
        questions = snapshot.questions();
        openQuestion = snapshot.openQuestion();
        lastEntryId = snapshot.lastEntryId();
        compressed = snapshot.compressed();
        turns.addAll(snapshot.turns());
        states.clear();
        states.addAll(snapshot.states());
        snapshot.answered().forEach(answered::add);
    }

    /** Copies all fields, for a checkpoint. */
    public record Snapshot(
            long version,
            @Nullable Created created,
            boolean pinned,
            String updatedAt,
            String fingerprint,
            int questions,
            @Nullable String openQuestion,
            int lastEntryId,
            @Nullable Compressed compressed,
            List<PastTurn> turns,
            List<List<Entry>> states,
            List<AnsweredQuestion> answered) {}

    public synchronized Snapshot snapshot() {
        return new Snapshot(
                version,
                created,
                pinned,
                updatedAt,
                fingerprint,
                questions,
                openQuestion,
                lastEntryId,
                compressed,
                List.copyOf(turns),
                List.copyOf(states),
                answered.all());
    }

    /** Applies the next event. */
    public synchronized void add(ConversationEvent event) {
        version++;
        // A new title is no use of the conversation: lists stay in their order.
        updatedAt = event instanceof Described ? updatedAt : event.at();
        if (event instanceof Created first) {
            created = first;
        } else if (event instanceof Profiled profiled) {
            fingerprint = profiled.fingerprint();
            ReadOptions reading = profiled.reading();
            if (reading != null && created != null) {
                created = new Created(created.at(), created.title(), created.dataFiles(), reading);
            }
        } else if (event instanceof Described described && created != null) {
            created = new Created(created.at(), described.title(), created.dataFiles(), created.reading());
            pinned = described.pinned();
        } else if (event instanceof Asked asked) {
            questions++;
            openQuestion = asked.question();
        } else if (event instanceof Answered answered && openQuestion != null) {
            addTurn(PastTurn.of(questions, openQuestion, answered.answer(), answered.fingerprint()), answered.answer());
        } else if (event instanceof StateChanged changed) {
            states.addLast(changed.entries());
            changed.entries().forEach(entry -> lastEntryId = Math.max(lastEntryId, entry.id()));
            while (states.size() > MAX_UNDO + 1) {
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
                    .ifPresentOrElse(
                            turn -> answered.confirm(AnsweredQuestion.of(turn)),
                            () -> answered.confirm(confirmed.turn()));
        }
    }

    private void addTurn(PastTurn turn, Answer answer) {
        openQuestion = null;
        turns.addLast(turn);
        while (turns.size() > MAX_TURNS) {
            turns.removeFirst();
        }
        if (answer.outcome() == Outcome.ANSWERED) {
            answered.add(AnsweredQuestion.of(turn));
        }
    }

    public synchronized long version() {
        return version;
    }

    public synchronized ConversationState state() {
        return new ConversationState(version, states.getLast());
    }

    synchronized boolean canUndo() {
        return states.size() > 1;
    }

    /** Returns the id for the next entry of the state. */
    synchronized int nextEntryId() {
        return lastEntryId + 1;
    }

    /** Returns the fingerprint of the last profiled data; empty before the first profile. */
    synchronized String fingerprint() {
        return fingerprint;
    }

    /** Returns the turns that are not compressed, oldest first. */
    public synchronized List<PastTurn> turns() {
        return List.copyOf(turns);
    }

    public synchronized @Nullable Compressed compressed() {
        return compressed;
    }

    /** Returns answered questions on the current data that are similar to this one, the most similar first. */
    public synchronized List<AnsweredQuestion> similarQuestions(String question, int limit) {
        return answered.similar(question, fingerprint, limit);
    }

    /** Returns the latest answer by a query to the same question on the current data. */
    public synchronized Optional<AnsweredQuestion> answeredBefore(String question) {
        return answered.sameQuestion(question, fingerprint);
    }

    /** Whether a remembered answer had a question with the same words. */
    public synchronized boolean wasAnswered(String question) {
        return answered.containsQuestion(question);
    }

    /** Returns the remembered questions that were answered, oldest first. */
    public synchronized List<String> answeredQuestions() {
        return answered.all().stream().map(AnsweredQuestion::question).toList();
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
                pinned,
                version);
    }

    public synchronized boolean hasStarted() {
        return created != null;
    }
}
