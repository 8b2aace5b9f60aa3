package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.ReadOptions;
import io.github.bigdatamigrator.conversation.ConversationEvent.Asked;
import io.github.bigdatamigrator.conversation.ConversationEvent.Created;
import io.github.bigdatamigrator.conversation.ConversationEvent.Described;
import io.github.bigdatamigrator.conversation.ConversationEvent.Profiled;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Stores conversations in memory. */
public final class InMemoryConversationStore implements ConversationStore {
    private final Map<String, List<ConversationEvent>> logs = new TreeMap<>();
    private final Map<String, DataContext> contexts = new TreeMap<>();
    private final Set<String> locked = new HashSet<>();

    @Override
    public List<String> ids() {
        return List.copyOf(logs.keySet());
    }

    @Override
    public void create(String id, Created first) {
        if (logs.containsKey(id)) {
            throw new MigratorException(ErrorCode.STORE_FAILED, id + " exists");
        }
        logs.put(id, new ArrayList<>(List.of(first)));
    }

    @Override
    public List<ConversationEvent> replay(String id) {
        return List.copyOf(log(id));
    }

    private List<ConversationEvent> log(String id) {
        List<ConversationEvent> log = logs.get(id);
        if (log == null) {
            throw ConversationId.unknown(id, ids());
        }
        return log;
    }

    @Override
    public ConversationSummary summary(String id) {
        List<ConversationEvent> log = log(id);
        Created created = (Created) log.get(0);
        int questions = (int) log.stream().filter(Asked.class::isInstance).count();
        ReadOptions reading = created.reading();
        String title = created.title();
        String updatedAt = created.at();
        boolean pinned = false;
        for (ConversationEvent event : log) {
            if (event instanceof Described described) {
                title = described.title();
                pinned = described.pinned();
            } else {
                updatedAt = event.at();
            }
            if (event instanceof Profiled profiled && profiled.reading() != null) {
                reading = profiled.reading();
            }
        }
        return new ConversationSummary(
                id, title, created.dataFiles(), reading, created.at(), updatedAt, questions, pinned, log.size());
    }

    @Override
    public Optional<DataContext> context(String id) {
        log(id);
        return Optional.ofNullable(contexts.get(id));
    }

    @Override
    public Writer open(String id) {
        List<ConversationEvent> log = log(id);
        if (!locked.add(id)) {
            throw new MigratorException(ErrorCode.CONVERSATION_LOCKED, id + " is locked");
        }
        return new Writer() {
            @Override
            public long version() {
                return log.size();
            }

            @Override
            public void append(ConversationEvent event) {
                log.add(event);
            }

            @Override
            public void force() {}

            @Override
            public void saveProfile(DataContext context) {
                contexts.put(id, context);
            }

            @Override
            public List<String> repairs() {
                return List.of();
            }

            @Override
            public void delete() {
                logs.remove(id);
                contexts.remove(id);
            }

            @Override
            public void close() {
                locked.remove(id);
            }
        };
    }
}
