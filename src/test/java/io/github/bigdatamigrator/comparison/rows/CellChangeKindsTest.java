package io.github.bigdatamigrator.comparison.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellChangeKindsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "NULL",
            value = {
                "TEXT   | \"Ann\"       | \" Ann \"               | TRIMMING",
                "TEXT   | \"New  York\" | \"New York\"            | TRIMMING",
                "TEXT   | Ann           | ANN                     | CASE",
                "TEXT   | Grün          | Grun                    | ENCODING",
                "TEXT   | Grün          | Gr?n                    | ENCODING",
                "TEXT   | Grün          | GrÃ¼n                   | ENCODING",
                "TEXT   | €5            | â‚¬5                    | ENCODING",
                "TEXT   | Gru?          | Grau                    | OTHER",
                "TEXT   | Lieferschein  | Liefer                  | TRUNCATION",
                "TEXT   | Ann           | Bob                     | OTHER",
                "TEXT   | Ann           | NULL                    | NULLED",
                "TEXT   | NULL          | Ann                     | FILLED",
                "TEXT   | NULL          | \"\"                    | NULL_OR_EMPTY",
                "TEXT   | 12.346        | 12.35                   | ROUNDING",
                "TEXT   | 2024-01-01 10:00:00 | 2024-01-01 12:00:00 | TIME_ZONE",
                "NUMBER | 17.49         | 17.5                    | ROUNDING",
                "NUMBER | 17.49         | 17                      | ROUNDING",
                "NUMBER | 17.99         | 17                      | ROUNDING",
                "NUMBER | -17.51        | -18                     | ROUNDING",
                "NUMBER | 17.49         | 18.49                   | OTHER",
                "NUMBER | 17            | 18                      | OTHER",
                "NUMBER | 1234567       | 1234600                 | ROUNDING",
                "NUMBER | 17            | 20                      | OTHER",
                "NUMBER | 0.4           | -0.4                    | OTHER",
                "NUMBER | 100000001     | 100000002               | OTHER",
                "NUMBER | 1234          | 12                      | OTHER",
                "DOUBLE | 0.30000000000000004 | 0.3               | ROUNDING",
                "DOUBLE | 0.1           | 0.10000000149011612     | ROUNDING",
                "DOUBLE | 1.0E10        | 2.0E10                  | OTHER",
                "TIME   | 2024-01-01T10:00 | 2024-01-01T11:00     | TIME_ZONE",
                "TIME   | 2024-01-01T23:00 | 2024-01-02T04:45     | TIME_ZONE",
                "TIME   | 2024-01-01T10:00 | 2024-01-01T10:07     | OTHER",
                "TIME   | 2024-01-01T10:00:01.25 | 2024-01-01T10:00:01 | ROUNDING",
                "TIME   | 2024-01-01T10:07:03 | 2024-01-01        | TRUNCATION",
                "TIME   | 2024-01-01    | 2024-01-02              | OTHER",
                "BOOLEAN| true          | false                   | OTHER",
            })
    void theKindOfAChange(Meaning.Kind meaning, String before, String after, ChangeKind kind) {
        assertThat(CellChangeKinds.of(before, after, meaning)).isEqualTo(kind);
        ChangeKind mirrored = switch (kind) {
            case NULLED -> ChangeKind.FILLED;
            case FILLED -> ChangeKind.NULLED;
            default -> kind;
        };
        assertThat(CellChangeKinds.of(after, before, meaning)).isEqualTo(mirrored);
    }

    @Test
    void anotherCompositionOfTheSameCharactersIsAnEncoding() {
        assertThat(CellChangeKinds.of("é", "e\u0301", Meaning.Kind.TEXT)).isEqualTo(ChangeKind.ENCODING);
        String misread = new String("Größe".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(CellChangeKinds.of("Größe", misread, Meaning.Kind.TEXT)).isEqualTo(ChangeKind.ENCODING);
    }
}
