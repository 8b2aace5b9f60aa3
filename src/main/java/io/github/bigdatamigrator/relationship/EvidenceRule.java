package io.github.bigdatamigrator.relationship;

/** Lists the rules that decide on edges, each of which can be switched off to measure its effect. */
enum EvidenceRule {
    SURPRISE, // how improbable the containment is by chance
    NAMING, // what the names say
    OWNERSHIP, // a key's words count for the table that owns them, not for every table that has such a column
    MEASURE_VETO, // a number without a naming hint is a measure
    COVERAGE, // how many of the parent's keys are used
    SPREAD, // whether the child's numbers span the parent's range
    KEY_TARGET, // references go to primary keys
    OWN_KEY, // a table's own key refers to another table only where the name says so
    SHARED_IDS, // identifiers with gaps that all are another key's refer to it, whatever their name
    /** Among nested keys, a column refers to the smallest that contains it, if that is statistically significant. */
    SUBTYPES,
    DERIVED_TABLES, // views and copies of a table refer to nothing
    CONVENTIONS, // naming conventions of the whole database count for and against each edge
    ONE_TARGET // one target for each column, no two columns that refer to each other
}
