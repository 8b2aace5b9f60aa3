package io.github.bigdatamigrator.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks that the guard admits the full range of bounded reading SQL, rare syntax included. */
@Tag("spark")
class AllowedStatementsTest {
    @Test
    void everyAllowedStatementRuns() throws IOException {
        SparkQueryEngine engine = SalesViews.engine(SalesViews.session());
        List<String> refused = new ArrayList<>();
        for (String sql : statements()) {
            try {
                engine.run(sql);
            } catch (MigratorException e) {
                refused.add(sql + "\n    " + e.code() + " " + e.getMessage());
            }
        }

        assertThat(refused).isEmpty();
    }

    static List<String> statements() throws IOException {
        List<String> statements = new ArrayList<>();
        try (InputStream in = AllowedStatementsTest.class.getResourceAsStream("/query/harmless.sql")) {
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(statements::add);
        }
        assertThat(statements).hasSizeGreaterThanOrEqualTo(100);
        statements.add("SELECT count(*) FROM sales WHERE "
                + IntStream.range(0, 400).mapToObj(i -> "qty = " + i).collect(Collectors.joining(" OR ")));
        statements.add("SELECT count(*) FROM sales WHERE qty IN ("
                + IntStream.range(0, 3000).mapToObj(Integer::toString).collect(Collectors.joining(",")) + ")");
        statements.add("SELECT CASE "
                + IntStream.range(0, 200)
                        .mapToObj(i -> "WHEN qty = " + i + " THEN 'q" + i + "'")
                        .collect(Collectors.joining(" "))
                + " END FROM sales");
        statements.add("SELECT " + "(".repeat(60) + "qty" + ")".repeat(60) + " FROM sales");
        return statements;
    }
}
