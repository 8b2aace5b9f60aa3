package io.github.bigdatamigrator.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {
    @Test
    void keysStandInTheirOrderAndQuotesOnlyWhereTheyAreNeeded() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("question", "What are the top 3 products: by revenue?");
        document.put("sql", "SELECT a\nFROM t\nLIMIT 3");
        document.put("year", "2024");
        document.put("number", 3);
        document.put("tables", List.of(Map.of("name", "orders")));

        assertThat(YamlWriter.write(document)).isEqualTo("""
            question: "What are the top 3 products: by revenue?"
            sql: |-
              SELECT a
              FROM t
              LIMIT 3
            year: "2024"
            number: 3
            tables:
              - name: orders
            """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "No",
                "null",
                "~",
                "1e3",
                "0x1F",
                "1_000",
                "12:30",
                "2024-01-01",
                ".inf",
                "- a",
                "? b",
                "# c",
                "a #b",
                "a: b",
                "&a",
                "*a",
                "!t",
                "%d",
                "@x",
                "`q`",
                "'",
                "\"",
                "\\",
                "{",
                "[a]",
                "a,b",
                "|",
                ">",
                "ends with space ",
                " begins",
                "\ttab",
                "a\tb",
                "line\n",
                "\n",
                "\n\nx",
                "a\r\nb",
                "a\rb",
                "x\n  indented\n y",
                "  x\ny",
                "a \nb",
                "ü€𝄞",
                "\u0000",
                "\u0085",
                "\u2028x",
                "\uFEFFx",
                "---",
                "...",
                "a\n---\nb",
                "=",
                "<<",
                "x: |",
                "on"
            })
    void aTextIsReadBackAsItWas(String text) {
        assertRoundTrip(text);
    }

    @Test
    void randomTextsAreReadBackAsTheyWere() {
        Random random = new Random(7);
        String alphabet = "ab 1:-#'\"\\\n\r\t|>{}[],&*!%@`?=.~ü€";
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(12), 0, alphabet.length()).forEach(at -> text.append(alphabet.charAt(at)));
            assertRoundTrip(text.toString());
        }
    }

    private static void assertRoundTrip(String text) {
        String yaml = YamlWriter.write(Map.of("key", text));

        assertThat(((Yaml.Mapping) YamlReader.read("f", yaml)).entries().get(0).value())
                .isInstanceOfSatisfying(Yaml.Scalar.class, scalar -> {
                    assertThat(scalar.text()).as(yaml).isEqualTo(text);
                    assertThat(scalar.kind()).as(yaml).isEqualTo(Yaml.Kind.TEXT);
                });
    }
}
