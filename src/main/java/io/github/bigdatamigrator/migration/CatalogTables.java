package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Keeps tables in a schema of one of Spark's catalogs, which is created if it is missing. Notes are tables of one text.
 * A table is incomplete while there is a note that it is loaded.
 */
final class CatalogTables implements SparkTables {
    static final String PREFIX = "table:";

    private static final String NOTE = "bdm_migration_";
    private static final String LOADING = "loading_";
    private static final String SESSION_CATALOG = "spark_catalog";

    private final SparkSession session;
    private final List<String> schema;

    /** @throws MigratorException BAD_INPUT for a target that names no schema */
    CatalogTables(SparkSession session, String target) {
        this.session = session;
        schema = SqlIdentifiers.parts(target.substring(PREFIX.length()))
                .filter(parts -> !parts.contains("*"))
                .orElseThrow(() -> MigratorException.badInput("“" + target + "” names no schema of Spark's catalogs."
                        + " Write table:SCHEMA or table:CATALOG.SCHEMA; put parts with a point in backquotes."));
    }

    @Override
    public String place() {
        return "The schema " + String.join(".", schema);
    }

    @Override
    public List<String> remarks() {
        String replaced = session.conf().get("spark.sql.catalog." + SESSION_CATALOG, "");
        boolean forgotten = inSessionCatalog()
                && session.conf()
                        .get("spark.sql.catalogImplementation", "in-memory")
                        .equals("in-memory")
                && (replaced.isEmpty() || replaced.endsWith(".DeltaCatalog")); // which keeps tables in that of Spark
        return forgotten
                ? List.of(
                        "the catalog of this session is in memory and forgets its tables when the program ends; name a"
                                + " catalog that lasts, or a folder")
                : List.of();
    }

    private boolean inSessionCatalog() {
        String catalog = schema.size() == 1 ? session.catalog().currentCatalog() : schema.get(0);
        return catalog.equals(SESSION_CATALOG);
    }

    @Override
    public void checkName(String table) {
        if (table.startsWith(NOTE)) {
            throw MigratorException.badInput("Tables whose names begin with " + NOTE + " keep the state of a migration."
                    + " Give " + table + " another name in the plan (--plan).");
        }
    }

    private String sql(String table) {
        return namespace() + "." + SqlIdentifiers.quote(table);
    }

    private String namespace() {
        return schema.stream().map(SqlIdentifiers::quote).collect(Collectors.joining("."));
    }

    @Override
    public boolean exists(String table) {
        return session.catalog().tableExists(sql(table));
    }

    @Override
    public boolean isComplete(String table) {
        return exists(table) && !exists(NOTE + LOADING + table);
    }

    @Override
    public void delete(String table) {
        execute("DROP TABLE IF EXISTS " + sql(table));
    }

    @Override
    public void write(String table, Dataset<Row> rows) {
        createNote(LOADING + table, "");
        create(table, rows);
        deleteNote(LOADING + table);
    }

    private void create(String table, Dataset<Row> rows) {
        // Catalogs of other systems take no format.
        String format = inSessionCatalog() ? " USING " + session.conf().get("spark.sql.sources.default") : "";
        execute("CREATE TABLE " + sql(table) + " (" + rows.schema().toDDL() + ")" + format);
        rows.write().mode(SaveMode.Append).insertInto(sql(table));
    }

    @Override
    public Dataset<Row> read(String table) {
        session.catalog().refreshTable(sql(table));
        return session.table(sql(table));
    }

    @Override
    public void writeRejects(String table, Dataset<Row> rows) {
        delete(REJECTS + "_" + table);
        create(REJECTS + "_" + table, rows);
    }

    @Override
    public long rejected(String table) {
        return exists(REJECTS + "_" + table) ? read(REJECTS + "_" + table).count() : 0;
    }

    @Override
    public String location(String table) {
        return PREFIX + sql(table);
    }

    @Override
    public Origin origin(String table) {
        return Origin.ofTable("table", sql(table), null);
    }

    @Override
    public boolean createNote(String name, String text) {
        execute("CREATE NAMESPACE IF NOT EXISTS " + namespace());
        if (exists(NOTE + name)) {
            return false;
        }
        try {
            create(
                    NOTE + name,
                    session.createDataset(List.of(text), Encoders.STRING()).toDF("note"));
            return true;
        } catch (MigratorException e) {
            if (exists(NOTE + name)) { // made by another run since
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<String> note(String name) {
        return exists(NOTE + name)
                ? read(NOTE + name).as(Encoders.STRING()).collectAsList().stream()
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public void deleteNote(String name) {
        delete(NOTE + name);
    }

    @Override
    public String notePlace(String name) {
        return "the table " + sql(NOTE + name);
    }

    /** Spark's methods throw checked exceptions that they do not declare. */
    private void execute(String statement) {
        try {
            session.sql(statement);
        } catch (Exception e) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    "The catalog refused “" + statement + "” ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "). Check the schema and what the catalog allows.",
                    e);
        }
    }
}
