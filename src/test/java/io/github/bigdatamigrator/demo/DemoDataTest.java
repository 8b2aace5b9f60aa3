package io.github.bigdatamigrator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.fixture.SharedSpark;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDataTest {
    @TempDir
    Path folder;

    @Test
    void theStarsSellBestInOrderByRevenueAndByUnits() {
        DemoRows rows = new DemoRows();
        Map<String, BigDecimal> revenue = new HashMap<>();
        Map<String, BigDecimal> units = new HashMap<>();
        for (String[] sale : sales(rows)) {
            revenue.merge(sale[3], new BigDecimal(sale[9]), BigDecimal::add);
            units.merge(sale[3], new BigDecimal(sale[6]), BigDecimal::add);
        }
        assertThat(topNames(rows, revenue)).isEqualTo(DemoRows.STARS);
        assertThat(topNames(rows, units)).isEqualTo(DemoRows.STARS);
        List<BigDecimal> descending =
                revenue.values().stream().sorted(Comparator.reverseOrder()).toList();
        assertThat(descending.get(4)).isGreaterThan(descending.get(5).multiply(BigDecimal.valueOf(2)));
    }

    @Test
    void keysAreUniqueAndForeignKeysHaveNoOrphans() {
        DemoRows rows = new DemoRows();
        List<String[]> sales = sales(rows);
        assertThat(sales).hasSize(DemoRows.SALES).extracting(sale -> sale[0]).doesNotHaveDuplicates();
        assertThat(rows.products())
                .hasSize(DemoRows.PRODUCTS)
                .extracting(DemoRows.Product::name)
                .doesNotHaveDuplicates();
        assertThat(rows.customers())
                .hasSize(DemoRows.CUSTOMERS)
                .extracting(DemoRows.Customer::name)
                .doesNotHaveDuplicates();
        assertThat(sales)
                .extracting(sale -> Integer.valueOf(sale[2]))
                .isSubsetOf(rows.customers().stream().map(DemoRows.Customer::id).toList());
        assertThat(sales)
                .extracting(sale -> Integer.valueOf(sale[3]))
                .isSubsetOf(rows.products().stream().map(DemoRows.Product::id).toList());
        assertThat(sales).extracting(sale -> Integer.valueOf(sale[4])).allMatch(id -> id >= 1 && id <= DemoRows.STORES);
    }

    @Test
    void someDiscountsAreMarkedNotAvailableAndSomeAreEmpty() {
        List<String[]> sales = sales(new DemoRows());
        assertThat(sales.stream().filter(sale -> sale[8].equals("N/A"))).hasSize(DemoRows.BAD_DISCOUNTS);
        assertThat(sales.stream().filter(sale -> sale[8].isEmpty()).count()).isBetween(500L, 1500L);
        assertThat(new DemoRows()
                        .customers().stream()
                                .filter(customer -> customer.email() == null)
                                .count())
                .isBetween(20L, 80L);
    }

    @Test
    void salesCoverTwoYears() {
        List<String[]> sales = sales(new DemoRows());
        assertThat(sales.get(0)[1]).startsWith("2024-01-0");
        assertThat(sales.get(sales.size() - 1)[1]).startsWith("2025-12-");
    }

    @Test
    @Tag("spark")
    void everyRunWritesTheSameBytes() throws IOException {
        List<Path> first = DemoData.write(SharedSpark.newSession(), folder.resolve("one two"));
        List<Path> second = DemoData.write(SharedSpark.newSession(), folder.resolve("three"));
        DemoData.write(SharedSpark.newSession(), folder.resolve("three"));
        assertThat(first)
                .extracting(path -> path.getFileName().toString())
                .containsExactly("sales.csv", "customers.xlsx", "products.parquet", "stores.jsonl");
        for (int i = 0; i < first.size(); i++) {
            assertThat(first.get(i)).hasSameBinaryContentAs(second.get(i));
        }
        try (var left = Files.list(folder.resolve("three"))) {
            assertThat(left).hasSize(4);
        }
    }

    @Test
    @Tag("spark")
    void otherLibrariesReadTheFiles() throws IOException {
        List<Path> files = DemoData.write(SharedSpark.newSession(), folder);
        var spark = SharedSpark.newSession();
        assertThat(spark.read().parquet(files.get(2).toString()).count()).isEqualTo(DemoRows.PRODUCTS);
        assertThat(spark.read()
                        .json(files.get(3).toString())
                        .where("floor_area_m2 > 0")
                        .count())
                .isEqualTo(DemoRows.STORES);
        try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(files.get(1)))) {
            Row first = workbook.getSheet("customers").getRow(1);
            assertThat(workbook.getSheet("customers").getLastRowNum()).isEqualTo(DemoRows.CUSTOMERS);
            assertThat(first.getCell(0).getNumericCellValue()).isEqualTo(1001);
            assertThat(first.getCell(6).getLocalDateTimeCellValue()).isBefore("2024-01-02T00:00:00");
        }
    }

    private static List<String[]> sales(DemoRows rows) {
        return rows.sales().stream().skip(1).map(line -> line.split(",", -1)).toList();
    }

    private static List<String> topNames(DemoRows rows, Map<String, BigDecimal> byProduct) {
        return rows.products().stream()
                .sorted(Comparator.comparing((DemoRows.Product product) ->
                                byProduct.getOrDefault(String.valueOf(product.id()), BigDecimal.ZERO))
                        .reversed())
                .limit(DemoRows.STARS.size())
                .map(DemoRows.Product::name)
                .toList();
    }
}
