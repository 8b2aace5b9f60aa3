package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.fixture.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/** A new database on an embedded PostgreSQL server, with the psql commands that migration scripts use. */
final class PostgresDatabase implements AutoCloseable {
    private static final Pattern COPY = Pattern.compile("\\\\copy (.*) FROM '([^']+)' (WITH \\(.*\\))");

    private final Connection connection;

    PostgresDatabase() throws SQLException {
        connection = DriverManager.getConnection(PostgresServer.newDatabase());
    }

    /** Runs the three scripts; the last one throws if a figure differs. */
    void migrate(Path folder) throws IOException, SQLException {
        execute(Files.readString(folder.resolve("schema.sql")));
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve("load.sql"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher copy = COPY.matcher(line);
                if (copy.matches()) {
                    try (InputStream data = Files.newInputStream(folder.resolve(copy.group(2)))) {
                        connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyIn("COPY " + copy.group(1) + " FROM STDIN " + copy.group(3), data);
                    }
                } else if (!line.startsWith("\\") && !line.startsWith("--")) {
                    execute(line);
                }
            }
        }
        execute(Files.readString(folder.resolve("verify.sql")).replaceAll("(?m)^\\\\.*$", ""));
    }

    /** Adds the rows of a CSV file with a header; empty cells are null. */
    void copy(String table, String csv) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " FROM STDIN WITH (FORMAT csv, HEADER)", new StringReader(csv));
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows as texts, null being null. */
    List<List<String>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    long count(String sql) throws SQLException {
        return Long.parseLong(rows(sql).get(0).get(0));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
