package io.github.bigdatamigrator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.ProfileAgreement;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.profiling.ScanMetrics;
import io.github.bigdatamigrator.profiling.ScanPart;
import io.github.bigdatamigrator.profiling.TableScanner;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as people send them are read right with no parameters, and SQL sees what the profile says. */
@Tag("spark")
class MessyFilesTest {
    /** Characters that a profile keeps of a text. */
    private static final int LONGEST = 256;

    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.newSession();

    @Test
    void everyMessyFileIsReadRightAndSqlAgreesWithItsProfile() throws IOException {
        List<String> paths = new ArrayList<>();
        for (MessyFile file : MessyFile.all()) {
            Path path = folder.resolve(file.name() + ".csv");
            Files.write(path, file.text().getBytes(file.charset()));
            paths.add(path.toString());
        }
        // No keys and relationships: tables without any meaning would be weighed against each other.
        Map<String, TableProfile> tables = new HashMap<>();
        try (ScanMetrics meter = new ScanMetrics(SharedSpark.lazy())) {
            for (SourceTable table : DataSources.open(SharedSpark.lazy(), paths, DialectOptions.NONE, ProgressListener.NONE)) {
                ScanPart read = new TableScanner(SharedSpark.lazy()).read(table, meter);
                tables.put(
                        table.name(),
                        TableScanner.finish(table, table.name(), read).profile());
            }
        }
        Map<String, List<String>> rows = rows(tables.values());
        Map<String, String> figures = bySql(tables.values());
        SoftAssertions all = new SoftAssertions();
        for (MessyFile file : MessyFile.all()) {
            TableProfile table = Objects.requireNonNull(tables.get(file.name()), file.name());
            all.assertThat(table.columns())
                    .as(file.name())
                    .extracting(ColumnProfile::name)
                    .isEqualTo(file.columns());
            all.assertThat(rows.getOrDefault(file.name(), List.of()))
                    .as(file.name())
                    .containsExactlyInAnyOrderElementsOf(file.rows());
            for (String problem : file.problems()) {
                all.assertThat(table.problems())
                        .as(file.name())
                        .extracting(Problem::message)
                        .anyMatch(message -> message.contains(problem));
            }
            all.assertThat(figures.get(file.name())).as(file.name()).isEqualTo(byProfile(table));
        }
        all.assertAll();
        new ProfileAgreement().check(spark, tables.values()).assertAll(100);
    }

    /** The rows of every table, in one query. */
    private Map<String, List<String>> rows(Collection<TableProfile> tables) {
        return query(tables, column -> "coalesce(string(" + column + "), '∅')").stream()
                .collect(Collectors.groupingBy(
                        row -> row.getString(0), Collectors.mapping(row -> row.getString(1), Collectors.toList())));
    }

    /**
     * Of every table the values of each column that are not null, the smallest and the largest, then the rows; in one
     * query.
     */
    private Map<String, String> bySql(Collection<TableProfile> tables) {
        return query(
                        tables,
                        column -> "COUNT(" + column + "), coalesce(left(string(MIN(" + column + ")), " + LONGEST
                                + "), '∅'), coalesce(left(string(MAX(" + column + ")), " + LONGEST + "), '∅')",
                        ", COUNT(*)")
                .stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
    }

    private List<Row> query(Collection<TableProfile> tables, Function<String, String> columns) {
        return query(tables, columns, "");
    }

    private List<Row> query(Collection<TableProfile> tables, Function<String, String> columns, String more) {
        // To compile code for each of so many tiny tables takes longer than to read them.
        spark.conf().set("spark.sql.codegen.wholeStage", false);
        spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        List<String> parts = new ArrayList<>();
        for (TableProfile table : tables) {
            DataSources.view(spark, table).createOrReplaceTempView(table.sqlName());
            String cells = table.columns().stream()
                    .map(column -> columns.apply("`" + column.sqlName() + "`"))
                    .collect(Collectors.joining(", "));
            parts.add("SELECT '" + table.name() + "', concat_ws('|', " + cells + more + ") FROM `" + table.sqlName()
                    + "`");
        }
        return spark.sql(String.join(" UNION ALL ", parts)).collectAsList();
    }

    private static String byProfile(TableProfile table) {
        List<String> figures = new ArrayList<>();
        for (ColumnProfile column : table.columns()) {
            figures.add(String.valueOf(table.rows() - column.nulls()));
            figures.add(asInSql(column, column.min()));
            figures.add(asInSql(column, column.max()));
        }
        return String.join("|", figures) + "|" + table.rows();
    }

    private static String asInSql(ColumnProfile column, @Nullable String value) {
        boolean timestamp = column.type().equals(ColumnType.TIMESTAMP);
        return value == null ? "∅" : timestamp ? value.replace('T', ' ') : value;
    }

    private List<String> rows(TableProfile table) {
        return rows(List.of(table)).getOrDefault(table.name(), List.of());
    }

    private void agree(TableProfile table) {
        assertThat(bySql(List.of(table))).containsEntry(table.name(), byProfile(table));
    }

    private TableProfile read(String text, DialectOptions options) throws IOException {
        Path path = Files.writeString(folder.resolve("given.csv"), text);
        DataContext context = DataContextBuilder.on(spark)
                .add(path.toString())
                .dialect(options)
                .build();
        TableProfile table = context.tables().get(0);
        agree(table);
        return table;
    }

    @Test
    void theUsersOptionsAreNotOverridden() throws IOException {
        String text = "skip me\nx;y|z,w\n1;-999|2,a\n3;4|5,b\nend\n";
        DialectOptions options = DialectOptions.builder()
                .delimiter("|")
                .skipLines(1)
                .headerRows(0)
                .footerLines(2)
                .build();
        TableProfile table = read(text, options);
        assertThat(rows(table)).containsExactly("x;y|z,w", "1;-999|2,a");
        assertThat(table.problems())
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("“3;4|5,b”") && message.contains("“end”"));
        TableProfile second = read(
                text,
                DialectOptions.builder()
                        .delimiter(";")
                        .skipLines(0)
                        .footerLines(0)
                        .headerRows(1)
                        .build());
        assertThat(rows(second)).containsExactly("x|y|z,w", "1|-999|2,a", "3|4|5,b", "end|∅");
    }

    @Test
    void nullValuesAndSeparatorsThatAreGivenHoldForEveryColumn() throws IOException {
        DialectOptions options = DialectOptions.builder()
                .nullValue("-999")
                .nullValue(" missing ")
                .grouping('.')
                .build();
        TableProfile table = read("a;b;c\n1.234;x;-999\n-999;missing;5\n7;-999;6\n", options);
        assertThat(rows(table)).containsExactly("1234|x|∅", "∅|∅|5", "7|∅|6");
        assertThat(table.columns()).extracting(ColumnProfile::nulls).containsExactly(1L, 2L, 1L);
    }

    @Test
    void filesOfAFolderThatEndWithNotesAreOneTable() throws IOException {
        for (String month : List.of("january", "february")) {
            Files.createDirectories(folder.resolve("months"));
            Files.writeString(
                    folder.resolve("months").resolve(month + ".csv"),
                    "id,name,sum\n1," + month + ",5\n2,x,6\n3,y,7\n\nSource: the office\n");
        }
        TableProfile table = DataContextBuilder.on(spark)
                .add(folder.resolve("months").toString())
                .build()
                .tables()
                .get(0);
        assertThat(table.rows()).isEqualTo(6);
        agree(table);
    }
}
