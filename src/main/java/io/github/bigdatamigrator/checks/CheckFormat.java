package io.github.bigdatamigrator.checks;

/** Lists the formats in which data tests are written. */
public enum CheckFormat {
    /** A {@code sources} file of dbt with tests, and the generic tests that it uses; for dbt 1.10.6 and later. */
    DBT,
    /** A data contract of the Open Data Contract Standard 3.1. */
    ODCS,
    /** One statement for each check, which Spark, PostgreSQL and DuckDB run. */
    SQL
}
