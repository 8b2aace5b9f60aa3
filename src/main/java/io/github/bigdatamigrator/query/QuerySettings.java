package io.github.bigdatamigrator.query;

import org.apache.spark.sql.SparkSession;

/** Configures sessions that run untrusted SQL. */
final class QuerySettings {
    private static final long MAX_RECURSIONS = 100;
    private static final long MAX_RECURSIVE_ROWS = 1_000_000;

    private QuerySettings() {}

    static void apply(SparkSession session) {
        session.conf().set("spark.sql.runSQLOnFiles", false);
        session.conf().set("spark.sql.cteRecursionLevelLimit", MAX_RECURSIONS);
        session.conf().set("spark.sql.cteRecursionRowLimit", MAX_RECURSIVE_ROWS);
        session.conf().set("spark.sql.ansi.enabled", true);
        session.conf().set("spark.sql.datetime.java8API.enabled", true);
    }
}
