package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.migration.MigrationPlan.Table;
import io.github.bigdatamigrator.schema.TargetType;
import io.github.bigdatamigrator.schema.postgresql.PostgresSql;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Spells names, types and keys of a plan. */
final class SchemaNames {
    private static final int MAX_BYTES = 63; // of a name in PostgreSQL

    private SchemaNames() {}

    /** A name without the quotes of either dialect. */
    static String unquoted(String quoted) {
        char quote = quoted.isEmpty() ? ' ' : quoted.charAt(0);
        return quote == '"' || quote == '`'
                ? quoted.substring(1, quoted.length() - 1).replace("" + quote + quote, "" + quote)
                : quoted;
    }

    static boolean fits(String name) {
        return !name.isBlank()
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && name.chars().noneMatch(Character::isISOControl);
    }

    /** The type as PostgreSQL spells it, which Spark's types are read from too. */
    static String type(TargetType type) {
        return new PostgresSql().type(type);
    }

    /** The profile of the table with that SQL name. */
    static TableProfile profile(DataContext data, String sqlName) {
        return data.tables().stream()
                .filter(table -> table.sqlName().equals(sqlName))
                .findFirst()
                .orElseThrow(() -> MigratorException.badInput("The data has no table " + sqlName + "."));
    }

    /** The primary key, if any, then the unique keys. */
    static List<List<String>> keys(Table table) {
        List<List<String>> keys = new ArrayList<>();
        if (!table.primaryKey().isEmpty()) {
            keys.add(table.primaryKey());
        }
        keys.addAll(table.unique());
        return keys;
    }
}
