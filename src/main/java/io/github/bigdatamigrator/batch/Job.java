package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.util.List;

/**
 * What a job file says, checked.
 *
 * @param source the job file, for messages
 * @param files paths, folders, patterns, URIs, sheets; at least one
 * @param questions asked in this order, in one conversation
 * @param guidance whether to write what could be asked
 * @param schemas the databases to propose a schema for
 * @param output path or URI of the folder of results
 * @param askModel whether a model may decide on doubtful relationships
 * @param keepGoing whether files that cannot be read are left out, instead of ending the job
 * @param dialect how delimited text is written
 */
public record Job(
        String source,
        String title,
        List<String> files,
        List<String> questions,
        boolean guidance,
        List<SchemaTarget> schemas,
        String output,
        boolean askModel,
        boolean keepGoing,
        DialectOptions dialect) {
    public Job {
        files = List.copyOf(files);
        questions = List.copyOf(questions);
        schemas = List.copyOf(schemas);
    }

    /**
     * Reads a job file. Relative paths in it, {@code output} included, are relative to the folder that it lies in;
     * without {@code output} the results go to a folder beside it that is named for it.
     *
     * @param location where the file lies: a path or a URI
     * @param text what stands in it
     * @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT with the line, the value and what was
     *     expected
     */
    public static Job parse(String location, String text) {
        return JobFile.parse(location, text);
    }

    /** The same job with its results elsewhere. */
    public Job into(String folder) {
        return new Job(source, title, files, questions, guidance, schemas, folder, askModel, keepGoing, dialect);
    }
}
