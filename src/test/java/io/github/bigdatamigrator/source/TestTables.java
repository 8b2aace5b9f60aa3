package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.ColumnBuilder;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tests look at: tables as the cursor sees them, and profiles to make views of. */
public final class TestTables {
    private TestTables() {}

    public static List<SourceTable> open(Object... names) {
        return DataSources.open(
                SharedSpark.lazy(),
                Stream.of(names).map(Object::toString).toList(),
                DialectOptions.NONE,
                ProgressListener.NONE);
    }

    public static SourceTable openOne(Path file) {
        List<SourceTable> tables = open(file);
        if (tables.size() != 1) {
            throw new AssertionError("one table expected: " + names(tables));
        }
        return tables.get(0);
    }

    public static List<String> names(List<SourceTable> tables) {
        return tables.stream().map(SourceTable::name).toList();
    }

    static List<String> columnNames(SourceTable table) {
        return table.columns().stream().map(SourceColumn::name).toList();
    }

    static List<String> messages(SourceTable table) {
        return table.problems().stream().map(problem -> problem.message()).toList();
    }

    /** Every cell as its kind and text, {@code LONG 5}; just the text for TEXT, null for NULL. */
    public static List<List<@Nullable String>> cells(SourceTable table) {
        int columns = table.columns().size();
        return table.scan(SharedSpark.lazy(), new Cells(columns)).value();
    }

    private record Cells(int columns) implements SplitVisitor<ArrayList<List<@Nullable String>>> {
        @Override
        public ArrayList<List<@Nullable String>> empty() {
            return new ArrayList<>();
        }

        @Override
        public ArrayList<List<@Nullable String>> visit(RowBatchReader rows) throws IOException {
            ArrayList<List<@Nullable String>> all = empty();
            Cell cell = new Cell();
            for (int count = rows.nextBatch(); count > 0; count = rows.nextBatch()) {
                for (int row = 0; row < count; row++) {
                    List<@Nullable String> texts = new ArrayList<>();
                    for (int i = 0; i < columns; i++) {
                        rows.read(row, i, cell);
                        texts.add(
                                switch (cell.kind()) {
                                    case NULL -> null;
                                    case TEXT -> cell.text();
                                    default -> cell.kind() + " " + cell.text();
                                });
                    }
                    all.add(texts);
                }
            }
            return all;
        }

        @Override
        public ArrayList<List<@Nullable String>> merge(
                ArrayList<List<@Nullable String>> whole, ArrayList<List<@Nullable String>> part) {
            whole.addAll(part);
            return whole;
        }
    }

    static RowRepairCounts repairs(SourceTable table) {
        return table.scan(SharedSpark.lazy(), new Cells(table.columns().size()))
                .repairs();
    }

    /** A profile of the table whose columns have those types. */
    public static TableProfile profile(SourceTable table, ColumnType... types) {
        List<ColumnProfile> columns = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            columns.add(column(table.columns().get(i), types[i], null, List.of()));
        }
        return profile(table, columns);
    }

    public static TableProfile profile(SourceTable table, List<ColumnProfile> columns) {
        return new TableProfile(
                table.name(),
                table.name(),
                table.location(),
                table.origin(),
                0,
                columns,
                List.of(),
                null,
                List.of(),
                null,
                Correlations.NONE);
    }

    public static ColumnProfile column(
            SourceColumn column, ColumnType type, @Nullable String pattern, List<String> nullMarkers) {
        return ColumnBuilder.named(column.name(), type)
                .sqlName(column.sqlName())
                .pattern(pattern)
                .nullMarkers(nullMarkers)
                .build();
    }
}
