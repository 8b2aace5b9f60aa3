package io.github.bigdatamigrator.schema.postgresql;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.query.TableExporter.Exported;
import io.github.bigdatamigrator.context.query.TableExporter.ExportedColumn;
import io.github.bigdatamigrator.schema.Migration;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable;
import io.github.bigdatamigrator.schema.SchemaPlan.TargetTable.TargetColumn;
import io.github.bigdatamigrator.sql.SqlLiterals;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes scripts for {@code psql} that load a migration's files and verify the loaded data. */
public final class PostgresScripts {
    private static final int COLUMNS_PER_QUERY = 300; // of at most 1,664 columns, three for each here

    public static final String MIGRATE = """
        #!/usr/bin/env bash
        # Creates the tables, loads the data, and verifies it. Arguments and the PG* variables go to psql:
        #   ./migrate.sh -d mydb
        # A failed load is rolled back. Verification fails when a single value is missing or different.
        set -euo pipefail
        cd "$(dirname "${BASH_SOURCE[0]}")"
        if ! command -v psql > /dev/null; then
          echo "migrate: psql is not installed. Install PostgreSQL's client \
        (Debian: apt-get install postgresql-client)." >&2
          exit 2
        fi
        run() { psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 "$@"; }
        run "$@" --single-transaction --file schema.sql
        run "$@" --file load.sql
        run "$@" --file verify.sql
        """;

    private PostgresScripts() {}

    /** Loads all files in one transaction, by psql's own copy, so that the server needs no access to the files. */
    public static String load(Migration migration) {
        StringBuilder sql = new StringBuilder("""
            -- psql --set ON_ERROR_STOP=1 -f schema.sql -f load.sql -f verify.sql
            -- Times are in UTC: times with an offset have been converted, times without one are unchanged.
            \\set ON_ERROR_STOP on
            \\encoding UTF8
            \\set here `test -e load.sql && echo on || echo off`
            \\if :here
            \\else
            """);
        sql.append("\\cd ")
                .append(SqlLiterals.quoteForPsql(
                        migration.folder().toAbsolutePath().normalize().toString()));
        sql.append("""

            \\endif
            BEGIN;
            SET CONSTRAINTS ALL DEFERRED;
            SET LOCAL DateStyle = 'ISO, YMD';
            SET LOCAL TimeZone = 'UTC';
            """);
        for (Exported exported : migration.tables()) {
            for (String file : exported.files()) {
                migration
                        .target(exported)
                        .ifPresent(table -> sql.append("\\copy " + copy(table, exported, file) + "\n"));
            }
        }
        return sql.append("COMMIT;\n").toString();
    }

    private static String copy(TargetTable table, Exported exported, String file) {
        String columns = table.columns().stream().map(TargetColumn::target).collect(Collectors.joining(", "));
        String path = "data/" + Path.of(URI.create(exported.folder())).getFileName() + "/" + file;
        return table.target() + " (" + columns + ") FROM " + SqlLiterals.quoteForPsql(path) + " WITH ("
                + (file.endsWith(".csv") ? "FORMAT csv, HEADER true" : "FORMAT text") + ", ENCODING 'UTF8')";
    }

    /** Compares rows, values, sums, and checksums of every column with the export; one scan for 300 columns. */
    public static String verify(Migration migration) {
        StringBuilder sql = new StringBuilder("""
            \\set ON_ERROR_STOP on
            SET DateStyle = 'ISO, YMD';
            SET TimeZone = 'UTC';
            BEGIN;
            CREATE TEMP TABLE migration_check (
                table_name text, column_name text, figure text, expected numeric, actual numeric) ON COMMIT DROP;
            """);
        for (Exported exported : migration.tables()) {
            migration.target(exported).ifPresent(table -> verify(table, exported, sql));
        }
        return sql.append("""
            SELECT table_name, column_name, figure, expected, actual FROM migration_check
            WHERE expected IS DISTINCT FROM actual ORDER BY 1, 2, 3;
            DO $check$
            DECLARE wrong bigint; checked bigint;
            BEGIN
                SELECT count(*) FILTER (WHERE c.expected IS DISTINCT FROM c.actual), count(*)
                    INTO wrong, checked FROM migration_check AS c;
                IF wrong > 0 THEN
                    RAISE EXCEPTION '% of % figures differ from the files', wrong, checked;
                END IF;
                RAISE NOTICE 'all % figures match the files', checked;
            END $check$;
            COMMIT;
            """).toString();
    }

    private static void verify(TargetTable table, Exported exported, StringBuilder sql) {
        int count = table.columns().size();
        for (int from = 0; from < count; from += COLUMNS_PER_QUERY) {
            List<String> figures = new ArrayList<>();
            List<String> rows = new ArrayList<>();
            if (from == 0) {
                figures.add("count(*)::numeric AS f0");
                rows.add("(NULL, 'rows', " + exported.rows() + ", f0)");
            }
            for (int i = from; i < Math.min(count, from + COLUMNS_PER_QUERY); i++) {
                column(table.columns().get(i), exported.columns().get(i), figures, rows);
            }
            sql.append("INSERT INTO migration_check\nSELECT ")
                    .append(SqlLiterals.quoteStandard(table.table()))
                    .append(", c, f, e, v FROM (\n  SELECT ")
                    .append(String.join(",\n    ", figures))
                    .append("\n  FROM ")
                    .append(table.target())
                    .append("\n) AS figures, LATERAL (VALUES\n    ")
                    .append(String.join(",\n    ", rows))
                    .append("\n) AS checks (c, f, e, v);\n");
        }
    }

    private static void column(TargetColumn column, ExportedColumn exported, List<String> figures, List<String> rows) {
        String name = SqlLiterals.quoteStandard(column.column());
        String value = column.target();
        int n = figures.size();
        figures.add("count(" + value + ")::numeric AS f" + n);
        rows.add("(" + name + ", 'values', " + exported.values() + ", f" + n + ")");
        figures.add("coalesce(sum(('x' || left(md5("
                + digested(value, exported.type().kind()) + "), 8))::bit(32)::bigint), 0)::numeric AS f" + (n + 1));
        rows.add("(" + name + ", 'checksum', " + exported.checksum() + ", f" + (n + 1) + ")");
        if (exported.sum() != null) {
            figures.add("sum(" + value + "::numeric) AS f" + (n + 2));
            rows.add("(" + name + ", 'sum', " + exported.sum() + ", f" + (n + 2) + ")");
        }
    }

    private static String digested(String value, ColumnType.Kind kind) {
        return switch (kind) {
            case DOUBLE -> "float8send(" + value + ")";
            case BINARY -> value;
            case STRING -> "convert_to(" + value + ", 'UTF8')";
            case DECIMAL -> "trim_scale(" + value + ")::text";
            case BOOLEAN, BIGINT, DATE, TIMESTAMP -> value + "::text";
        };
    }
}
