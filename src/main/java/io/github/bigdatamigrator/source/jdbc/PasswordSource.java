package io.github.bigdatamigrator.source.jdbc;

/**
 * Tells where the password of a connection is.
 *
 * @param place the environment variable's name or the file's path; empty for the other kinds
 */
record PasswordSource(Kind kind, String place) {
    /** The environment variable BDM_JDBC_PASSWORD, else the file of PostgreSQL's programs, else a prompt. */
    public static final PasswordSource DEFAULT = new PasswordSource(Kind.DEFAULT, "");

    public enum Kind {
        DEFAULT,
        /** An environment variable. */
        ENVIRONMENT,
        /** The first line of a file. */
        FILE,
        /** The file of PostgreSQL's programs: PGPASSFILE, else {@code ~/.pgpass}. */
        PGPASS
    }

    public static PasswordSource environment(String variable) {
        return new PasswordSource(Kind.ENVIRONMENT, variable);
    }

    public static PasswordSource file(String path) {
        return new PasswordSource(Kind.FILE, path);
    }

    public static PasswordSource pgpass() {
        return new PasswordSource(Kind.PGPASS, "");
    }
}
