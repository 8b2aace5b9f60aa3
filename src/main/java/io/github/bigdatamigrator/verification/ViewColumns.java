package io.github.bigdatamigrator.verification;

import io.github.bigdatamigrator.context.RawText;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;

/** Tables and columns of a conversation by their SQL names, taken literally whatever characters they hold. */
final class ViewColumns {
    private ViewColumns() {}

    /** @throws MigratorException BAD_INPUT when the conversation has no such table */
    static Dataset<Row> table(SparkSession session, String name) {
        if (!session.catalog().tableExists(SqlIdentifiers.quote(name))) {
            throw new MigratorException(
                    ErrorCode.BAD_INPUT,
                    "There is no table `" + name + "` in this conversation. Name one of its tables.");
        }
        return session.table(SqlIdentifiers.quote(name));
    }

    /**
     * Those columns of the table, in that order; from the view of its cells as they are written where one is of them.
     */
    static Dataset<Row> columns(SparkSession session, String table, List<String> columns) {
        boolean asWritten = columns.stream().anyMatch(RawText::named);
        Dataset<Row> view = table(session, asWritten ? RawText.name(table) : table);
        return view.select(columns.stream()
                .map(name -> view.col(SqlIdentifiers.quote(name)))
                .toArray(Column[]::new));
    }

    /** @throws MigratorException BAD_INPUT when the table has no such column */
    static Column column(Dataset<Row> table, String tableName, String name) {
        return table.col(SqlIdentifiers.quote(field(table, tableName, name).name()));
    }

    /** @throws MigratorException BAD_INPUT when the table has no such column */
    static StructField field(Dataset<Row> table, String tableName, String name) {
        for (StructField known : table.schema().fields()) {
            if (known.name().equalsIgnoreCase(name)) {
                return known;
            }
        }
        throw new MigratorException(
                ErrorCode.BAD_INPUT,
                "Table `" + tableName + "` has no column `" + name + "`. Its columns: "
                        + String.join(", ", table.columns()) + ".");
    }

    /** The columns under names that cannot clash: c0, c1, … */
    static Dataset<Row> numbered(Dataset<Row> table, String tableName, List<String> names) {
        Column[] columns = new Column[names.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(table, tableName, names.get(i)).as("c" + i);
        }
        return table.select(columns);
    }

    /** A value as text; several joined by commas in brackets. */
    static Column shown(List<Column> columns) {
        Column[] texts = columns.stream()
                .map(column -> functions.coalesce(column.cast("string"), functions.lit("null")))
                .toArray(Column[]::new);
        return texts.length == 1
                ? texts[0]
                : functions.concat(functions.lit("("), functions.concat_ws(", ", texts), functions.lit(")"));
    }
}
