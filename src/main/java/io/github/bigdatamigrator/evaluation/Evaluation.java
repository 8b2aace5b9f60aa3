package io.github.bigdatamigrator.evaluation;

import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.evaluation.Evaluation.QuestionResult.Outcome;
import io.github.bigdatamigrator.evaluation.QuestionSet.TestQuestion;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.json.RecordJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How often the answers about some data were right, by model. {@link #json} is its form for other programs; fields are
 * added to it, never renamed.
 *
 * @param schemaVersion 1
 * @param files the data files, as absolute paths or URIs
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

    /**
     * The last runs on these files; empty if there are none.
     *
     * @param conversations CONVERSATION_DIR, beside whose conversations they are kept
     */
    public static Optional<Evaluation> last(Path conversations, List<String> files) {
        return new EvaluationHistory(conversations).last(files);
    }

    /** The last runs on all data that was evaluated. */
    public static List<Evaluation> all(Path conversations) {
        return new EvaluationHistory(conversations).all();
    }

    /** Keeps the runs in place of older ones of the same models; throws STORE_FAILED if that is not possible. */
    public void save(Path conversations) {
        new EvaluationHistory(conversations).save(this);
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

    /**
     * The results of one model, in the order of the questions.
     *
     * @param model its name as the server lists it; {@link #RULES} if none was asked
     * @param startedAt in ISO form, UTC
     * @param totals over all results
     */
    public record ModelRun(String model, String startedAt, Totals totals, List<QuestionResult> results) {
        /** Stands for a model where only the rules answered. */
        public static final String RULES = "rules alone";

        /**
         * Counts and sums.
         *
         * @param repaired the right ones among them whose SQL had to be corrected
         */
        public record Totals(
                int questions,
                int right,
                int repaired,
                int wrong,
                int refused,
                int failed,
                double seconds,
                int calls,
                long promptTokens,
                long completionTokens) {
            static Totals of(List<QuestionResult> results) {
                return new Totals(
                        results.size(),
                        (int) results.stream()
                                .filter(it -> it.outcome().isRight())
                                .count(),
                        count(results, Outcome.REPAIRED),
                        count(results, Outcome.WRONG),
                        count(results, Outcome.REFUSED),
                        count(results, Outcome.FAILED),
                        sum(results, QuestionResult::seconds),
                        (int) sum(results, QuestionResult::calls),
                        (long) sum(results, QuestionResult::promptTokens),
                        (long) sum(results, QuestionResult::completionTokens));
            }

            private static int count(List<QuestionResult> results, Outcome outcome) {
                return (int)
                        results.stream().filter(it -> it.outcome() == outcome).count();
            }

            private static double sum(List<QuestionResult> results, ToDoubleFunction<QuestionResult> of) {
                return results.stream().mapToDouble(of).sum();
            }

            /** The share of right answers, from 0 to 100. */
            public double percent() {
                return questions == 0 ? 0 : 100.0 * right / questions;
            }
        }

        public ModelRun {
            results = List.copyOf(results);
        }

        static ModelRun of(String model, String startedAt, List<QuestionResult> results) {
            return new ModelRun(model, startedAt, Totals.of(results), results);
        }

        /** How many more of the questions that both runs have are right here. */
        int gainOver(ModelRun other) {
            return rightOf(keysOf(other.results)) - other.rightOf(keysOf(results));
        }

        private int rightOf(Set<String> keys) {
            return (int) results.stream()
                    .filter(result -> result.outcome().isRight() && keys.contains(result.key()))
                    .count();
        }

        private static Set<String> keysOf(List<QuestionResult> results) {
            Set<String> keys = new HashSet<>();
            results.forEach(result -> keys.add(result.key()));
            return keys;
        }

        /** The totals of each part of the results, in the order of its first question. */
        public Map<String, Totals> totalsBy(Function<QuestionResult, String> part) {
            Map<String, List<QuestionResult>> parts = new LinkedHashMap<>();
            results.forEach(result -> parts.computeIfAbsent(part.apply(result), key -> new ArrayList<>())
                    .add(result));
            Map<String, Totals> totals = new LinkedHashMap<>();
            parts.forEach((key, some) -> totals.put(key, Totals.of(some)));
            return totals;
        }
    }

    /**
     * What became of one question.
     *
     * @param group the conversation that it shares with others; null if it had its own
     * @param fault what is wrong; null if the answer is right
     * @param detail the difference or the failure in one line; empty if the answer is right
     * @param rightSql the right answer; empty if the data does not contain one
     * @param sql the SQL of the answer; empty if it has none
     * @param answeredBy {@code model}, {@code profile}, {@code guided} or {@code online}
     * @param repairs why SQL went back to the model, once for each time
     * @param warned whether the answer warned of anything
     * @param seconds from the question to the whole answer
     * @param calls replies of models
     */
    public record QuestionResult(
            String question,
            String kind,
            @Nullable String language,
            @Nullable String group,
            Outcome outcome,
            @Nullable Fault fault,
            String detail,
            String rightSql,
            String sql,
            String answeredBy,
            List<String> repairs,
            boolean warned,
            double seconds,
            int calls,
            long promptTokens,
            long completionTokens) {
        /** How an answer compares with the right one. */
        public enum Outcome {
            /** The right figures; or none, where the data does not contain the answer. */
            RIGHT,
            /** Right after the model had to correct its SQL. */
            REPAIRED,
            /** Other figures, shown as the answer. */
            WRONG,
            /** The answer says that the data does not contain it, asks back, or refuses. */
            REFUSED,
            /** No answer was found. */
            FAILED;

            public boolean isRight() {
                return this == RIGHT || this == REPAIRED;
            }

            /** How much good the outcome does: a wrong figure is worse than none. */
            int rank() {
                return switch (this) {
                    case RIGHT, REPAIRED -> 2;
                    case REFUSED, FAILED -> 1;
                    case WRONG -> 0;
                };
            }
        }

        /** What is wrong with an answer that is not right. */
        public enum Fault {
            OTHER_VALUES("other figures"),
            OTHER_ROWS("another number of rows"),
            OTHER_ORDER("the rows in another order"),
            MISSING_COLUMN("a column too few"),
            ANSWERED("answered, though the data does not contain it"),
            NOT_ANSWERED("not answered, though the data contains it"),
            REFUSED("refused by the guard or the model"),
            UNCLEAR("asked back"),
            FAILED("no answer was found");

            private final String words;

            Fault(String words) {
                this.words = words;
            }

            /** The fault in words for a reader. */
            public String words() {
                return words;
            }
        }

        public QuestionResult {
            repairs = List.copyOf(repairs);
        }

        /** The same question in the same conversation, for comparisons between runs. */
        String key() {
            return TestQuestion.key(group, question);
        }

        public long tokens() {
            return promptTokens + completionTokens;
        }
    }
}
