package io.github.bigdatamigrator.relationship;

/** The rules that decide on edges, each of which can be switched off to measure its effect. */
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
    /** Whether the child's numbers span the parent's range. */
    SPREAD,
    /** References go to primary keys. */
    KEY_TARGET,
    /** A table's own key refers to another table only where the name says so. */
    OWN_KEY,
    /** Among nested keys, a column refers to the smallest that contains it, if that is statistically significant. */
    SUBTYPES,
    /** Views and copies of a table refer to nothing. */
    DERIVED_TABLES,
    /** Naming conventions of the whole database count for and against each edge. */
    CONVENTIONS,
    /** One target for each column, no two columns that refer to each other. */
    ONE_TARGET
}
