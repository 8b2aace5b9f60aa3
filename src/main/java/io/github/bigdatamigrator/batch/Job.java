package io.github.bigdatamigrator.batch;

import io.github.bigdatamigrator.checks.CheckFormat;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.util.List;

/**
 * Holds the checked content of a job file.
 *
 * @param files paths, folders, patterns, URIs, sheets; at least one
 * @param guidance whether to write suggested questions
 * @param schemas the databases to propose a schema for
 * @param checks the formats in which to write data tests
 * @param migrate the target to load the data into; empty for none
 * @param askModel whether a model may decide doubtful relationships
 * @param keepGoing whether unreadable files are skipped instead of failing the job
 */
public record Job(
        String source,
        String title,
        List<String> files,
        List<String> questions,
        boolean guidance,
        List<SchemaTarget> schemas,
        List<CheckFormat> checks,
        String migrate,
        String output,
        boolean askModel,
        boolean keepGoing,
        DialectOptions dialect) {
    public Job {
        files = List.copyOf(files);
        questions = List.copyOf(questions);
        schemas = List.copyOf(schemas);
        checks = List.copyOf(checks);
    }

    /**
     * Parses a job file. Relative paths, {@code output} included, are resolved against its folder. Without
     * {@code output} the results go to a folder next to it, named after it.
     *
     * @throws io.github.bigdatamigrator.error.MigratorException BAD_INPUT with the line, the value and what was
     *     expected
     */
    public static Job parse(String location, String text) {
        return JobFile.parse(location, text);
    }

    public Job into(String folder) {
        return new Job(
                source, title, files, questions, guidance, schemas, checks, migrate, folder, askModel, keepGoing,
                dialect);
    }
}
