package io.github.bigdatamigrator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.profiling.ScanMetrics;
import io.github.bigdatamigrator.profiling.TableScanner;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.discovery.DataSources;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scan by the threads of this process finds the same as Spark's tasks, to the bit, and does not start Spark. */
@Tag("spark")
class LocalScanTest {
    private static final String MASTER = "local[2]";

    @TempDir
    Path folder;

    private final AtomicBoolean started = new AtomicBoolean();

    private LazySpark local() {
        return new LazySpark(MASTER, this::start, Configuration::new, Long.MAX_VALUE);
    }

    private SparkSession start() {
        started.set(true);
        return SharedSpark.newSession();
    }

    private static LazySpark tasks() {
        return new LazySpark(MASTER, SharedSpark::session, Configuration::new, 0);
    }

    private static List<TableProfile> profiles(LazySpark spark, List<String> paths) {
        List<TableProfile> profiles = new ArrayList<>();
        try (ScanMetrics metrics = new ScanMetrics(spark)) {
            for (SourceTable table : DataSources.open(spark, paths, DialectOptions.NONE, ProgressListener.NONE)) {
                profiles.add(TableScanner.finish(table, table.name(), new TableScanner(spark).read(table, metrics))
                        .profile());
            }
        }
        return profiles;
    }

    private void haveTheSameProfiles(List<String> paths) {
        List<TableProfile> here = profiles(local(), paths);
        assertThat(started).isFalse();
        List<TableProfile> there = profiles(tasks(), paths);
        SoftAssertions all = new SoftAssertions();
        assertThat(here).hasSameSizeAs(there);
        for (int i = 0; i < here.size(); i++) {
            all.assertThat(here.get(i)).as(here.get(i).name()).isEqualTo(there.get(i));
        }
        all.assertAll();
    }

    @Test
    void messyFilesHaveTheSameProfiles() throws IOException {
        List<String> paths = new ArrayList<>();
        for (MessyFile file : MessyFile.all()) {
            paths.add(Files.write(
                            folder.resolve(file.name() + ".csv"), file.text().getBytes(file.charset()))
                    .toString());
        }
        haveTheSameProfiles(paths);
    }

    @Test
    void aFileOfManySplitsHasTheSameProfile() throws IOException {
        haveTheSameProfiles(List.of(write("large.csv", 500_000, Files.newOutputStream(folder.resolve("large.csv")))));
    }

    @Test
    void compressedTextAndWorkbooksHaveTheSameProfiles() throws IOException {
        OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(folder.resolve("zipped.csv.gz")));
        String text = write("zipped.csv.gz", 2_000, zipped);
        Path book = folder.resolve("book.xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(book)) {
            Random random = new Random(5);
            for (String name : List.of("one", "two")) {
                Sheet sheet = workbook.createSheet(name);
                for (int i = 0; i < 400; i++) {
                    Row row = sheet.createRow(i);
                    row.createCell(0).setCellValue(i == 0 ? "id" : "A" + i);
                    row.createCell(1).setCellValue(i == 0 ? "amount" : String.valueOf(random.nextInt(900) / 8.0));
                }
            }
            workbook.write(out);
        }
        haveTheSameProfiles(List.of(text, book.toString()));
    }

    @Test
    void keysAndReferencesOfSmallTablesNeedNoSpark() throws IOException {
        StringBuilder orders = new StringBuilder("order_id,customer_id,amount\n");
        StringBuilder customers = new StringBuilder("customer_id,name\n");
        for (int i = 1; i <= 900; i++) {
            orders.append(i + "," + (i * 7 % 90 + 1) + "," + i / 10.0 + "\n");
            customers.append(i <= 90 ? i + ",Name " + i + "\n" : "");
        }
        Files.writeString(folder.resolve("orders.csv"), orders);
        Files.writeString(folder.resolve("customers.csv"), customers);

        DataContext here = DataContextBuilder.on(local()).add(folder.toString()).build();
        assertThat(started).isFalse();
        DataContext there =
                DataContextBuilder.on(tasks()).add(folder.toString()).build();
        assertThat(here.relationships()).isNotEmpty().isEqualTo(there.relationships());
        assertThat(here.tables()).isEqualTo(there.tables());
        assertThat(here.problems()).isEqualTo(there.problems());
        assertThat(here.run().sparkVersion()).isEqualTo(SharedSpark.session().version());
    }

    /** More values than sketches keep: keys of one and of two columns, references with and without orphans. */
    @Test
    void keysAndReferencesThatAreCountedNeedNoSpark() throws IOException {
        StringBuilder orders = new StringBuilder("order_id,customer_id,day\n");
        StringBuilder lines = new StringBuilder("order_id,line_no,amount\n");
        StringBuilder stocks = new StringBuilder("shop_id,article,pieces\n");
        Random random = new Random(8);
        for (int i = 1; i <= 40_000; i++) {
            orders.append((i * 7919L % 40_009) + "," + (i * 31L % 25_013) + ",2024-01-0" + (i % 9 + 1) + "\n");
            lines.append((i / 3 * 7919L % 40_009 + 1) + "," + (i % 3 + 1) + "," + random.nextInt(900) / 8.0 + "\n");
            stocks.append((i * 17 % 200 + 1) + ",A" + (i / 200 + i % 7) + "," + random.nextInt(50) + "\n");
        }
        Files.writeString(folder.resolve("orders.csv"), orders);
        Files.writeString(folder.resolve("order_lines.csv"), lines);
        Files.writeString(folder.resolve("stocks.csv"), stocks);
        DataContext here = DataContextBuilder.on(local()).add(folder.toString()).build();
        assertThat(started).isFalse();
        DataContext there =
                DataContextBuilder.on(tasks()).add(folder.toString()).build();
        assertThat(here.relationships()).isNotEmpty().isEqualTo(there.relationships());
        assertThat(here.tables()).isEqualTo(there.tables());
        assertThat(here.problems()).isEqualTo(there.problems());
    }

    /** Rows of all kinds, with line breaks inside quotes, so that the starts of splits are guessed. */
    private String write(String name, int rows, OutputStream to) throws IOException {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("id,amount,day,name,note\n");
        for (int i = 0; i < rows; i++) {
            text.append(i).append(',').append(random.nextInt(1_000_000) / 100.0);
            text.append(",2024-0").append(i % 9 + 1).append("-1").append(i % 10);
            text.append(",name ").append(random.nextInt(50_000));
            text.append(i % 5 == 0 ? ",\"first\nsecond, \"\"third\"\"\"\n" : i % 7 == 0 ? ",N/A\n" : ",\n");
        }
        try (OutputStream out = to) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        return folder.resolve(name).toString();
    }
}
