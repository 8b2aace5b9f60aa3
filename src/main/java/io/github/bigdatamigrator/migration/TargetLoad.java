package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.migration.MigrationPlan.Table;
import io.github.bigdatamigrator.migration.MigrationPreview.PlannedLoad;
import java.util.List;
import java.util.Map;

/** Loads a plan into one kind of target. */
interface TargetLoad {
    /** Shows what will be done; changes nothing. Throws BAD_INPUT for what exists and may not be replaced. */
    MigrationPreview preview();

    /** Loads what is not loaded yet, and proves it. */
    MigrationReport run();

    /**
     * Lists the tables that will be loaded.
     *
     * @param states what of them is in the target already, by their names there
     */
    static List<PlannedLoad> planned(MigrationPlan plan, DataContext data, Map<String, String> states) {
        return plan.tables().stream()
                .map(table -> {
                    TableProfile profile = SchemaNames.profile(data, table.source());
                    return new PlannedLoad(
                            profile.location(),
                            table.name(),
                            profile.rows(),
                            profile.origin().bytes(),
                            table.columns().size(),
                            states.getOrDefault(table.name(), ""));
                })
                .toList();
    }

    /**
     * Refuses tables that exist and may not be replaced.
     *
     * @param place where they are, in words: {@code The schema sales}
     */
    static void refuseExisting(MigrationPlan plan, MigrationRequest request, Map<String, String> states, String place) {
        List<String> names = plan.tables().stream().map(Table::name).toList();
        for (String table : request.replace()) {
            if (!names.contains(table)) {
                throw MigratorException.badInput("The plan makes no table " + table
                        + ", which is to be replaced. It makes " + String.join(", ", names) + ".");
            }
        }
        List<String> taken = states.entrySet().stream()
                .filter(entry -> !request.replace().contains(entry.getKey()))
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .sorted()
                .toList();
        if (!taken.isEmpty()) {
            throw MigratorException.badInput(place + " already has " + String.join(", ", taken)
                    + ". Nothing is overwritten. Go on with --resume where a migration has not ended, drop and load a"
                    + " table again with --replace TABLE, or name another target.");
        }
    }
}
