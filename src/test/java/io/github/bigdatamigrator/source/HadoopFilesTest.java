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
    void aFileWithATypeThatSparkLacksIsNotSaidToBeBroken(String said) {
        assertThat(HadoopFiles.unreadable("times.parquet", new IOException(new RuntimeException(said)))
                        .getMessage())
                .startsWith("Cannot read times.parquet (" + said + "). Spark cannot hold that type of a column.")
                .doesNotContain("whole");
    }

    @Test
    void anyOtherFailureMayBeOneOfTheFile() {
        assertThat(HadoopFiles.unreadable("a.parquet", new IOException("gone")).getMessage())
                .endsWith("Check its permissions and that it is whole.");
    }
}
