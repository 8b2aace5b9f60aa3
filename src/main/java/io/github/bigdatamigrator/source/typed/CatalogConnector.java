package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Opens tables and views of Spark's catalogs: {@code table:sales.orders}, {@code table:lake.sales.orders},
 * {@code table:sales.*}. A part of a name with a point in it is put in backquotes.
 */
final class CatalogConnector implements SparkConnector {
    private static final String PREFIX = "table:";

    @Override
    public SourceFormat format() {
        return SourceFormat.TABLE;
    }

    @Override
    public List<String> prefixes() {
        return List.of(PREFIX);
    }

    @Override
    public List<NamedTable> find(LazySpark spark, String name) {
        List<String> parts = parts(name);
        SparkSession session = spark.session();
        boolean all = parts.get(parts.size() - 1).equals("*");
        List<String> schema = parts.subList(0, parts.size() - 1);
        if (!all && exists(session, parts)) {
            return List.of(table(session, parts));
        }
        if (all && schema.isEmpty()) {
            throw malformed(name);
        }
        List<String> tables = tables(session, schema);
        if (all) {
            if (tables.isEmpty()) {
                throw missing("The schema " + String.join(".", schema) + " has no tables.");
            }
            return tables.stream()
                    .map(table -> table(session, with(schema, table)))
                    .toList();
        }
        String wanted = parts.get(parts.size() - 1);
        throw missing("There is no table " + String.join(".", parts) + " in Spark's catalogs. "
                + NearestName.within(Math.max(2, wanted.length() / 3), wanted, tables)
                        .map(near -> "Did you mean " + PREFIX + text(with(schema, near)) + "?")
                        .orElse("Name it with its schema and catalog; a temporary view of a program is given as a"
                                + " DataFrame."));
    }

    private static List<String> parts(String name) {
        return SqlIdentifiers.parts(name.substring(PREFIX.length())).orElseThrow(() -> malformed(name));
    }

    private static MigratorException malformed(String name) {
        return MigratorException.badInput("“" + name + "” names no table. Expected table:SCHEMA.NAME,"
                + " table:CATALOG.SCHEMA.NAME or table:SCHEMA.*; put parts with a point in backquotes.");
    }

    private static MigratorException missing(String message) {
        return new MigratorException(ErrorCode.FILE_NOT_FOUND, message);
    }

    private static List<String> with(List<String> schema, String table) {
        List<String> parts = new ArrayList<>(schema);
        parts.add(table);
        return parts;
    }

    private static String text(List<String> parts) {
        return parts.stream()
                .map(part -> SqlIdentifiers.isPlain(part) ? part : SqlIdentifiers.quote(part))
                .collect(Collectors.joining("."));
    }

    private static String sql(List<String> parts) {
        return parts.stream().map(SqlIdentifiers::quote).collect(Collectors.joining("."));
    }

    private static boolean exists(SparkSession session, List<String> parts) {
        try {
            return session.catalog().tableExists(sql(parts));
        } catch (Exception e) {
            throw unreadable(parts, e);
        }
    }

    /** Tables and views of a schema, without temporary views. */
    private static List<String> tables(SparkSession session, List<String> schema) {
        try {
            String in = schema.isEmpty() ? "" : " IN " + sql(schema);
            return session.sql("SHOW TABLES" + in).collectAsList().stream()
                    .filter(row -> !row.getBoolean(row.fieldIndex("isTemporary")))
                    .map(row -> row.getString(row.fieldIndex("tableName")))
                    .sorted()
                    .toList();
        } catch (Exception e) {
            throw unreadable(schema, e);
        }
    }

    /** Spark's methods throw checked exceptions that they do not declare. */
    private static MigratorException unreadable(List<String> parts, Exception cause) {
        if (cause instanceof AnalysisException analysis) {
            String condition = String.valueOf(analysis.getCondition());
            String what = String.join(".", parts);
            if (condition.contains("SCHEMA_NOT_FOUND") || condition.contains("NO_SUCH_NAMESPACE")) {
                return missing("There is no schema " + what + " in Spark's catalogs. Check the name.");
            } else if (condition.contains("CATALOG_NOT_FOUND") || condition.contains("SINGLE_PART_NAMESPACE")) {
                return missing("Spark has no catalog for " + what + ". Set spark.sql.catalog." + parts.get(0)
                        + " to its class, as its documentation says: --conf of spark-submit, -D in BDM_JAVA_OPTS for"
                        + " the launcher.");
            }
        }
        return HadoopFiles.unreadable(PREFIX + text(parts), cause);
    }

    private NamedTable table(SparkSession session, List<String> parts) {
        Origin origin = Origin.ofTable(format().text(), sql(parts), null);
        return new NamedTable(
                parts.get(parts.size() - 1),
                PREFIX + text(parts),
                Origin.ofTable(format().text(), sql(parts), CatalogVersion.of(rows(session, origin))));
    }

    @Override
    public @Nullable String version(LazySpark spark, Origin origin) {
        SparkSession session = spark.session();
        if (!session.catalog().tableExists(String.valueOf(origin.table()))) {
            throw new MigratorException(
                    ErrorCode.DATA_CHANGED,
                    "The table " + origin.table()
                            + " is gone since it was profiled. Profile other data, or restore it.");
        }
        return CatalogVersion.of(rows(session, origin));
    }

    @Override
    public Dataset<Row> rows(SparkSession spark, Origin origin) {
        try {
            return spark.table(String.valueOf(origin.table()));
        } catch (Exception e) {
            throw HadoopFiles.unreadable(String.valueOf(origin.table()), e);
        }
    }
}
