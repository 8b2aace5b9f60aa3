package io.github.bigdatamigrator.source.typed;

import static org.apache.spark.sql.functions.col;

import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.DataSource;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.SourceTable;
import java.lang.ref.WeakReference;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Opens DataFrames of the caller's program. A name such as {@code dataframe:sales} alone finds none, since it may stand
 * for different DataFrames at different times: {@link #register} returns the name of one of them. DataFrames are held
 * weakly; whoever needs one holds it.
 *
 * <p>The analyzed plan of a DataFrame is planned and run in a session of ours. What its expressions do was decided in
 * its own session (ANSI mode, time zone), which is left as it is.
 */
public final class DataFrameConnector implements SparkConnector {
    private static final Map<String, List<WeakReference<Dataset<Row>>>> REGISTERED = new HashMap<>();

    /**
     * Registers rows and returns the name under which they, and no others, can be opened while they are held elsewhere.
     *
     * @throws MigratorException BAD_INPUT for a stream or rows that are not of this process, ENGINE_STOPPED if their
     *     session was stopped
     */
    public static String register(String name, Dataset<Row> rows) {
        if (!(rows instanceof org.apache.spark.sql.classic.Dataset<Row>)) {
            throw MigratorException.badInput("The DataFrame “" + name
                    + "” is one of Spark Connect, whose driver runs elsewhere. Use a session of this process.");
        }
        if (rows.isStreaming()) {
            throw MigratorException.badInput("The DataFrame “" + name
                    + "” is a streaming one, which has no end. Read a part of the data with spark.read in place of"
                    + " spark.readStream, or write the stream to a table and use that.");
        }
        if (rows.sparkSession().sparkContext().isStopped()) {
            throw new MigratorException(
                    ErrorCode.ENGINE_STOPPED,
                    "The session of the DataFrame “" + name + "” has been stopped. Create it in the running session.");
        }
        String version = DataFrameVersion.then(rows);
        String key = name + "#" + (version == null ? UUID.randomUUID() : version);
        synchronized (REGISTERED) {
            REGISTERED.values().forEach(held -> held.removeIf(reference -> reference.get() == null));
            REGISTERED.values().removeIf(List::isEmpty);
            REGISTERED.computeIfAbsent(key, any -> new ArrayList<>()).add(new WeakReference<>(rows));
        }
        return DataSource.DATA_FRAME + key;
    }

    private static Optional<Dataset<Row>> registered(String key) {
        synchronized (REGISTERED) {
            return REGISTERED.getOrDefault(key, List.of()).stream()
                    .map(WeakReference::get)
                    .filter(Objects::nonNull)
                    .findFirst();
        }
    }

    private static Dataset<Row> frame(String key) {
        return registered(key)
                .orElseThrow(() -> new MigratorException(
                        ErrorCode.FILE_NOT_FOUND,
                        "The DataFrame “" + name(key)
                                + "” is not here: the program that had it has ended, or is another. A program that"
                                + " has it continues the conversation and profiles it again, with b.reopen(ID, "
                                + name(key) + "=df) in Python, or"
                                + " handle(ID).profile(ProfileRequest.of(DataSource.of(\"" + name(key)
                                + "\", rows))) in Java."));
    }

    private static Dataset<Row> frame(Origin origin) {
        return frame(key(origin));
    }

    private static String key(Origin origin) {
        return Objects.requireNonNull(origin.table());
    }

    private static String name(String key) {
        int end = key.lastIndexOf('#');
        return end < 0 ? key : key.substring(0, end);
    }

    @Override
    public SourceFormat format() {
        return SourceFormat.DATAFRAME;
    }

    @Override
    public List<String> prefixes() {
        return List.of(DataSource.DATA_FRAME);
    }

    @Override
    public List<NamedTable> find(LazySpark spark, String name) {
        String key = name.substring(DataSource.DATA_FRAME.length());
        String version = DataFrameVersion.then(frame(key));
        Origin origin = Origin.ofTable(format().text(), key, version);
        return List.of(new NamedTable(name(key), DataSource.DATA_FRAME + name(key), origin));
    }

    @Override
    public SourceTable open(LazySpark spark, NamedTable table) {
        SparkSession session = spark.session();
        return TypedTableOpener.open(
                session,
                table.name(),
                table.location(),
                table.origin(),
                problems(table),
                origin -> rows(session, origin));
    }

    private static List<Problem> problems(NamedTable table) {
        String name = table.name();
        Dataset<Row> frame = frame(table.origin());
        List<Problem> problems = new ArrayList<>();
        if (table.origin().version() == null && !DataFrameVersion.isFixed(frame)) {
            problems.add(new Problem(
                    name,
                    "changes of what the DataFrame reads cannot be noticed, so answers may be newer than the profile",
                    1,
                    Problem.Severity.LOW));
        }
        // What the caller has cached is the same at each reading; known only from a plan that is made now.
        Dataset<Row> now = of(frame.sparkSession(), frame);
        if (!now.queryExecution().withCachedData().deterministic()) {
            problems.add(new Problem(
                    name,
                    "the DataFrame gives other rows at each reading (it has a random function, for instance), so"
                            + " answers may differ from the profile; cache() it first, or write it to a file",
                    1));
        }
        if (isZoned(frame)) {
            problems.add(new Problem(
                    name, "times are those of the session's time zone, " + zone(frame), 1, Problem.Severity.LOW));
        }
        return problems;
    }

    @Override
    public @Nullable String version(LazySpark spark, Origin origin) {
        String now = DataFrameVersion.now(frame(origin));
        if (origin.version() != null && !origin.version().equals(now)) {
            String name = name(key(origin));
            throw new MigratorException(
                    ErrorCode.DATA_CHANGED,
                    "The files of the DataFrame “" + name + "” have changed since it was profiled, so answers would not"
                            + " match the profile. Read them into a DataFrame again and profile that.");
        }
        return now;
    }

    /**
     * The rows with columns that are found by position, since names may repeat, and with times as the DataFrame's
     * session shows them.
     */
    @Override
    public Dataset<Row> rows(SparkSession spark, Origin origin) {
        Dataset<Row> frame = frame(origin);
        StructField[] fields = frame.schema().fields();
        String[] positions =
                IntStream.range(0, fields.length).mapToObj(i -> "_" + i).toArray(String[]::new);
        boolean zoned = isZoned(frame);
        // In the session of the DataFrame, whose time zone the casts take.
        Dataset<Row> byPosition = frame.toDF(positions)
                .select(IntStream.range(0, fields.length)
                        .mapToObj(i -> column(col(positions[i]), fields[i], zoned)
                                .as(
                                        positions[i],
                                        new MetadataBuilder()
                                                .putString(RowFlattener.NAME, fields[i].name())
                                                .build()))
                        .toArray(Column[]::new));
        SparkSession session = JsonSchema.hasDoubledName(byPosition.schema(), name -> name.toLowerCase(Locale.ROOT))
                ? SparkReaders.caseSensitive(spark)
                : spark;
        return of(session, byPosition);
    }

    /** Rows whose analyzed plan the session runs. */
    private static Dataset<Row> of(SparkSession session, Dataset<Row> rows) {
        return org.apache.spark.sql.classic.Dataset.ofRows(
                (org.apache.spark.sql.classic.SparkSession) session,
                rows.queryExecution().analyzed());
    }

    private static Column column(Column value, StructField field, boolean zoned) {
        DataType local = zoned ? localTimes(field.dataType()) : field.dataType();
        return local.equals(field.dataType()) ? value : value.cast(local);
    }

    private static ZoneId zone(Dataset<Row> frame) {
        return ZoneId.of(frame.sparkSession().conf().get("spark.sql.session.timeZone"), ZoneId.SHORT_IDS);
    }

    private static boolean isZoned(Dataset<Row> frame) {
        return !localTimes(frame.schema()).equals(frame.schema())
                && !zone(frame).normalized().equals(ZoneOffset.UTC);
    }

    /** The type with the times of a clock in place of points in time. */
    private static DataType localTimes(DataType type) {
        if (type instanceof ArrayType array) {
            return DataTypes.createArrayType(localTimes(array.elementType()), array.containsNull());
        }
        if (type instanceof MapType map) {
            return DataTypes.createMapType(
                    localTimes(map.keyType()), localTimes(map.valueType()), map.valueContainsNull());
        }
        if (type instanceof StructType struct) {
            StructType local = new StructType();
            for (StructField field : struct.fields()) {
                local = local.add(new StructField(
                        field.name(), localTimes(field.dataType()), field.nullable(), field.metadata()));
            }
            return local;
        }
        return type instanceof TimestampType ? DataTypes.TimestampNTZType : type;
    }
}
