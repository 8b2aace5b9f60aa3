package io.github.bigdatamigrator.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Rewrites SQL that uses original names or other dialects to SQL for Spark. Each method gives possible readings, the
 * likeliest first; the caller lets Spark decide which one is valid. Immutable.
 */
public final class DialectRewriter {
    private final List<SqlTable> tables;

    public DialectRewriter(List<SqlTable> tables) {
        this.tables = List.copyOf(tables);
    }

    /** The statement with SQL names in place of original names, and with JSON columns parsed; never empty. */
    public List<String> readings(String sql) {
        List<String> named = OriginalNameRewriter.readings(sql, tables);
        Set<String> readings = new LinkedHashSet<>(named);
        named.forEach(reading -> readings.add(JsonColumnRewriter.rewrite(reading, tables)));
        return List.copyOf(readings);
    }

    /** The readings of a statement that Spark rejected, with the syntax of other dialects replaced; never empty. */
    public List<String> otherDialectReadings(String sql) {
        Set<String> readings = new LinkedHashSet<>();
        for (String reading : OriginalNameRewriter.readings(ForeignSyntaxRewriter.rewrite(sql, tables), tables)) {
            readings.add(reading);
            readings.add(ShadowedColumnRewriter.rewrite(reading, tables));
        }
        return List.copyOf(readings);
    }
}
