package io.github.bigdatamigrator.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.json.RecordJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports what a migration has loaded, and the proof.
 *
 * @param id of the migration in the ledger of the target
 * @param target without a password
 * @param unmet constraints that the loaded rows do not meet, with the target's reason
 * @param notes what the reader should know, such as a lost connection
 * @param seconds of loading, constraints and proof
 * @param phases the parts of these seconds
 */
public record MigrationReport(
        String id,
        String target,
        List<LoadedTable> tables,
        List<String> unmet,
        List<String> notes,
        double seconds,
        List<Phase> phases) {
    public MigrationReport {
        phases = List.copyOf(phases);
        tables = List.copyOf(tables);
        unmet = List.copyOf(unmet);
        notes = List.copyOf(notes);
    }

    /** The seconds that a part of a migration took, all attempts of this run together. */
    public record Phase(Kind kind, double seconds) {
        /** The parts of a migration, in their order. */
        public enum Kind {
            LOADING,
            /** Keys, indexes, references and checks. */
            CONSTRAINTS,
            /** The comparison of each row with its source. */
            PROOF
        }
    }

    /**
     * A loaded table.
     *
     * @param source its name in the data
     * @param sourceRows rows of the source
     * @param rows rows of the target, counted there
     * @param rejected rows in the table of rejects
     * @param proof of its rows; null where rows were only counted
     */
    public record LoadedTable(
            String source,
            String name,
            long sourceRows,
            long rows,
            long rejected,
            @Nullable TableProof proof) {
        LoadedTable with(@Nullable TableProof found) {
            return new LoadedTable(source, name, sourceRows, rows, rejected, found);
        }

        /** Whether each row of the source is in the target or among the rejects, and no other. */
        public boolean isProven() {
            return sourceRows == rows + rejected
                    && (proof == null || (proof.missing() == rejected && proof.wrong() == 0));
        }
    }

    public boolean isProven() {
        return unmet.isEmpty() && tables.stream().allMatch(LoadedTable::isProven);
    }

    /** Seconds from this moment to now. */
    static double since(Instant start) {
        return Duration.between(start, Instant.now()).toMillis() / 1000.0;
    }

    /** migration.json: the record, and whether all of it is proven, here and in each table. */
    public ObjectNode json() {
        ObjectNode node = Json.object().put("schema_version", MigrationPreview.SCHEMA_VERSION);
        node.put("proven", isProven()).setAll(RecordJson.write(this));
        for (int i = 0; i < tables.size(); i++) {
            ((ObjectNode) node.get("tables").get(i)).put("proven", tables.get(i).isProven());
        }
        return node;
    }

    public long rows() {
        return tables.stream().mapToLong(LoadedTable::rows).sum();
    }
}
