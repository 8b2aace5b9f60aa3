package io.github.bigdatamigrator.checks;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.PostgresServer;
import io.github.bigdatamigrator.source.discovery.DataSources;
import io.github.bigdatamigrator.verification.SparkClaimVerifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Files that are profiled, checked, and loaded into a PostgreSQL of their own under their original names. */
final class CheckedData implements AutoCloseable {
    private static final Pattern STATEMENT = Pattern.compile("(?ms)^SELECT '([^']*)' AS check_name, .*?;$");

    final DataContext context;
    final DataChecks checks;
    final SparkSession session;
    final Connection postgres;

    CheckedData(SparkSession session, LocalDate today, Path... files) throws SQLException {
        this.session = session;
        DataContextBuilder builder = DataContextBuilder.on(session);
        for (Path file : files) {
            builder.add(file.toString());
        }
        context = builder.build();
        for (TableProfile table : context.tables()) {
            DataSources.view(session, table).createOrReplaceTempView("`" + table.sqlName() + "`");
        }
        checks = DataChecks.of(context, new SparkClaimVerifier(session), today);
        postgres = DriverManager.getConnection(PostgresServer.newDatabase());
        for (TableProfile table : context.tables()) {
            load(table);
        }
    }

    private void load(TableProfile table) throws SQLException {
        List<String> columns = table.columns().stream()
                .map(column -> quoted(column.name()) + " "
                        + switch (column.type().kind()) {
                            case BOOLEAN -> "boolean";
                            case BIGINT, DECIMAL, DOUBLE -> "numeric";
                            case DATE -> "date";
                            case TIMESTAMP -> "timestamp";
                            case STRING, BINARY -> "text";
                        })
                .toList();
        String name = quoted(table.name());
        execute("CREATE TABLE " + name + " (" + String.join(", ", columns) + ")");
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert = postgres.prepareStatement("INSERT INTO " + name + " VALUES (" + marks + ")")) {
            for (Row row : session.table("`" + table.sqlName() + "`").collectAsList()) {
                for (int i = 0; i < columns.size(); i++) {
                    insert.setObject(i + 1, row.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The statements of the SQL file by the name of their check. */
    Map<String, String> statements() {
        Map<String, String> statements = new LinkedHashMap<>();
        Matcher statement = STATEMENT.matcher(checks.text(CheckFormat.SQL, "data"));
        while (statement.find()) {
            statements.put(
                    statement.group(1),
                    statement.group().substring(0, statement.group().length() - 1));
        }
        return statements;
    }

    /** The names of the checks that PostgreSQL finds broken. */
    List<String> broken() throws SQLException {
        List<String> broken = new ArrayList<>();
        for (Map.Entry<String, String> statement : statements().entrySet()) {
            if (violations(statement.getValue()) > 0) {
                broken.add(statement.getKey());
            }
        }
        return broken;
    }

    /** The last number of the only row. */
    long violations(String sql) throws SQLException {
        try (Statement statement = postgres.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(rows.getMetaData().getColumnCount());
        }
    }

    /** The values of a query with one column, as a list of literals in parentheses. */
    String texts(String sql) throws SQLException {
        try (Statement statement = postgres.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add("'" + rows.getString(1).replace("'", "''") + "'");
            }
            return "(" + String.join(", ", texts) + ")";
        }
    }

    /** The names of the checks that are broken after the statements, which are taken back. */
    List<String> brokenBy(String... statements) throws SQLException {
        postgres.setAutoCommit(false);
        try {
            for (String statement : statements) {
                execute(statement);
            }
            return broken();
        } finally {
            postgres.rollback();
            postgres.setAutoCommit(true);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = postgres.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The lines of a CSV file with numbered rows. */
    static List<String> rows(String header, int count, java.util.function.IntFunction<String> row) {
        List<String> lines = new ArrayList<>(List.of(header));
        IntStream.range(0, count).mapToObj(row).forEach(lines::add);
        return lines;
    }

    @Override
    public void close() throws SQLException {
        postgres.close();
    }
}
