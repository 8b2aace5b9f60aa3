package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.Count;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.Uniqueness;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** Computes exact profiles of small views, and runs any SQL on them without a guard. */
final class ProfiledViews implements QueryEngine {
    private final SparkSession session;
    final List<String> checked = new ArrayList<>();

    ProfiledViews(SparkSession session) {
        this.session = session;
    }

    TableProfile profile(String name, String view, @Nullable List<String> primaryKey) {
        Dataset<Row> data = session.table("`" + view + "`").cache();
        long rows = data.count();
        List<ColumnProfile> columns = new ArrayList<>();
        for (StructField field : data.schema().fields()) {
            columns.add(column(view, field, rows));
        }
        return new TableProfile(
                name,
                view,
                name + ".csv",
                new Origin("csv", List.of(new DataFile(name + ".csv", 1000, 1)), null, Dialect.STANDARD),
                rows,
                columns,
                List.of(),
                primaryKey,
                List.of(),
                null,
                Correlations.NONE);
    }

    private ColumnProfile column(String view, StructField field, long rows) {
        String name = "`" + field.name() + "`";
        ColumnType type = type(field);
        String numeric = type.numeric()
                ? "cast(avg(" + name + ") as double), cast(sum(" + name + ") as string), percentile_approx(cast(" + name
                        + " as double), array(0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99), 10000), "
                : "null, null, null, ";
        Row row = session.sql("SELECT count(" + name + "), count(DISTINCT " + name + "), cast(min(" + name
                        + ") as string), cast(max(" + name + ") as string), " + numeric + "avg(length(cast(" + name
                        + " as string))), max(length(cast(" + name + " as string))) FROM `" + view + "`")
                .head();
        long filled = row.getLong(0);
        ColumnProfile.Quantiles quantiles = null;
        if (type.numeric() && filled > 0) {
            List<Double> q = row.getList(6);
            quantiles = new ColumnProfile.Quantiles(
                    q.get(0), q.get(1), q.get(2), q.get(3), q.get(4), q.get(5), q.get(6), 0);
        }
        List<ColumnProfile.TopValue> top = new ArrayList<>();
        for (Row value : session.sql("SELECT cast(" + name + " as string), count(*) AS n FROM `" + view + "` WHERE "
                        + name + " IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT 5")
                .collectAsList()) {
            top.add(new ColumnProfile.TopValue(value.getString(0), value.getLong(1), true));
        }
        boolean text = type.kind() == ColumnType.Kind.STRING && filled > 0;
        return ColumnBuilder.named(field.name(), type)
                .nulls(rows - filled)
                .distinct(Count.exactly(row.getLong(1)))
                .unique(new Uniqueness(row.getLong(1) == filled && filled > 0, true))
                .range(row.getString(2), row.getString(3))
                .mean(row.isNullAt(4) ? null : row.getDouble(4))
                .sum(row.isNullAt(5) ? null : row.getString(5))
                .quantiles(quantiles)
                .lengths(text ? new ColumnProfile.Lengths(0, row.getDouble(7), row.getInt(8)) : null)
                .topValues(top)
                .build();
    }

    private static ColumnType type(StructField field) {
        if (field.dataType() instanceof DecimalType decimal) {
            return ColumnType.decimal(decimal.precision(), decimal.scale());
        }
        return switch (field.dataType().typeName()) {
            case "integer", "long" -> ColumnType.BIGINT;
            case "double", "float" -> ColumnType.DOUBLE;
            case "boolean" -> ColumnType.BOOLEAN;
            case "date" -> ColumnType.DATE;
            case "timestamp" -> ColumnType.TIMESTAMP;
            case "string" -> ColumnType.STRING;
            default -> throw new IllegalArgumentException(field.toString());
        };
    }

    @Override
    public QueryResult run(String sql) {
        Dataset<Row> result = session.sql(sql);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Row row : result.collectAsList()) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(row.get(i));
            }
            rows.add(cells);
        }
        List<ColumnType> types = Collections.nCopies(result.columns().length, ColumnType.STRING);
        return new QueryResult(sql, List.of(result.columns()), types, rows, false, 0, null);
    }

    @Override
    public void check(String sql) {
        checked.add(sql);
        try {
            session.sql(sql).queryExecution().assertAnalyzed();
        } catch (Exception e) {
            if (e instanceof AnalysisException) {
                throw new MigratorException(ErrorCode.QUERY_FAILED, sql + ": " + e.getMessage(), e);
            }
            throw e;
        }
    }

    @Override
    public void cancel() {}
}
