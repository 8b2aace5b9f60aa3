package io.github.bigdatamigrator.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceNameTest {
    @ParameterizedTest
    @CsvSource({
        "sales.csv, /jobs/sales.csv",
        "/data/sales.csv, /data/sales.csv",
        "10:30.csv, /jobs/10:30.csv",
        "at:noon.csv, /jobs/at:noon.csv",
        "s3a://bucket/sales.csv, s3a://bucket/sales.csv",
        "file:/data/x, file:/data/x",
        "table:sales.orders, table:sales.orders",
        "db:crm#public.orders, db:crm#public.orders",
        "jdbc:postgresql:crm#orders, jdbc:postgresql:crm#orders",
        "delta:events, delta:/jobs/events",
        "Delta:events@v3, delta:/jobs/events@v3",
        "delta:s3a://bucket/events, delta:s3a://bucket/events"
    })
    void onlyPathsAreRelative(String name, String resolved) {
        assertThat(SourceName.resolve(name, path -> path.startsWith("/") ? path : "/jobs/" + path))
                .isEqualTo(resolved);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3a://AKIA:planted@bucket/x.csv",
                "s3a://AKIA:plan/ted@bucket/x.csv",
                "hdfs://ann:planted@host:8020/x",
                "S3A://AKIA:1planted@bucket/",
                "delta:s3a://AKIA:planted@bucket/x",
                "jdbc:postgresql://ann:planted@host:5432/crm#orders",
                "https://ann:planted@[::1]:80/x",
                "hdfs://ann:12planted@host/x"
            })
    void anAddressWithAPasswordIsRefusedAndNotRepeated(String name) {
        assertThatThrownBy(() -> SourceName.requireNoPassword(name))
                .hasMessageContaining("password")
                .hasMessageNotContaining("plan")
                .hasMessageNotContaining("AKIA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3a://bucket/at:noon@x.csv",
                "hdfs://host:8020/x",
                "hdfs://[::1]:8020/x",
                "abfss://container@account.dfs.core.windows.net/x",
                "jdbc:oracle:thin:@//host:1521/service#T",
                "jdbc:sqlserver://host:1433;databaseName=crm#dbo.T",
                "jdbc:postgresql://a:5432,b:5433/crm#t",
                "table:a.b",
                "C:\\data\\x.csv",
                "data//at:noon@x"
            })
    void otherNamesAreNot(String name) {
        assertThatCode(() -> SourceName.requireNoPassword(name)).doesNotThrowAnyException();
    }
}
