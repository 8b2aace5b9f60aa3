package io.github.bigdatamigrator.source.jdbc;

import java.io.Serial;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.jdbc.JdbcDialects;

/**
 * Tells Spark what it may leave to MariaDB, for which it has no dialect. Averages are not among it: of whole numbers,
 * MariaDB rounds them to four digits.
 */
final class MariaDbDialect extends JdbcDialect {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Set<String> FUNCTIONS = Set.of("MIN", "MAX", "SUM", "COUNT");

    private static final MariaDbDialect REGISTERED = new MariaDbDialect();

    static {
        JdbcDialects.registerDialect(REGISTERED);
    }

    /** Makes the dialect known to Spark, once. */
    static JdbcDialect register() {
        return REGISTERED;
    }

    @Override
    public boolean canHandle(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith("jdbc:mariadb:");
    }

    @Override
    public boolean isSupportedFunction(String function) {
        return FUNCTIONS.contains(function);
    }

    @Override
    public boolean supportsLimit() {
        return true;
    }
}
