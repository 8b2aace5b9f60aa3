package io.github.bigdatamigrator.sql;

/** Writes texts as SQL string literals. */
public final class SqlLiterals {
    private SqlLiterals() {}

    /** A literal for Spark, which reads backslashes as escapes. */
    public static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** A literal of standard SQL, as PostgreSQL reads it: backslashes are ordinary characters. */
    public static String quoteStandard(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** An argument of a psql command. */
    public static String quoteForPsql(String text) {
        return quoteStandard(text.replace("\\", "\\\\"));
    }

    /** The text for a place inside a Spark literal that has single or double quotes. */
    public static String escape(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'").replace("\"", "\\\"");
    }
}
