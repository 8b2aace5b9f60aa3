package io.github.bigdatamigrator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DialectJsonTest {
    static Stream<DialectOptions> options() {
        return Stream.of(
                DialectOptions.NONE,
                DialectOptions.builder()
                        .delimiter(";")
                        .encoding("windows-1252")
                        .headerRows(0)
                        .build(),
                DialectOptions.builder()
                        .delimiter("\t")
                        .quote('\0')
                        .escape('\\')
                        .comment('#')
                        .build(),
                DialectOptions.builder().delimiter("tab").quote('"').escape('"').build(),
                DialectOptions.builder().delimiter("\\t\u0001 ||").comment('\0').build(),
                DialectOptions.builder()
                        .decimalComma()
                        .grouping(' ')
                        .skipLines(3)
                        .footerLines(2)
                        .build(),
                DialectOptions.builder()
                        .decimalPoint()
                        .grouping('\0')
                        .nullValue("n/a")
                        .nullValue("-")
                        .build());
    }

    @ParameterizedTest
    @MethodSource("options")
    void optionsAreReadBackEqual(DialectOptions options) {
        assertThat(DialectJson.parse(Json.compact(DialectJson.write(options)))).isEqualTo(options);
    }

    @Test
    void theFieldsHaveTheNamesOfTheFlags() {
        assertThat(DialectJson.parse("""
            {"delimiter": "tab", "quote": "none", "no_header": true, "decimal_comma": true, "thousands": ".",
             "skip_lines": 1, "skip_footer": 2, "null_value": ["x", "y"], "comment": "#", "encoding": "UTF-8"}\
            """))
                .isEqualTo(DialectOptions.builder()
                        .delimiter("\t")
                        .quote('\0')
                        .headerRows(0)
                        .decimalComma()
                        .grouping('.')
                        .skipLines(1)
                        .footerLines(2)
                        .nullValue("x")
                        .nullValue("y")
                        .comment('#')
                        .encoding("UTF-8")
                        .build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "[] ! dialect is [] ! {\"delimiter\": \";\"}",
                "{\"delimeter\": \";\"} ! 'delimeter' ! delimiter, encoding",
                "{\"delimiter\": 1} ! dialect.delimiter is 1 ! string",
                "{\"delimiter\": \"\"} ! dialect.delimiter is empty ! one or more characters",
                "{\"quote\": \"double\"} ! dialect.quote is “double” ! one character",
                "{\"encoding\": \"latin-seven\"} ! dialect.encoding: “latin-seven” ! Try UTF-8",
                "{\"header_rows\": 21} ! dialect.header_rows: “21” ! from 0 to 20",
                "{\"header_rows\": 1.5} ! dialect.header_rows is 1.5 ! whole number",
                "{\"skip_footer\": -1} ! dialect.skip_footer: “-1” ! from 0 to 1000",
                "{\"no_header\": \"yes\"} ! dialect.no_header is \"yes\" ! true or false",
                "{\"null_value\": [1]} ! each of dialect.null_value is 1 ! string",
                "{\"decimal_comma\": true, \"decimal_point\": true} ! decimal_comma ! Give one of them",
                "{\"no_header\": true, \"header_rows\": 2} ! header_rows ! Give one of them"
            })
    void anInvalidValueIsRejectedWithItsFieldAndARemedy(String json, String named, String remedy) {
        assertThatThrownBy(() -> DialectJson.parse(json))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
                .hasMessageContaining(named)
                .hasMessageContaining(remedy);
    }
}
