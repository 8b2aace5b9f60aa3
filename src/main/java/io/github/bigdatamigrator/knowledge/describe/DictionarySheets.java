package io.github.bigdatamigrator.knowledge.describe;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.context.query.QueryEngine;
import io.github.bigdatamigrator.context.query.QueryResult;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.knowledge.exchange.MeaningsImport.Sheet;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads data dictionaries, which are files like any other. */
public final class DictionarySheets {
    /** Rows of a table of a dictionary, at most. */
    public static final int MAX_ROWS = 100_000;

    private DictionarySheets() {}

    /**
     * The rows of each table of the dictionary, its header first.
     *
     * @param queries returns up to {@link #MAX_ROWS} rows of its tables
     * @throws MigratorException BAD_INPUT if a table has more
     */
    public static List<Sheet> of(DataContext dictionary, QueryEngine queries) {
        List<Sheet> sheets = new ArrayList<>();
        for (TableProfile table : dictionary.tables()) {
            // Empty rows in place of the lines above the last one of the header, so that messages name the right line.
            Dialect dialect = table.origin().dialect();
            int above = dialect == null ? 0 : dialect.skipLines() + Math.max(1, dialect.headerRows()) - 1;
            List<List<@Nullable String>> rows = new ArrayList<>(Collections.nCopies(above, List.of()));
            rows.add(table.columns().stream().map(ColumnProfile::name).collect(Collectors.toList()));
            QueryResult read = queries.run("SELECT * FROM " + SqlIdentifiers.quote(table.sqlName()));
            if (read.truncated()) {
                throw MigratorException.badInput(table.location() + " has more than " + MAX_ROWS
                        + " rows, too many for a dictionary. Name the dictionary's file.");
            }
            read.rows()
                    .forEach(row -> rows.add(row.stream()
                            .map(cell -> cell == null ? null : cell.toString())
                            .collect(Collectors.toList())));
            int sheet = table.location().indexOf('#');
            sheets.add(new Sheet(sheet < 0 ? "" : table.location().substring(sheet + 1), rows));
        }
        return sheets;
    }
}
