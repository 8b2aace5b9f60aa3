package io.github.bigdatamigrator.source.typed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.columnar.VectorScan;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.source.Cell;
import io.github.bigdatamigrator.source.RowBatchReader;
import io.github.bigdatamigrator.source.SplitVisitor;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that vectors give the same cells as Spark's rows. */
@Tag("spark")
class VectorBatchReaderTest {
    private static final String[] COLUMNS = {
        "id",
        "cast(id % 7 as int) i",
        "cast(-id as smallint) s",
        "cast(id % 3 as tinyint) b",
        "cast(id / 8.0 as float) f",
        "id / 3.0D d",
        "cast((id - 5) / 100.0 as decimal(9, 2)) small",
        "cast((500 - id) / 1000.0 as decimal(17, 3)) middle",
        "cast(id * 1e20 as decimal(30, 4)) large",
        "id % 2 = 0 t",
        "date_add(date'1969-12-25', cast(id % 40 as int)) day",
        "timestamp_micros(id * 1000001) moment",
        "concat(' x', id % 11) few",
        "repeat('é ', cast(id % 60 as int)) text",
        "if(id % 5 = 0, null, id % 4) gaps",
        "cast(null as string) nothing",
        "cast('' as string) empty"
    };

    @TempDir
    Path folder;

    private final SparkSession spark = SharedSpark.newSession();

    /** Every cell as text with its hash. */
    private static final class Cells implements SplitVisitor<List<String>> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final int columns;

        Cells(int columns) {
            this.columns = columns;
        }

        @Override
        public List<String> empty() {
            return new ArrayList<>();
        }

        @Override
        public List<String> visit(RowBatchReader rows) throws IOException {
            List<String> all = new ArrayList<>();
            Cell cell = new Cell();
            long[] spellings = new long[rows.maxRows()];
            long[] present = new long[rows.maxRows()];
            for (int count = rows.nextBatch(); count > 0; count = rows.nextBatch()) {
                StringBuilder[] lines = new StringBuilder[count];
                for (int row = 0; row < count; row++) {
                    lines[row] = new StringBuilder().append(rows.position(row));
                }
                for (int column = 0; column < columns; column++) {
                    rows.cellHashes(column, spellings);
                    rows.present(column, present);
                    for (int row = 0; row < count; row++) {
                        rows.read(row, column, cell);
                        assertThat(present[row] == 0).isEqualTo(spellings[row] == 0);
                        lines[row]
                                .append('|')
                                .append(spellings[row])
                                .append(' ')
                                .append(cell.kind());
                        if (cell.kind() != Cell.Kind.NULL) {
                            lines[row].append(' ').append(cell.text());
                        }
                        if (cell.kind() == Cell.Kind.DECIMAL) {
                            assertThat(cell.text()).isEqualTo(cell.decimal().toPlainString());
                        }
                    }
                }
                for (StringBuilder line : lines) {
                    all.add(line.toString());
                }
            }
            return all;
        }

        @Override
        public List<String> merge(List<String> whole, List<String> part) {
            whole.addAll(part);
            return whole;
        }
    }

    private TypedTable table(Path parquet) throws IOException {
        List<DataFile> files = new ArrayList<>();
        try (var found = Files.list(parquet)) {
            for (Path file : found.filter(path -> path.toString().endsWith(".parquet"))
                    .sorted()
                    .toList()) {
                files.add(new DataFile(file.toString(), Files.size(file), 0, List.of()));
            }
        }
        return (TypedTable) TypedTableOpener.open(
                spark, "t", parquet.toString(), new Origin("parquet", files, null, null), List.of());
    }

    @Test
    void vectorsAndRowsGiveTheSameCells() throws IOException {
        Path parquet = folder.resolve("t.parquet");
        spark.range(0, 9000, 1, 2).selectExpr(COLUMNS).write().parquet(parquet.toString());
        TypedTable table = table(parquet);
        assertThat(VectorScan.of(table.flat())).isNotNull();
        Cells cells = new Cells(table.columns().size());
        List<String> vectors = table.scan(SharedSpark.lazy(), cells).value();
        // A filter that all rows pass prevents Spark from reading vectors.
        Dataset<Row> rows = table.flat().filter("_0 >= 0");
        assertThat(VectorScan.of(rows)).isNull();
        TypedTable slow = new TypedTable(
                table.name(),
                table.location(),
                table.origin(),
                table.columns(),
                table.problems(),
                table.stored(),
                rows,
                table.reader());
        assertThat(vectors)
                .hasSize(9000)
                .containsExactlyElementsOf(slow.scan(SharedSpark.lazy(), cells).value());
    }
}
