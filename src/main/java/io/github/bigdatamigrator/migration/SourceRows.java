package io.github.bigdatamigrator.migration;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.migration.MigrationPlan.Column;
import io.github.bigdatamigrator.migration.MigrationPlan.Table;
import io.github.bigdatamigrator.schema.TargetType;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.discovery.DataSources;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.Partition;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FilePartition;
import org.apache.spark.sql.execution.datasources.v2.DataSourceRDDPartition;

/**
 * Reads the rows of a table as the plan wants them: its columns in order, each in the kind of type of the target; then,
 * for each column that is converted, whether the value fits and its text.
 *
 * @param line the position of the line number; -1 where the source has none
 */
record SourceRows(TableProfile profile, Dataset<Row> rows, List<LoadColumn> columns, int line) {
    /** @param session in UTC */
    static SourceRows of(SparkSession session, TableProfile profile, Table table) {
        Dataset<Row> view = DataSources.viewWithOriginalText(session, profile);
        List<org.apache.spark.sql.Column> values = new ArrayList<>();
        List<org.apache.spark.sql.Column> checks = new ArrayList<>();
        List<LoadColumn> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            ColumnType from = type(profile, column);
            String name = SqlIdentifiers.quote(column.view());
            String to = sparkType(column.type());
            boolean own = TargetType.widest(from).kind() == column.type().kind();
            columns.add(LoadColumn.of(column, from, own ? -1 : table.columns().size() + checks.size()));
            values.add(expr(own ? name : "try_cast(" + name + " AS " + to + ")"));
            if (!own) {
                checks.add(coalesce(expr(column.type().fits(name, from)), lit(true)));
                checks.add(expr("CAST(" + name + " AS STRING)"));
            }
        }
        values.addAll(checks);
        boolean lines = SourceFormat.of(profile.format()).isDelimited();
        if (lines) {
            values.add(view.metadataColumn(SourceFormat.LINE));
        }
        org.apache.spark.sql.Column[] numbered = new org.apache.spark.sql.Column[values.size()];
        for (int i = 0; i < numbered.length; i++) {
            numbered[i] = values.get(i).as("c" + i);
        }
        return new SourceRows(profile, view.select(numbered), columns, lines ? numbered.length - 1 : -1);
    }

    /** The type of the values that a column is read as. */
    static ColumnType type(TableProfile profile, Column column) {
        return column.asWritten()
                ? ColumnType.STRING
                : profile.columns().stream()
                        .filter(one -> one.sqlName().equals(column.source()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no column " + column.source()))
                        .type();
    }

    /** The type that a converted value has in Spark. */
    static String sparkType(TargetType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DECIMAL(" + type.size() + "," + type.scale() + ")";
            case DOUBLE -> "DOUBLE";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            case TEXT -> "STRING";
            case BINARY -> "BINARY";
        };
    }

    JavaRDD<InternalRow> rdd() {
        return rows.queryExecution().toRdd().toJavaRDD();
    }

    /**
     * Identifies the state of the source and how it is divided. Where Spark does not say what a partition holds, it is
     * another one each time, so that nothing is taken for loaded that may not be.
     */
    String layout(JavaRDD<InternalRow> rdd) {
        StringBuilder text = new StringBuilder(profile.origin().toString()).append(columns);
        for (Partition partition : rdd.partitions()) {
            Object part = partition instanceof DataSourceRDDPartition scan ? scan.inputPartition() : partition;
            text.append('\n')
                    .append(part instanceof FilePartition files ? Arrays.toString(files.files()) : part.toString());
        }
        return DigestUtils.sha256Hex(text.toString());
    }
}
