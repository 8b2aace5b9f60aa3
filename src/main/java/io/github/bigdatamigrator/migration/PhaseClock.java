package io.github.bigdatamigrator.migration;

import io.github.bigdatamigrator.migration.MigrationReport.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures the phases of a migration, which may be entered again after a lost connection. For one thread. */
final class PhaseClock {
    private final Map<Phase.Kind, Duration> spent = new EnumMap<>(Phase.Kind.class);

    /** A step that may fail with an SQLException or an IOException. */
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Runs a step of a phase; its time counts also if it fails. */
    <T, E extends Exception> T in(Phase.Kind phase, Work<T, E> step) throws E {
        Instant start = Instant.now();
        try {
            return step.run();
        } finally {
            spent.merge(phase, Duration.between(start, Instant.now()), Duration::plus);
        }
    }

    /** The phases that were entered, in the order of a migration. */
    List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        spent.forEach((phase, time) -> phases.add(new Phase(phase, time.toMillis() / 1000.0)));
        return phases;
    }
}
