package io.github.bigdatamigrator.conversation;

class InMemoryConversationStoreTest extends ConversationStoreContract {
    @Override
    public ConversationStore store() {
        return new InMemoryConversationStore();
    }
}
