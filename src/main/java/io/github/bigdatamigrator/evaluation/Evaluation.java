package io.github.bigdatamigrator.evaluation;

import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.json.RecordJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How often the answers about some data were right, by model. {@link #json} is its form for other programs; fields are
 * added to it, never renamed.
 *
 * @param schemaVersion 1
 * @param files the data files as the user named them
 * @param models one run a model
 */
public record Evaluation(int schemaVersion, List<String> files, List<ModelRun> models) {
    private static final int SCHEMA_VERSION = 1;

    public Evaluation {
        files = List.copyOf(files);
        models = List.copyOf(models);
    }

    public static Evaluation of(List<String> files, List<ModelRun> models) {
        return new Evaluation(SCHEMA_VERSION, files, models);
    }

    public String json() {
        return Json.pretty(RecordJson.write(this));
    }

    /**
     * Reads the text of {@link #json}.
     *
     * @throws MigratorException BAD_INPUT for another text
     */
    public static Evaluation parse(String name, String json) {
        try {
            Evaluation read = RecordJson.read(Json.parse(json), Evaluation.class);
            if (read.schemaVersion() == SCHEMA_VERSION) {
                return read;
            }
            throw MigratorException.badInput(name + " has the schema version " + read.schemaVersion()
                    + "; this program reads " + SCHEMA_VERSION + ".");
        } catch (IllegalArgumentException e) {
            throw MigratorException.badInput(
                    name + " is no evaluation (" + e.getMessage() + "). Name an evaluation.json that eval wrote.");
        }
    }

    public Optional<ModelRun> run(String model) {
        return models.stream().filter(run -> run.model().equals(model)).findFirst();
    }

    /**
     * The model that is right most often on the questions that it shares with another; empty if none is right more
     * often, or the other was not measured.
     *
     * @param model a name as in the settings, in any case
     */
    public Optional<ModelRun> betterThan(String model) {
        return models.stream()
                .filter(run -> run.model().equalsIgnoreCase(model))
                .findFirst()
                .flatMap(known -> models.stream()
                        .filter(run -> !run.model().equals(ModelRun.RULES) && run.gainOver(known) > 0)
                        .max(Comparator.comparingInt(run -> run.gainOver(known))));
    }

    /** Adds the runs of another evaluation of the same data in place of older ones of the same models. */
    Evaluation with(Evaluation newer) {
        List<ModelRun> all = new ArrayList<>(models);
        all.removeIf(run -> newer.run(run.model()).isPresent());
        all.addAll(newer.models);
        return of(files, all);
    }
}
