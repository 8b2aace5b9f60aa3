package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ReadOptions;
import java.util.List;

/**
 * One line about a stored conversation.
 *
 * @param reading how the data files are read
 * @param createdAt ISO instant
 * @param updatedAt ISO instant of the last event
 * @param questions how many questions were asked
 * @param version rises with everything that is written to the conversation
 */
public record ConversationSummary(
        String id,
        String title,
        List<String> dataFiles,
        ReadOptions reading,
        String createdAt,
        String updatedAt,
        int questions,
        long version) {
    public ConversationSummary {
        dataFiles = List.copyOf(dataFiles);
    }
}
