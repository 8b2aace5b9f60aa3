package io.github.bigdatamigrator.relationship;

/** The rules that decide on edges, each of which can be left out to see what it is worth. */
enum EvidenceRule {
    /** How improbable the containment is by chance. */
    SURPRISE,
    /** What the names say. */
    NAMING,
    /** A key's words count for the table that owns them, not for every table that has such a column. */
    OWNERSHIP,
    /** A number without a naming hint is a measure. */
    MEASURE_VETO,
    /** How many of the parent's keys are used. */
    COVERAGE,
    /** Whether the child's numbers reach as far as the parent's. */
    SPREAD,
    /** References go to primary keys. */
    KEY_TARGET,
    /** A table's own key refers to another table only where the name says so. */
    OWN_KEY,
    /** Of nested keys a column refers to the smallest that holds it, where that is no chance. */
    SUBTYPES,
    /** Views and copies of a table refer to nothing. */
    COPIES,
    /** What most edges have in common speaks for and against the others. */
    CONSENSUS,
    /** One target for each column, no two columns that refer to each other. */
    GRAPH
}
