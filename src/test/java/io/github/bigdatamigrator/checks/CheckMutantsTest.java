package io.github.bigdatamigrator.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.fixture.Tpch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the checks with the full set of all possible ones, one for each figure of the profile, by the faults that
 * each finds in TPC-H.
 */
@Tag("spark")
@Tag("long")
class CheckMutantsTest {
    private static final int MUTANTS = 200;

    @TempDir
    Path folder;

    private final Random random = new Random(23);

    /** @param checks the SQL of all possible checks, each with one number of violations */
    private record FullSet(List<String> checks) {
        static FullSet of(CheckedData data) throws SQLException {
            FullSet full = new FullSet(new ArrayList<>());
            for (TableProfile table : data.context.tables()) {
                String name = CheckedData.quoted(table.name());
                full.add("SELECT CASE WHEN count(*) <> " + table.rows() + " THEN 1 ELSE 0 END FROM " + name);
                for (ColumnProfile column : table.columns()) {
                    full.add(data, name, column);
                }
            }
            for (Relationship edge : data.context.relationships()) {
                List<String> pairs = new ArrayList<>();
                for (int i = 0; i < edge.fromColumns().size(); i++) {
                    pairs.add("p." + CheckedData.quoted(edge.toColumns().get(i)) + " = c."
                            + CheckedData.quoted(edge.fromColumns().get(i)));
                }
                full.add("SELECT count(*) FROM " + CheckedData.quoted(edge.fromTable())
                        + " c WHERE NOT EXISTS (SELECT 1 FROM " + CheckedData.quoted(edge.toTable()) + " p WHERE "
                        + String.join(" AND ", pairs) + ")");
            }
            return full;
        }

        private void add(CheckedData data, String name, ColumnProfile column) throws SQLException {
            String cell = CheckedData.quoted(column.name());
            String rows = "SELECT count(*) FROM " + name + " WHERE " + cell;
            boolean text = column.type().kind() == ColumnType.Kind.STRING;
            if (column.nulls() == 0) {
                add(rows + " IS NULL");
            }
            if (column.unique().value()) {
                add("SELECT count(*) FROM (SELECT 1 FROM " + name + " GROUP BY " + cell + " HAVING count(*) > 1) d");
            }
            if (column.distinct().value() <= 20) {
                add(rows + " NOT IN " + data.texts("SELECT DISTINCT " + cell + " FROM " + name));
            }
            add(rows + " < " + data.texts("SELECT min(" + cell + ") FROM " + name));
            add(rows + " > " + data.texts("SELECT max(" + cell + ") FROM " + name));
            if (text && column.lengths() != null) {
                add("SELECT count(*) FROM " + name + " WHERE length(" + cell + ") < "
                        + column.lengths().min());
                add("SELECT count(*) FROM " + name + " WHERE length(" + cell + ") > "
                        + column.lengths().max());
            }
            if (text && column.findings().shapes() != null) {
                String pattern = column.findings().shapes().shapes().stream()
                        .map(shape -> pattern(shape.shape()))
                        .collect(Collectors.joining("|", "^(", ")$"));
                String check = rows + " !~ '" + pattern.replace("'", "''") + "'";
                if (data.violations(check) == 0) {
                    add(check);
                }
            }
        }

        private static String pattern(String shape) {
            return shape.replaceAll("([\\\\.^$|?*()\\[\\]{}])", "\\\\$1")
                    .replaceAll("(?<![Aa9])\\+", "[+]")
                    .replaceAll("[Aa]", "[[:alpha:]]")
                    .replace("9", "[0-9]");
        }

        private void add(String check) {
            checks.add(check);
        }
    }

    @Test
    void aFewChecksFindNearlyAllFaultsThatAllPossibleChecksFind() throws Exception {
        Tpch.write(folder, 0.001);
        try (Stream<Path> files = Files.list(folder);
                CheckedData data = new CheckedData(
                        SharedSpark.newSession(),
                        LocalDate.now(ZoneOffset.UTC),
                        files.sorted().toArray(Path[]::new))) {
            FullSet full = FullSet.of(data);
            assertThat(data.broken()).isEmpty();
            assertThat(data.checks.size()).isLessThan(full.checks().size() * 15 / 100);
            int found = 0;
            int both = 0;
            Map<String, List<String>> missed = new TreeMap<>();
            for (int i = 0; i < MUTANTS; i++) {
                String mutant = mutant(data, i);
                data.postgres.setAutoCommit(false);
                data.execute(mutant);
                boolean any = false;
                for (String check : full.checks()) {
                    any = any || data.violations(check) > 0;
                }
                boolean ours = !data.broken().isEmpty();
                data.postgres.rollback();
                data.postgres.setAutoCommit(true);
                found += any ? 1 : 0;
                both += any && ours ? 1 : 0;
                if (any && !ours) {
                    missed.computeIfAbsent(mutant, key -> new ArrayList<>()).add("missed");
                }
            }
            assertThat((double) both / found)
                    .as(both + " of " + found + ", without " + missed.keySet())
                    .isGreaterThanOrEqualTo(0.9);
        }
    }

    /** A statement that makes a fault; the kinds take turns, table, column and rows are drawn. */
    private String mutant(CheckedData data, int number) {
        while (true) {
            TableProfile table = pick(data.context.tables());
            ColumnProfile column = pick(table.columns());
            String name = CheckedData.quoted(table.name());
            String cell = CheckedData.quoted(column.name());
            boolean text = column.type().kind() == ColumnType.Kind.STRING;
            boolean key = table.primaryKey() != null && table.primaryKey().contains(column.name());
            List<Relationship> edges = data.context.relationships().stream()
                    .filter(edge -> edge.fromTable().equals(table.name())
                            && edge.fromColumns().get(0).equals(column.name()))
                    .toList();
            boolean measure = column.type().numeric() && !key && edges.isEmpty();
            String some = " WHERE ctid IN (SELECT ctid FROM " + name + " WHERE " + cell
                    + " IS NOT NULL ORDER BY md5(ctid::text || " + number + ") LIMIT "
                    + Math.max(1, (long) (pick(List.of(0.0, 0.05, 0.3)) * table.rows())) + ")";
            String set = "UPDATE " + name + " SET " + cell + " = ";
            String mutant = switch (number % 12) {
                case 0 -> key || !edges.isEmpty() ? set + "NULL" + some : "";
                case 1 -> key ? "INSERT INTO " + name + " SELECT * FROM " + name + some : "";
                case 2 -> edges.isEmpty() ? "" : set + cell + " + 1000000" + some;
                case 3 ->
                    text && column.distinct().value() <= 20 && table.rows() >= 200 ? set + "'UNKNOWN'" + some : "";
                case 4 -> measure ? set + "-" + cell + some : "";
                case 5 -> measure ? set + "100 * " + cell + some : "";
                case 6 -> column.type().temporal() ? set + cell + " + interval '30 years'" + some : "";
                case 7 -> "DELETE FROM " + name + some;
                case 8 -> measure ? set + cell + " * 1000" : "";
                case 9 -> !key && edges.isEmpty() ? set + (text ? "''" : "NULL") + some : "";
                case 10 -> !key && edges.isEmpty() ? set + "NULL" + some : "";
                default -> column.type().temporal() ? set + cell + " - interval '100 years'" + some : "";
            };
            if (!mutant.isEmpty()) {
                return mutant;
            }
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
