package io.github.bigdatamigrator.schema;

import java.util.List;

/**
 * Describes a proposal for the schema, verified on the full data.
 *
 * @param id unique in its plan, for people to read: {@code sales.quantity integer}
 * @param clause the change in a few words: {@code integer}, {@code NOT NULL}
 * @param chosen whether the DDL has it; false too where the DDL cannot
 * @param statement the change of an existing table, in the target's SQL
 * @param undo the statement that undoes it, or empty
 * @param verifySql a Spark SELECT that returns the violations
 * @param evidence the reason with its figures, in one line
 * @param rowsChecked rows that were verified
 * @param violations rows that violate the proposal
 * @param examples up to five values that violate it
 * @param gainBytes bytes saved in the target, by the widths of types before any compression; 0 where none are
 */
public record Recommendation(
        String id,
        Kind kind,
        String table,
        List<String> columns,
        String clause,
        boolean chosen,
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

    Recommendation withId(String other) {
        return new Recommendation(
                other,
                kind,
                table,
                columns,
                clause,
                chosen,
                statement,
                undo,
                verifySql,
                evidence,
                rowsChecked,
                violations,
                examples,
                status,
                origin,
                gainBytes);
    }

    Recommendation chosen(boolean choice) {
        return new Recommendation(
                id,
                kind,
                table,
                columns,
                clause,
                choice,
                statement,
                undo,
                verifySql,
                evidence,
                rowsChecked,
                violations,
                examples,
                status,
                origin,
                gainBytes);
    }

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

    public enum Status {
        PROVEN,
        REFUTED,
        SAMPLE_ONLY,
        UNTESTABLE
    }

    public enum Origin {
        RULE,
        MODEL
    }
}
