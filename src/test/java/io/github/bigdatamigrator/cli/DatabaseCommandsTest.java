package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.fixture.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands on tables of a database, the README's line among them. */
@Tag("spark")
class DatabaseCommandsTest {
    private static final String README_ADDRESS = "jdbc:postgresql://localhost/shop";

    @TempDir
    Path folder;

    private String run(String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--local-llm-model", "none", "--profile-cache-dir", "off"));
        all.addAll(List.of("--conversation-dir", folder.resolve("kept").toString()));
        return CommandRun.of(all).printed(0);
    }

    @Test
    void tablesAreProfiledAskedGuidedPlannedAndRunInJobs() throws Exception {
        String url = PostgresServer.newDatabase();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, city text);
                COMMENT ON COLUMN customers.city IS 'where invoices go';
                CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers,
                    amount numeric(9,2) CHECK (amount >= 0), placed timestamptz);
                INSERT INTO customers SELECT n, 'Customer ' || n, CASE n % 2 WHEN 0 THEN 'Oslo' ELSE 'Rome ' END
                    FROM generate_series(1, 40) n;
                INSERT INTO orders
                    SELECT n, 1 + n % 40, n * 1.25, timestamptz '2024-01-01 00:00Z' + n * interval '1 hour'
                    FROM generate_series(1, 300) n""");
        }
        Matcher line = Pattern.compile("./bdm (profile) '(" + README_ADDRESS + "#public\\.\\*)'")
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(line.find()).isTrue();
        String tables = line.group(2).replace(README_ADDRESS, url);

        assertThat(run(line.group(1), tables))
                .contains(
                        "2 tables · 340 rows",
                        "orders.customer_id → customers.id",
                        "declared in the database; every value is found",
                        "declared: key id; customer_id → customers(id); CHECK ((amount >= (0)::numeric))",
                        "“where invoices go”");
        assertThat(run("ask", tables, "-q", "How many rows does orders have?")).contains("300");
        assertThat(run("ask", tables, "-q", "SELECT city, COUNT(*) AS n FROM customers GROUP BY city ORDER BY city"))
                .contains("Oslo", "Rome", "20");
        assertThat(run("guide", tables)).contains("customers", "orders");
        String plan = run(
                "optimize-schema",
                tables,
                "--target",
                "postgresql",
                "--out",
                folder.resolve("plan").toString());
        assertThat(plan).contains("PRIMARY KEY").contains("FOREIGN KEY");
        assertThat(folder.resolve("plan/load.sql")).exists();
        Path job = Files.writeString(
                folder.resolve("job.yaml"),
                "title: Shop\nfiles:\n  - \"" + tables
                        + "\"\nquestions:\n  - How many rows does customers have?\noutput: " + folder.resolve("results")
                        + "\n");
        assertThat(run("run", job.toString())).isNotEmpty();
        assertThat(Files.readString(folder.resolve("results/profile.json"))).contains("\"declared\"", "numeric(9,2)");
    }
}
