package io.github.bigdatamigrator.demo;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Date;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes the sample data of {@code bdm demo}: a shop's sales.csv, customers.xlsx, products.parquet and stores.jsonl.
 * Every run writes the same bytes, so the right answers are known; {@link DemoRows} lists them.
 */
public final class DemoData {
    private DemoData() {}

    /** Writes or replaces the four files; returns their paths: sales, customers, products, stores. */
    public static List<Path> write(SparkSession spark, Path folder) {
        DemoRows rows = new DemoRows();
        try {
            Files.createDirectories(folder);
            return List.of(
                    Files.write(folder.resolve("sales.csv"), rows.sales()),
                    DemoWorkbook.write(folder.resolve("customers.xlsx"), rows.customers()),
                    writeProducts(spark, folder.resolve("products.parquet"), rows.products()),
                    Files.write(folder.resolve("stores.jsonl"), rows.stores()));
        } catch (IOException | UncheckedIOException e) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    "Cannot write the sample data to " + folder + " (" + e.getMessage()
                            + "). Choose a folder with write permission.",
                    e);
        }
    }

    private static Path writeProducts(SparkSession spark, Path file, List<DemoRows.Product> products)
            throws IOException {
        StructType type = new StructType()
                .add("product_id", DataTypes.IntegerType)
                .add("product_name", DataTypes.StringType)
                .add("category", DataTypes.StringType)
                .add("list_price", DataTypes.createDecimalType(8, 2))
                .add("launched_on", DataTypes.DateType);
        List<Row> rows = products.stream()
                .map(one -> RowFactory.create(
                        one.id(), one.name(), one.category(), one.price(), Date.valueOf(one.launchedOn())))
                .toList();
        Path folder = Files.createTempDirectory(file.toAbsolutePath().getParent(), ".products");
        try {
            spark.createDataFrame(rows, type)
                    .coalesce(1)
                    .write()
                    .mode("overwrite")
                    .parquet("file://" + folder);
            Files.move(onlyPart(folder), file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            PathUtils.deleteDirectory(folder);
        }
        return file;
    }

    /** Returns the one Parquet file in the folder that Spark wrote, since the demo needs a single file. */
    private static Path onlyPart(Path folder) throws IOException {
        try (Stream<Path> parts = Files.list(folder)) {
            return parts.filter(part -> part.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Spark wrote no part to " + folder));
        }
    }
}
