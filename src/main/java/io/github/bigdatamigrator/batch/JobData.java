package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Lists the data files of a job in their current state.
 *
 * @param missing error messages of missing files; filled only if the job skips them
 */
record JobData(Map<String, List<DataFile>> files, List<String> missing) {
    JobData {
        missing = List.copyOf(missing);
    }

    /** Throws FILE_NOT_FOUND for the first missing file or, if the job skips them, when all are missing. */
    static JobData of(LLMConversationSystem system, Job job) {
        Map<String, List<DataFile>> files = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        MigratorException first = null;
        for (String name : job.files()) {
            try {
                files.put(name, system.dataFiles(name));
            } catch (MigratorException e) {
                boolean file = e.code() == ErrorCode.FILE_NOT_FOUND || e.code() == ErrorCode.FILE_UNREADABLE;
                if (!job.keepGoing() || !file) {
                    throw e;
                }
                first = first == null ? e : first;
                missing.add(String.valueOf(e.getMessage()));
            }
        }
        if (files.isEmpty() && first != null) {
            throw first;
        }
        return new JobData(files, missing);
    }

    /** A hash of paths, lengths, modification times and reading options; equal as long as none of them changes. */
    String fingerprint(Job job) {
        StringBuilder text = new StringBuilder(job.dialect() + " " + job.askModel());
        files.forEach((name, found) -> {
            text.append('\n').append(name);
            found.forEach(file -> text.append('\n')
                    .append(file.bytes() + " " + file.modifiedMillis() + " ")
                    .append(file.path()));
        });
        return DigestUtils.sha256Hex(text.toString());
    }
}
