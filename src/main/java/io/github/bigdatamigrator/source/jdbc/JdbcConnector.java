package io.github.bigdatamigrator.source.jdbc;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.ColumnNaming;
import io.github.bigdatamigrator.source.Connector;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.jdbc.DatabaseTable.Described;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Opens tables of databases: {@code jdbc:postgresql://host/db#public.orders}, {@code db:crm#public.*}. */
public final class JdbcConnector implements Connector {
    @Override
    public SourceFormat format() {
        return SourceFormat.JDBC;
    }

    @Override
    public List<String> prefixes() {
        return List.of(TableSelection.JDBC, TableSelection.NAMED);
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public List<NamedTable> find(LazySpark spark, String name) {
        TableSelection selection = TableSelection.parse(name);
        DatabaseConnection place = DatabaseConnections.of(selection.place());
        Connection connection = DatabaseConnections.open(place);
        try {
            TableCatalog catalog = new TableCatalog(place, connection);
            List<DatabaseTable> tables = catalog.find(selection.patterns());
            Map<String, Integer> names = new HashMap<>();
            tables.forEach(table -> names.merge(table.name(), 1, Integer::sum));
            List<NamedTable> found = new ArrayList<>();
            for (DatabaseTable table : tables) {
                String location = table.location(place.place());
                boolean unique = names.getOrDefault(table.name(), 0) == 1;
                found.add(new NamedTable(
                        unique ? table.name() : table.space() + "_" + table.name(),
                        location,
                        Origin.ofTable(format().text(), location, catalog.version(catalog.describe(table)))));
            }
            return found;
        } catch (SQLException e) {
            throw DatabaseSnapshot.failed("Cannot list the tables of " + place.place(), e);
        } finally {
            DatabaseConnections.close(connection);
        }
    }

    /** The connections of a profile that is being made. */
    private static DatabaseSnapshot snapshot(LazySpark spark, DatabaseConnection place) {
        return spark.shared(place, () -> DatabaseSnapshot.open(place, DatabaseConnections.most()));
    }

    @Override
    public SourceTable open(LazySpark spark, NamedTable named) {
        TableSelection selection = TableSelection.parse(named.location());
        DatabaseConnection place = DatabaseConnections.of(selection.place());
        DatabaseSnapshot snapshot = snapshot(spark, place);
        return snapshot.call("Cannot read " + named.location(), connection -> {
            TableCatalog catalog = new TableCatalog(place, connection);
            DatabaseTable table = catalog.find(selection.patterns()).get(0);
            Described described = catalog.describe(table);
            if (described.columns().isEmpty()) {
                throw new MigratorException(
                        ErrorCode.FILE_UNREADABLE, named.location() + " has no columns that this user may read.");
            }
            JdbcTable opened = table(named, described, snapshot);
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery(opened.probe()).close();
            }
            return opened;
        });
    }

    private static JdbcTable table(NamedTable named, Described described, DatabaseSnapshot snapshot) {
        List<Problem> problems = new ArrayList<>();
        List<SourceColumn> names = ColumnNaming.columns(
                named.name(),
                described.columns().stream().map(DatabaseColumn::name).toList(),
                problems);
        List<SourceColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new SourceColumn(
                    names.get(i).name(),
                    names.get(i).sqlName(),
                    described.columns().get(i).type()));
        }
        if (snapshot.takeFirst()) {
            problems.addAll(problems(named.name(), snapshot));
        }
        return new JdbcTable(
                named.name(),
                named.location(),
                named.origin().withSchema(JdbcView.schema(described)),
                columns,
                problems,
                described,
                snapshot);
    }

    private static List<Problem> problems(String table, DatabaseSnapshot snapshot) {
        List<Problem> problems = new ArrayList<>();
        String place = snapshot.place().place();
        if (!snapshot.consistent()) {
            problems.add(new Problem(
                    table,
                    "the connections to " + place + " read at slightly different times, so that figures may mix states"
                            + " if rows were changed meanwhile",
                    1,
                    Problem.Severity.LOW));
        }
        problems.add(new Problem(
                table,
                "whether " + place + " has changed since is only guessed, from row estimates and counters of the"
                        + " database; --refresh reads it again",
                1,
                Problem.Severity.LOW));
        return problems;
    }

    @Override
    public @Nullable String version(LazySpark spark, Origin origin) {
        return origin.version();
    }

    @Override
    public Dataset<Row> view(SparkSession spark, TableProfile table, List<ColumnProfile> originals) {
        return JdbcView.of(spark, table, originals, null);
    }

    @Override
    public Dataset<Row> viewWhileProfiling(LazySpark spark, TableProfile table) {
        DatabaseConnection place =
                DatabaseConnections.of(TableSelection.parse(table.location()).place());
        return JdbcView.of(
                spark.session(), table, List.of(), snapshot(spark, place).onConnect());
    }
}
