package io.github.bigdatamigrator.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the full data says about one table.
 *
 * @param name the file's name without extensions; a sheet is {@code book_Sheet2}
 * @param sqlName the name to use in SQL, distinct within the context whatever the case
 * @param location what the user named: a path, folder, pattern, or {@code book.xlsx#Sheet2}
 * @param rows all rows, exact
 * @param columns in the order of the file
 * @param sampleRows a few rows as text, the same in every run; a null cell is null
 * @param primaryKey names (as in the file) of the columns that most likely are the table's key, or null
 */
public record TableProfile(
        String name,
        String sqlName,
        String location,
        Origin origin,
        long rows,
        List<ColumnProfile> columns,
        List<List<@Nullable String>> sampleRows,
        @Nullable List<String> primaryKey,
        List<Problem> problems) {
    public TableProfile {
        Objects.requireNonNull(name);
        Objects.requireNonNull(sqlName);
        columns = List.copyOf(columns);
        List<List<@Nullable String>> rowsCopy = new ArrayList<>();
        for (List<@Nullable String> row : sampleRows) {
            rowsCopy.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        sampleRows = Collections.unmodifiableList(rowsCopy);
        primaryKey = primaryKey == null ? null : List.copyOf(primaryKey);
        problems = List.copyOf(problems);
    }

    /** The format, as in {@link Origin#format}. */
    public String format() {
        return origin.format();
    }

    /** The column of that name: as in the file, or else in SQL in any case. */
    public Optional<ColumnProfile> column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> fold(column.sqlName()).equals(fold(name)))
                        .findFirst());
    }

    public TableProfile withPrimaryKey(@Nullable List<String> key) {
        return new TableProfile(name, sqlName, location, origin, rows, columns, sampleRows, key, problems);
    }

    public TableProfile withColumns(List<ColumnProfile> changed) {
        return new TableProfile(name, sqlName, location, origin, rows, changed, sampleRows, primaryKey, problems);
    }

    /** The same table with one more problem. */
    public TableProfile withProblem(Problem problem) {
        List<Problem> more = new ArrayList<>(problems);
        more.add(problem);
        return new TableProfile(name, sqlName, location, origin, rows, columns, sampleRows, primaryKey, more);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
