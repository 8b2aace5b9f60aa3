package io.github.bigdatamigrator.conversation;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sql.DialectRewriter;
import io.github.bigdatamigrator.sql.SqlTable;

/** Creates the rewriter for the tables of a context. */
final class DialectRewriters {
    private DialectRewriters() {}

    static DialectRewriter of(DataContext context) {
        return new DialectRewriter(
                context.tables().stream().map(DialectRewriters::table).toList());
    }

    private static SqlTable table(TableProfile table) {
        return new SqlTable(
                table.name(),
                table.sqlName(),
                table.columns().stream().map(DialectRewriters::column).toList());
    }

    private static SqlTable.Column column(ColumnProfile column) {
        return new SqlTable.Column(
                column.name(), column.sqlName(), JsonColumns.type(column).orElse(""));
    }
}
