package io.github.bigdatamigrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the cases of the table {@code conversation/outcomes.txt}. Each case has the data, the replies of the model and
 * the question, and the expected outcome, model calls, SQL, rows, warnings and content. {@link OutcomeCase} documents
 * the format.
 */
class OutcomesTest {
    private static final String TABLE = "/conversation/outcomes.txt";

    static Stream<Arguments> cases() throws IOException {
        String text;
        try (InputStream table = Objects.requireNonNull(OutcomesTest.class.getResourceAsStream(TABLE))) {
            text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, String> aliases = new LinkedHashMap<>();
        List<Arguments> cases = new ArrayList<>();
        String[] blocks = text.split("(?m)^== ");
        blocks[0].lines().filter(line -> line.startsWith("$")).forEach(line -> {
            String[] alias = line.split(" = ", 2);
            aliases.put(alias[0], alias[1]);
        });
        for (int i = 1; i < blocks.length; i++) {
            List<String> lines = blocks[i]
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            int end = lines.indexOf("--");
            cases.add(arguments(
                    lines.get(0),
                    new OutcomeCase(aliases, lines.subList(1, end)),
                    String.join("\n", lines.subList(end + 1, lines.size()))));
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theOutcomeIsUnchanged(String name, OutcomeCase given, String frozen) {
        assertThat(given.outcome()).as(name).isEqualTo(frozen);
    }
}
