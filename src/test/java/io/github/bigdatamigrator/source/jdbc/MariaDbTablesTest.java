package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.fixture.MariaDbServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

class MariaDbTablesTest extends DatabaseContract {
    @BeforeAll
    static void require() {
        MariaDbServer.require();
    }

    @Override
    String newDatabase() throws SQLException {
        return MariaDbServer.newDatabase();
    }

    @Override
    String schema() throws SQLException {
        return connection.getCatalog();
    }

    @Override
    String numbers(int count) {
        return "(SELECT seq AS n FROM seq_1_to_" + count + ") s";
    }

    @Override
    String text(String expression) {
        return expression;
    }

    @Override
    void endOtherConnections() throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM information_schema.processlist"
                        + " WHERE id <> CONNECTION_ID() AND user = 'root' AND db = DATABASE()")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        for (long id : ids) {
            execute("KILL CONNECTION " + id);
        }
    }

    @Override
    void analyze(String table) throws SQLException {
        execute("ANALYZE TABLE " + table);
    }

    @Override
    void declareUnchecked(String table, String column, String parent) throws SQLException {
        execute(
                "SET foreign_key_checks = 0",
                "ALTER TABLE " + table + " ADD FOREIGN KEY (" + column + ") REFERENCES " + parent + " (id)",
                "SET foreign_key_checks = 1");
    }
}
