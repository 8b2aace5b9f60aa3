package io.github.bigdatamigrator.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HadoopFilesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[UNSUPPORTED_TIME_TYPE] The data type TIME is not supported. SQLSTATE: 0A000",
                "[PARQUET_TYPE_ILLEGAL] Illegal Parquet type: INT64 (TIMESTAMP(NANOS,false)). SQLSTATE: 42846"
            })
    void reportsAnUnsupportedTypeWithoutCallingTheFileBroken(String message) {
        assertThat(HadoopFiles.unreadable("times.parquet", new IOException(new RuntimeException(message)))
                        .getMessage())
                .startsWith("Cannot read times.parquet (" + message + "). Spark does not support a column's type.")
                .doesNotContain("complete");
    }

    @Test
    void otherFailuresAdviseToCheckTheFile() {
        assertThat(HadoopFiles.unreadable("a.parquet", new IOException("gone")).getMessage())
                .endsWith("Check its permissions and that it is complete.");
    }
}
