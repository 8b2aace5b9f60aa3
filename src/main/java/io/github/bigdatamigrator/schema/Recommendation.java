package io.github.bigdatamigrator.schema;

import java.util.List;

/**
 * A proposal for the schema, checked on the full data.
 *
 * @param statement what to do, as SQL of the target
 * @param undo SQL that takes it back, or empty where nothing needs to be
 * @param verifySql a Spark SELECT that returns the violations
 * @param evidence why, in one line with its figures
 * @param rowsChecked rows that the check covered
 * @param violations rows that break the proposal
 * @param examples up to five values that break it
 * @param gainBytes what it saves in the target, by the widths of types before any compression; 0 where it saves no room
 */
public record Recommendation(
        Kind kind,
        String table,
        List<String> columns,
        String statement,
        String undo,
        String verifySql,
        String evidence,
        long rowsChecked,
        long violations,
        List<String> examples,
        Status status,
        Origin origin,
        long gainBytes) {
    public Recommendation {
        columns = List.copyOf(columns);
        examples = List.copyOf(examples);
    }

    /** What is proposed. */
    public enum Kind {
        TYPE,
        NULLABILITY,
        KEY,
        FOREIGN_KEY,
        ENUM,
        CHECK,
        DROP_CONSTANT,
        SPLIT,
        NORMALISE,
        PARTITION,
        SORT,
        DUPLICATE_ROWS
    }

    /** What the full data says about it. */
    public enum Status {
        PROVEN,
        REFUTED,
        SAMPLE_ONLY,
        UNTESTABLE
    }

    /** Who proposed it. */
    public enum Origin {
        RULE,
        MODEL
    }
}
