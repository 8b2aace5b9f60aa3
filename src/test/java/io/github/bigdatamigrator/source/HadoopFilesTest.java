package io.github.bigdatamigrator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.stream.Stream;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

    @ParameterizedTest
    @MethodSource("failures")
    void onlyDeniedAccessIsBlamedOnPermissions(IOException cause, String remedy) {
        assertThat(HadoopFiles.unreadable("a.parquet", new IOException("outer", cause))
                        .getMessage())
                .endsWith(remedy);
    }

    private static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new AccessDeniedException("a.parquet"), "Check its permissions."),
                arguments(new AccessControlException("denied"), "Check its permissions."),
                arguments(new FileNotFoundException("a.parquet (Permission denied)"), "Check its permissions."),
                arguments(new IOException("gone"), "It may be damaged or incomplete; copy it again."));
    }
}
