package io.github.bigdatamigrator.conversation;

/** Where the events of conversations are kept: append and replay. */
public interface ConversationStore {}
