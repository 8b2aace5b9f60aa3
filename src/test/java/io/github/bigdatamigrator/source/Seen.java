package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tests look at: tables as the cursor sees them, and profiles to make views of. */
final class Seen {
    private Seen() {}

    static List<SourceTable> open(Object... names) {
        return DataSources.open(
                SharedSpark.session(), Stream.of(names).map(Object::toString).toList(), ProgressListener.NONE);
    }

    static SourceTable openOne(Path file) {
        List<SourceTable> tables = open(file);
        if (tables.size() != 1) {
            throw new AssertionError("one table expected: " + names(tables));
        }
        return tables.get(0);
    }

    static List<String> names(List<SourceTable> tables) {
        return tables.stream().map(SourceTable::name).toList();
    }

    static List<String> columnNames(SourceTable table) {
        return table.columns().stream().map(SourceColumn::name).toList();
    }

    static List<String> messages(SourceTable table) {
        return table.problems().stream().map(problem -> problem.message()).toList();
    }

    /** Every cell as its kind and text, {@code LONG 5}; just the text for TEXT, null for NULL. */
    static List<List<@Nullable String>> cells(SourceTable table) {
        int columns = table.columns().size();
        return table.mapSplits(SharedSpark.session(), rows -> cells(rows, columns)).collect().stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<List<@Nullable String>> cells(RowCursor rows, int columns) throws java.io.IOException {
        List<List<@Nullable String>> all = new ArrayList<>();
        Cell cell = new Cell();
        while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                rows.read(i, cell);
                row.add(
                        switch (cell.kind()) {
                            case NULL -> null;
                            case TEXT -> cell.text();
                            default -> cell.kind() + " " + cell.text();
                        });
            }
            all.add(row);
        }
        return all;
    }

    static Repairs repairs(SourceTable table) {
        Repairs sum = new Repairs();
        table.mapSplits(SharedSpark.session(), rows -> {
                    while (rows.next()) {}
                    return rows.repairs();
                })
                .collect()
                .forEach(sum::merge);
        return sum;
    }

    /** A profile of the table whose columns have those types. */
    static TableProfile profile(SourceTable table, ColumnType... types) {
        List<ColumnProfile> columns = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            columns.add(column(table.columns().get(i), types[i], null, List.of()));
        }
        return profile(table, columns);
    }

    static TableProfile profile(SourceTable table, List<ColumnProfile> columns) {
        return new TableProfile(
                table.name(), table.name(), table.location(), table.origin(), 0, columns, List.of(), null, List.of());
    }

    static ColumnProfile column(
            SourceColumn column, ColumnType type, @Nullable String pattern, List<String> nullMarkers) {
        return ColumnProfile.named(column.name(), type)
                .sqlName(column.sqlName())
                .pattern(pattern)
                .nullMarkers(nullMarkers)
                .build();
    }
}
