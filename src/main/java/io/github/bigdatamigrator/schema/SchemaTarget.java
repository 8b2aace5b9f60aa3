package io.github.bigdatamigrator.schema;

/** Lists the databases that a schema can be planned for. */
public enum SchemaTarget {
    POSTGRESQL("PostgreSQL"),
    SPARK("Spark");

    private final String title;

    SchemaTarget(String title) {
        this.title = title;
    }

    /** The name as its vendor writes it. */
    public String title() {
        return title;
    }
}
