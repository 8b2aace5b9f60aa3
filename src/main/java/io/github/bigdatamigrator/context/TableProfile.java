package io.github.bigdatamigrator.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds the profile of one table over the full data.
 *
 * @param name the file's name without extensions; a sheet is {@code book_Sheet2}
 * @param sqlName the name to use in SQL, distinct within the context whatever the case
 * @param location as the user named it: a path, folder, pattern, or {@code book.xlsx#Sheet2}
 * @param rows all rows, exact
 * @param columns in the order of the file
 * @param sampleRows a few rows as text, the same in every run; a null cell is null
 * @param primaryKey names (as in the file) of the columns that are most likely the table's key, or null
 * @param keyRivals other columns that are as likely the key as {@code primaryKey}
 * @param duplicates rows that equal another one, or null if unknown
 * @param correlations between numeric columns
 * @param declared what a database declares of the table, which the data need not obey; null for what is in none
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
        List<List<String>> keyRivals,
        List<Problem> problems,
        @Nullable DuplicateRows duplicates,
        Correlations correlations,
        @Nullable DeclaredFacts declared) {
    private static final Pattern DATA_LIKE =
            Pattern.compile(".*@.*|.*\\d[\\d.,:/ -]{3,}\\d.*|[\\d.,:/ +-]+|.{61,}", Pattern.DOTALL);

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
        keyRivals = keyRivals.stream().map(List::copyOf).toList();
        problems = List.copyOf(problems);
    }

    /** A table of no database whose key has no rivals. */
    public TableProfile(
            String name,
            String sqlName,
            String location,
            Origin origin,
            long rows,
            List<ColumnProfile> columns,
            List<List<@Nullable String>> sampleRows,
            @Nullable List<String> primaryKey,
            List<Problem> problems,
            @Nullable DuplicateRows duplicates,
            Correlations correlations) {
        this(
                name,
                sqlName,
                location,
                origin,
                rows,
                columns,
                sampleRows,
                primaryKey,
                List.of(),
                problems,
                duplicates,
                correlations,
                null);
    }

    /** Whether the data cannot tell if the primary key is one: there are fewer than two rows, or rivals. */
    public boolean keyUndecided() {
        return primaryKey != null && (rows < 2 || !keyRivals.isEmpty());
    }

    /** The format, as in {@link Origin#format}. */
    public String format() {
        return origin.format();
    }

    /** Finds a column by its name in the file, or else by its SQL name, ignoring case. */
    public Optional<ColumnProfile> column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> column.sqlName().equalsIgnoreCase(name))
                        .findFirst());
    }

    /**
     * Returns the SQL names of columns whose headers look like data (an address, a number, a date) and must be hidden
     * where data is: all columns if a third do, since then a row was probably taken for the header.
     */
    public Set<String> dataLikeHeaders() {
        Set<String> all = new HashSet<>();
        Set<String> alike = new HashSet<>();
        for (ColumnProfile column : columns) {
            all.add(column.sqlName());
            if (DATA_LIKE.matcher(column.name()).matches()) {
                alike.add(column.sqlName());
            }
        }
        return !alike.isEmpty() && alike.size() * 3 >= columns.size() ? all : alike;
    }

    public TableProfile withPrimaryKey(@Nullable List<String> key, List<List<String>> rivals) {
        return with(columns, key, rivals, problems, duplicates);
    }

    /** Copies the table with other columns. If one of them is exactly unique and never null, no row repeats another. */
    public TableProfile withColumns(List<ColumnProfile> changed) {
        boolean keyed = changed.stream().anyMatch(ColumnProfile::uniqueNotNull);
        return with(changed, primaryKey, keyRivals, problems, keyed ? DuplicateRows.exactly(0) : duplicates);
    }

    private TableProfile with(
            List<ColumnProfile> changed,
            @Nullable List<String> key,
            List<List<String>> rivals,
            List<Problem> found,
            @Nullable DuplicateRows repeated) {
        return new TableProfile(
                name,
                sqlName,
                location,
                origin,
                rows,
                changed,
                sampleRows,
                key,
                rivals,
                found,
                repeated,
                correlations,
                declared);
    }

    /** Copies the table without some columns and what is known of them. */
    public TableProfile without(List<String> hidden) {
        List<ColumnProfile> shown = columns.stream()
                .filter(column -> !hidden.contains(column.name()))
                .toList();
        List<List<@Nullable String>> rowsShown = new ArrayList<>();
        for (List<@Nullable String> row : sampleRows) {
            List<@Nullable String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                if (i >= columns.size() || !hidden.contains(columns.get(i).name())) {
                    cells.add(row.get(i));
                }
            }
            rowsShown.add(cells);
        }
        boolean keyHidden = primaryKey != null && primaryKey.stream().anyMatch(hidden::contains);
        return new TableProfile(
                name,
                sqlName,
                location,
                origin,
                rows,
                shown,
                rowsShown,
                keyHidden ? null : primaryKey,
                keyRivals.stream()
                        .filter(rival -> rival.stream().noneMatch(hidden::contains))
                        .toList(),
                problems.stream()
                        .filter(problem -> hidden.stream()
                                .noneMatch(column -> problem.subject().equals(column)
                                        || problem.subject().equals(name + "." + column)))
                        .toList(),
                duplicates,
                correlations.without(hidden),
                declared == null ? null : declared.without(hidden));
    }

    /** Copies the table with one more problem. */
    public TableProfile withProblem(Problem problem) {
        List<Problem> more = new ArrayList<>(problems);
        more.add(problem);
        return with(columns, primaryKey, keyRivals, more, duplicates);
    }
}
