package io.github.bigdatamigrator.verification;

import static org.apache.spark.sql.functions.*;

import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/** Resolves tables and columns of a conversation by their SQL names, with any characters in them. */
final class ViewColumns {
    private ViewColumns() {}

    /** @throws MigratorException BAD_INPUT when the conversation has no such table */
    static Dataset<Row> table(SparkSession session, String name) {
        if (!session.catalog().tableExists(SqlIdentifiers.quote(name))) {
            throw MigratorException.badInput(
                    "There is no table `" + name + "` in this conversation. Use one of its tables.");
        }
        return session.table(SqlIdentifiers.quote(name));
    }

    /**
     * The columns of the table in this order; from the view of its original text if one of them is a column of that.
     */
    static Dataset<Row> columns(SparkSession session, String table, List<String> columns) {
        boolean original = columns.stream().anyMatch(OriginalText::named);
        Dataset<Row> view = table(session, original ? OriginalText.name(table) : table);
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
        throw MigratorException.badInput("Table `" + tableName + "` has no column `" + name + "`. Its columns: "
                + String.join(", ", table.columns()) + ".");
    }

    static Dataset<Row> numbered(Dataset<Row> table, String tableName, List<String> names) {
        Column[] columns = new Column[names.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(table, tableName, names.get(i)).as("c" + i);
        }
        return table.select(columns);
    }

    /** The value as text; several values in parentheses, with commas between them. */
    static Column shown(List<Column> columns) {
        Column[] texts = columns.stream()
                .map(column -> coalesce(column.cast("string"), lit("null")))
                .toArray(Column[]::new);
        return texts.length == 1 ? texts[0] : concat(lit("("), concat_ws(", ", texts), lit(")"));
    }
}
