package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ReadOptions;
import java.util.List;

/**
 * Summarizes a stored conversation for lists.
 *
 * @param reading the options for reading the data files
 * @param createdAt ISO instant
 * @param updatedAt ISO instant of the last event
 * @param questions number of questions asked
 * @param pinned whether lists show it before others
 * @param version increases with each event
 */
public record ConversationSummary(
        String id,
        String title,
        List<String> dataFiles,
        ReadOptions reading,
        String createdAt,
        String updatedAt,
        int questions,
        boolean pinned,
        long version) {
    public ConversationSummary {
        dataFiles = List.copyOf(dataFiles);
    }
}
