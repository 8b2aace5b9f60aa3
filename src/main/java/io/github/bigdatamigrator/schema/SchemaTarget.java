package io.github.bigdatamigrator.schema;

/** The database that a schema is planned for. */
public enum SchemaTarget {
    POSTGRESQL,
    SPARK
}
