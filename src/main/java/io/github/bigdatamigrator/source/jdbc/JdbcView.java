package io.github.bigdatamigrator.source.jdbc;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.trim;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DeclaredFacts;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.SparkTypes;
import io.github.bigdatamigrator.source.jdbc.DatabaseTable.Described;
import io.github.bigdatamigrator.source.jdbc.TableSelection.TablePattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTable;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Exposes a table of a database as a Spark table that can only be read. Spark leaves filters, aggregates and limits to
 * the database.
 */
final class JdbcView implements SupportsRead {
    /** The characters that the scan takes for blanks. */
    private static final String BLANKS = " \t\n\u000b\f\r";

    private static final int FETCH_ROWS = 10_000;
    /** From this many rows on, several connections read a table. */
    private static final long PARTITION_ROWS = 500_000;

    private final JDBCTable table;

    private JdbcView(JDBCTable table) {
        this.table = table;
    }

    /** How columns are read, as JSON for {@link io.github.bigdatamigrator.context.Origin#schema}. */
    static String schema(Described described) {
        return described.columns().stream()
                .map(column -> '"' + column.kind().name() + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * The rows of a profiled table.
     *
     * @param originals columns of texts that are appended a second time as they are in the database
     * @param onConnect what each connection runs first, or null
     */
    static Dataset<Row> of(
            SparkSession spark, TableProfile profile, List<ColumnProfile> originals, @Nullable String onConnect) {
        TableSelection selection = TableSelection.parse(profile.location());
        DatabaseConnection place = DatabaseConnections.of(selection.place());
        TablePattern named = selection.patterns().get(0);
        if (named.table() == null || (named.schema() != null && !place.allows(named.schema()))) {
            throw new MigratorException(ErrorCode.PATH_FORBIDDEN, profile.location() + " may not be read.");
        }
        ColumnSql sql = new ColumnSql(place.url().system());
        String from = (named.schema() == null ? "" : sql.quoted(named.schema()) + ".") + sql.quoted(named.table());
        Map<String, String> options = options(place, profile, onConnect);
        options.put(
                JDBCOptions.JDBC_TABLE_NAME(),
                "(SELECT " + columns(sql, profile, originals) + " FROM " + from + ") bdm_rows");
        StructType schema = new StructType();
        for (ColumnProfile column : profile.columns()) {
            schema = schema.add(column.sqlName(), SparkTypes.of(column.type()), true);
        }
        for (ColumnProfile column : originals) {
            schema = schema.add(OriginalText.name(column.sqlName()), DataTypes.StringType, true);
        }
        JDBCTable table = new JDBCTable(
                Identifier.of(new String[0], profile.sqlName()),
                schema,
                new JDBCOptions(scala.collection.immutable.Map.from(CollectionConverters.asScala(options))),
                JDBCTable.apply$default$4());
        Dataset<Row> rows = org.apache.spark.sql.classic.Dataset.ofRows(
                (org.apache.spark.sql.classic.SparkSession) spark,
                DataSourceV2Relation.create(new JdbcView(table), Option.empty(), Option.empty()));
        return profile.columns().stream().anyMatch(OriginalText::textDiffers)
                ? trimmed(rows, profile, originals)
                : rows;
    }

    private static String columns(ColumnSql sql, TableProfile profile, List<ColumnProfile> originals) {
        String[] kinds = String.valueOf(profile.origin().schema())
                .replaceAll("[^A-Z,]", "")
                .split(",");
        if (kinds.length != profile.columns().size()) {
            throw new MigratorException(
                    ErrorCode.DATA_CHANGED,
                    profile.location() + " was profiled by another version. Profile it again (--conversation ID"
                            + " --refresh).");
        }
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            ColumnProfile column = profile.columns().get(i);
            columns.add(sql.viewed(ColumnKind.valueOf(kinds[i]), column) + " AS " + sql.quoted(column.sqlName()));
        }
        originals.forEach(column ->
                columns.add(sql.original(column.name()) + " AS " + sql.quoted(OriginalText.name(column.sqlName()))));
        return String.join(", ", columns);
    }

    private static Map<String, String> options(
            DatabaseConnection place, TableProfile profile, @Nullable String onConnect) {
        Map<String, String> options = new HashMap<>();
        Properties properties = DatabaseConnections.properties(place);
        properties.stringPropertyNames().forEach(name -> options.put(name, properties.getProperty(name)));
        options.put(JDBCOptions.JDBC_URL(), place.url().text());
        options.put(
                JDBCOptions.JDBC_DRIVER_CLASS(),
                DatabaseConnections.driver(place.url()).getClass().getName());
        options.put(JDBCOptions.JDBC_BATCH_FETCH_SIZE(), String.valueOf(FETCH_ROWS));
        List<String> statements = new ArrayList<>(place.url().system().onSparkConnect());
        if (onConnect != null) {
            statements.add(onConnect);
        }
        if (!statements.isEmpty()) {
            options.put(JDBCOptions.JDBC_SESSION_INIT_STATEMENT(), String.join("; ", statements));
        }
        switch (place.url().system()) {
            case MARIADB -> MariaDbDialect.register();
            case MYSQL -> {
                // Spark writes texts with backslashes as if these were ordinary characters, which they are not there.
                options.put(JDBCOptions.JDBC_PUSHDOWN_PREDICATE(), "false");
                options.put(JDBCOptions.JDBC_PUSHDOWN_AGGREGATE(), "false");
            }
            // Its average of whole numbers is a whole number.
            case SQLSERVER -> options.put(JDBCOptions.JDBC_PUSHDOWN_AGGREGATE(), "false");
            case POSTGRESQL, ORACLE, H2, OTHER -> {}
        }
        ColumnProfile key = key(profile);
        if (key != null && profile.rows() >= PARTITION_ROWS) {
            options.put(JDBCOptions.JDBC_PARTITION_COLUMN(), key.sqlName());
            options.put(JDBCOptions.JDBC_LOWER_BOUND(), String.valueOf(key.min()));
            options.put(JDBCOptions.JDBC_UPPER_BOUND(), String.valueOf(key.max()));
            options.put(JDBCOptions.JDBC_NUM_PARTITIONS(), String.valueOf(DatabaseConnections.most()));
        }
        return options;
    }

    /** The declared key if it is one number, which can divide the table. */
    private static @Nullable ColumnProfile key(TableProfile profile) {
        DeclaredFacts declared = profile.declared();
        if (declared == null || declared.primaryKey().isEmpty()) {
            return null;
        }
        return profile.column(declared.primaryKey().get(0))
                .filter(column -> column.type().kind() == ColumnType.Kind.BIGINT && column.min() != null)
                .orElse(null);
    }

    /** The scan trims texts; a column is trimmed here only if that changes a value, since it hinders the database. */
    private static Dataset<Row> trimmed(Dataset<Row> rows, TableProfile profile, List<ColumnProfile> originals) {
        Stream<Column> values = profile.columns().stream()
                .map(column -> OriginalText.textDiffers(column)
                        ? trim(col(column.sqlName()), BLANKS).as(column.sqlName())
                        : col(column.sqlName()));
        Stream<Column> texts = originals.stream().map(column -> col(OriginalText.name(column.sqlName())));
        return rows.select(Stream.concat(values, texts).toArray(Column[]::new));
    }

    @Override
    public String name() {
        return table.name();
    }

    @Override
    @SuppressWarnings("deprecation") // columns() is made from it by the interface's own default
    public StructType schema() {
        return table.schema();
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return table.newScanBuilder(options);
    }
}
