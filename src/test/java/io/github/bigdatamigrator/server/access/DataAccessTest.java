package io.github.bigdatamigrator.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.jdbc.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataAccessTest {
    private static final String SALES = "s3a://shop/sales";

    @TempDir
    Path folder;

    private DataAccess access;

    @BeforeEach
    void allowSome() throws IOException {
        Files.createDirectories(folder.resolve("roots/events"));
        Path connections = Files.writeString(folder.resolve("connections.yaml"), """
                crm: {url: 'jdbc:postgresql://h/crm', schemas: [public, Sales]}
                all: {url: 'jdbc:postgresql://h/all'}
                """);
        access = new DataAccess(
                new DataPaths(folder.resolve("roots"), List.of("."), folder.resolve("uploads")),
                List.of(
                        SALES,
                        "abfss://data@acc.dfs.core.windows.net/",
                        "hdfs://nn:8020/warehouse/",
                        "table:sales",
                        "table:lake.`Big Data`"),
                new Connections(connections));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3a://shop/sales",
                "s3a://shop/sales/",
                "s3a://shop/sales/2024/orders.csv",
                "s3a://shop/sales/year=*/{a,b}?[0-9].parquet",
                "s3a://shop/sales/book.xlsx#Sheet 2",
                "s3a://shop/sales/a..b.csv",
                "abfss://data@acc.dfs.core.windows.net/x.csv",
                "hdfs://nn:8020/warehouse/t",
                "delta:s3a://shop/sales/events",
                "delta:s3a://shop/sales/events@v3",
                "delta:events",
                "delta:events@v12",
                "table:sales",
                "table:sales.orders",
                "table:SALES.`Orders`",
                "table:`sales`.*",
                "TABLE:sales.orders",
                "table:lake.`big data`.`50 % off`",
                "db:crm#public.orders",
                "db:crm#sales.*,PUBLIC.\"Odd \"\"name\"",
                "db:crm#orders",
                "db:all#secret.x"
            })
    void whatTheOperatorAllowedIsAllowed(String name) {
        assertThat(access.allowed(name)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3a://shop/sales2",
                "s3a://shop/sale",
                "s3a://shop/",
                "s3a://shop",
                "s3a://shop/sal*",
                "s3a://shop/*/x",
                "s3a://shop/sales/../secret",
                "s3a://shop/sales/..",
                "s3a://shop/sales/./x",
                "s3a://shop/sales/{..,x}/../secret",
                "s3a://shop/sales/{x,../../secret}",
                "s3a://shop/sales/{{x,y},/z}",
                "s3a://shop//sales/x",
                "s3a://shop/sales//x",
                "s3a:///sales/x",
                "s3a:/shop/sales/x",
                "s3a:shop/sales/x",
                "s3a://shop/sales/%2e%2e/secret",
                "s3a://shop/sales%2f..%2fsecret",
                "s3a://shop/sales\\..\\secret",
                "s3a://shop/sales/x\n",
                "S3A://shop/sales/x",
                "s3a://SHOP/sales/x",
                "s3a://shop/SALES/x",
                "s3a://evil@shop/sales/x",
                "s3a://shop@evil/sales/x",
                "s3a://key:secret@shop/sales/x",
                "s3a://shop:80@evil/sales/x",
                "s3a://shop:8080/sales/x",
                "s3a://shop.evil/sales/x",
                "s3a://shop#@evil/sales/x",
                "s3a://shop?x=/sales/x",
                "s3a://s*/sales/x",
                "s3n://shop/sales/x",
                "hdfs://nn/warehouse/t",
                "hdfs://nn:8021/warehouse/t",
                "webhdfs://nn:8020/warehouse/t",
                "har://s3a-shop/sales/x.har/y",
                "viewfs://shop/sales/x",
                "abfs://data@acc.dfs.core.windows.net/x.csv",
                "abfss://other@acc.dfs.core.windows.net/x.csv",
                "abfss://data@acc.dfs.core.windows.net.evil/x.csv",
                "delta:s3a://shop/secret/events",
                "delta:s3a://shop/sales/../secret@v1",
                "delta:/etc",
                "delta:../x",
                "delta:",
                "delta:table:sales.x",
                "delta:delta:s3a://shop/sales/x",
                "delta:db:crm#public.orders",
                "delta:http://127.0.0.1/x",
                "table:secret.orders",
                "table:sales2.orders",
                "table:*",
                "table:*.orders",
                "table:spark_catalog.secret.orders",
                "table:parquet.`/etc/passwd`",
                "table:`sales.orders",
                "table:`sales``.x`.y",
                "table:`sales.x`.y",
                "table: sales.orders",
                "table:sales .orders",
                "table:sales.orders; DROP TABLE x",
                "table:sales..orders",
                "table:sales.",
                "table:",
                "table:lake.small",
                "db:crm#secret.orders",
                "db:crm#public.orders,secret.x",
                "db:crm#public.orders,\"secret\".x",
                "db:crm",
                "db:crm#",
                "db:nowhere#public.orders",
                "db:null#public.orders",
                "DB:crm#public.orders",
                "db:crm/../all#secret.x",
                "jdbc:postgresql://h/crm#public.orders",
                "dataframe:sales"
            })
    void whatOnlyLooksLikeItIsForbidden(String name) {
        assertThatThrownBy(() -> access.allowed(name))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PATH_FORBIDDEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://data.example/",
                "file:/data",
                "/data",
                "sales",
                "s3a:",
                "s3a://",
                "s3a://shop/*",
                "s3a://a/../b",
                "s3a://k:s@shop/",
                "jdbc:postgresql://h/crm",
                "db:crm",
                "delta:s3a://shop",
                "viewfs://c/",
                "table:",
                "har://x/"
            })
    void anEntryThatCannotBeCheckedIsRefusedAtTheStart(String entry) {
        List<String> entries = List.of(entry);
        Connections none = new Connections(folder);
        DataPaths files = new DataPaths(folder, List.of("."), folder);
        assertThatThrownBy(() -> new DataAccess(files, entries, none)).hasMessageContaining("DATA_SOURCES");
    }

    @Test
    void whatIsAllowedIsOffered() {
        assertThat(access.offered())
                .containsExactly(
                        "db:crm",
                        "db:all",
                        "s3a://shop/sales/",
                        "abfss://data@acc.dfs.core.windows.net/",
                        "hdfs://nn:8020/warehouse/",
                        "table:sales.*",
                        "table:lake.`big data`.*");
    }
}
