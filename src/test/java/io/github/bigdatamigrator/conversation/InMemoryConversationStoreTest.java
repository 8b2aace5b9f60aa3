package io.github.bigdatamigrator.conversation;

class InMemoryConversationStoreTest extends ConversationStoreContract {
    @Override
    ConversationStore store() {
        return new InMemoryConversationStore();
    }
}
