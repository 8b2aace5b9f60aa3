package io.github.bigdatamigrator.source.excel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.TestTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workbooks of every kind, each as xlsx and as xls: what is read of them, and that each cell is read or counted. */
@Tag("spark")
class WorkbookCorpusTest {
    @TempDir
    static Path folder;

    /**
     * A workbook.
     *
     * @param table expected of the first table: its names, then its rows; a bar between cells, a dot for null
     * @param problems parts of messages of all tables
     */
    record Case(String name, Consumer<Workbook> content, List<String> table, List<String> problems) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Case reads(String name, Consumer<Workbook> content, String table, String... problems) {
        return new Case(name, content, List.of(table.split("\n")), List.of(problems));
    }

    static Stream<Case> cases() {
        return Stream.concat(LayoutCases.all(), ValueCases.all());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCellIsReadOrCounted(Case given) throws IOException {
        for (String format : List.of(".xlsx", ".xls")) {
            Path file = Books.write(folder.resolve(given.name().replaceAll("\\W", "_") + format), given.content());
            List<SourceTable> tables = TestTables.open(file);
            assertThat(rows(tables.get(0)).stream().limit(given.table().size()))
                    .as(format)
                    .containsExactlyElementsOf(given.table());
            List<Problem> problems =
                    tables.stream().flatMap(table -> table.problems().stream()).toList();
            for (String problem : given.problems()) {
                assertThat(problems).as(format).anyMatch(each -> each.message().contains(problem));
            }
            for (SourceTable table : tables) {
                assertThat(accounted(table)).as(format).isEqualTo(stored(file, table, 0, Integer.MAX_VALUE));
            }
        }
    }

    /** The names, then the rows, as a case gives them. */
    static List<String> rows(SourceTable table) {
        List<String> rows = new ArrayList<>();
        rows.add(table.columns().stream().map(SourceColumn::name).collect(Collectors.joining("|")));
        for (List<@Nullable String> row : TestTables.cells(table)) {
            rows.add(row.stream().map(WorkbookCorpusTest::text).collect(Collectors.joining("|")));
        }
        return rows;
    }

    private static String text(@Nullable String cell) {
        return cell == null
                ? "."
                : cell.replaceFirst("^(LONG|DECIMAL|DOUBLE|BOOLEAN|TEMPORAL|NULL_MARKER) ", "")
                        .replaceAll("[\\r\\n]", "\u2028");
    }

    /** Cells that were read as values, and those that problems and the layout count. */
    private static long accounted(SourceTable table) throws IOException {
        Dialect dialect = Objects.requireNonNull(table.origin().dialect());
        long values = TestTables.cells(table).stream()
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .count();
        long errors = table.problems().stream()
                .filter(problem -> problem.message().contains("hold errors"))
                .mapToLong(Problem::count)
                .sum();
        Path file = Path.of(table.origin().files().get(0).path());
        long above = stored(file, table, 0, dialect.skipLines());
        long names = table.columns().stream()
                .filter(column -> !column.name().matches("column_\\d+"))
                .count();
        long header = dialect.headerRows() > 1 ? headerCells(file, table, dialect) : names;
        List<Integer> rows = filledRows(file, table);
        int last = rows.get(rows.size() - 1);
        return above + header + values + errors + stored(file, table, last + 1 - dialect.footerLines(), last + 1);
    }

    private static long headerCells(Path file, SourceTable table, Dialect dialect) throws IOException {
        return stored(file, table, dialect.skipLines(), dialect.skipLines() + dialect.headerRows());
    }

    private static List<Integer> filledRows(Path file, SourceTable table) throws IOException {
        return cells(file, table).stream()
                .map(Cell::getRowIndex)
                .distinct()
                .sorted()
                .toList();
    }

    /** Cells with a value that POI finds in rows of the sheet. */
    private static long stored(Path file, SourceTable table, int from, int to) throws IOException {
        return cells(file, table).stream()
                .filter(cell -> cell.getRowIndex() >= from && cell.getRowIndex() < to)
                .count();
    }

    private static List<Cell> cells(Path file, SourceTable table) throws IOException {
        List<Cell> cells = new ArrayList<>();
        try (Workbook book = WorkbookFactory.create(file.toFile(), null, true)) {
            for (Row row : book.getSheet(Objects.requireNonNull(table.origin().sheet()))) {
                for (Cell cell : row) {
                    CellType type = cell.getCellType() == CellType.FORMULA
                            ? cell.getCachedFormulaResultType()
                            : cell.getCellType();
                    boolean empty =
                            type == CellType.STRING && cell.getStringCellValue().isEmpty();
                    if (type != CellType.BLANK && !empty) {
                        cells.add(cell);
                    }
                }
            }
        }
        return cells;
    }
}
