package io.github.bigdatamigrator.schema;

/** The database that a schema is proposed for. */
public enum SchemaTarget {
    POSTGRESQL,
    SPARK
}
