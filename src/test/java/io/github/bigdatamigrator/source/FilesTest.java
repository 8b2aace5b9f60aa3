package io.github.bigdatamigrator.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FilesTest {
    @Test
    void aFileWithATypeThatSparkLacksIsNotSaidToBeBroken() {
        Exception cause = new IOException(new RuntimeException("Illegal Parquet type: INT64 (TIME(MICROS,true))."));

        assertThat(Files.unreadable("times.parquet", cause).getMessage())
                .startsWith(
                        "Cannot read times.parquet (Illegal Parquet type: INT64 (TIME(MICROS,true)).). Spark cannot hold")
                .doesNotContain("whole");
        assertThat(Files.unreadable("a.parquet", new IOException("gone")).getMessage())
                .endsWith("Check its permissions and that it is whole.");
    }
}
