package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The generated databases that the search for keys is tried on, and sums over them. */
final class Stress {
    private static final SchemaData.Noise[] NOISE = SchemaData.Noise.values();
    /** The kinds of noise in doubtful databases; the calibration was fitted on these. */
    private static final int DOUBTFUL_NOISE = SchemaData.Noise.STRANGERS.ordinal() + 1;

    private Stress() {}

    /** Every schema in every naming habit, each with some way of numbering and up to two bad habits. */
    static List<MemoryDatabase> databases(long seed) {
        List<MemoryDatabase> result = new ArrayList<>();
        Random random = new Random(seed);
        for (SchemaPlan plan : SchemaPlan.read("english.txt")) {
            Habit.english().forEach(habit -> result.add(database(plan, habit, random)));
        }
        for (SchemaPlan plan : SchemaPlan.read("other.txt")) {
            Habit.elsewhere().forEach(habit -> result.add(database(plan, habit, random)));
        }
        return result;
    }

    /**
     * Databases in which much is doubtful: careless names, strangers among the references, and a naming habit without
     * meaning among the others. On these a confidence can be held against what is right; the usual ones leave too
     * little to doubt.
     */
    static List<MemoryDatabase> doubtful(long seed, int every) {
        List<MemoryDatabase> result = new ArrayList<>();
        Random random = new Random(seed);
        int at = (int) (seed % every);
        for (String file : List.of("english.txt", "other.txt")) {
            List<Habit> habits = file.equals("english.txt") ? Habit.english() : Habit.elsewhere();
            for (SchemaPlan plan : SchemaPlan.read(file)) {
                for (Habit habit : habits) {
                    if (at++ % every == 0) {
                        Set<SchemaData.Noise> noise = EnumSet.of(
                                SchemaData.Noise.CARELESS,
                                SchemaData.Noise.STRANGERS,
                                NOISE[random.nextInt(DOUBTFUL_NOISE)]);
                        result.add(SchemaData.fill(plan, habit, SchemaData.Ids.DENSE, noise, random.nextLong()));
                    }
                }
            }
        }
        return result;
    }

    /** One database in so many of these, spread over schemas and habits. */
    static List<MemoryDatabase> sample(long seed, int every) {
        List<MemoryDatabase> result = new ArrayList<>();
        Random random = new Random(seed);
        int at = 0;
        for (String file : List.of("english.txt", "other.txt")) {
            List<Habit> habits = file.equals("english.txt") ? Habit.english() : Habit.elsewhere();
            for (SchemaPlan plan : SchemaPlan.read(file)) {
                for (Habit habit : habits) {
                    if (at++ % every == 0) {
                        result.add(database(plan, habit, random));
                    }
                }
            }
        }
        return result;
    }

    private static MemoryDatabase database(SchemaPlan plan, Habit habit, Random random) {
        Set<SchemaData.Noise> noise = EnumSet.noneOf(SchemaData.Noise.class);
        for (int i = random.nextInt(3); i > 0; i--) {
            noise.add(NOISE[random.nextInt(NOISE.length)]);
        }
        SchemaData.Ids ids = random.nextBoolean() ? SchemaData.Ids.DENSE : SchemaData.Ids.values()[random.nextInt(4)];
        return SchemaData.fill(plan, habit, ids, noise, random.nextLong());
    }

    static List<Trial> trials(List<MemoryDatabase> databases, Set<EvidenceRule> rules) {
        return databases.stream().map(database -> Trial.of(database, rules)).toList();
    }

    static double macro(List<Trial> trials, ToDoubleFunction<Trial> figure) {
        return trials.stream().mapToDouble(figure).average().orElse(0);
    }

    /** Macro F1 of single references by part of the databases' names. */
    static String byHabit(List<Trial> trials) {
        Map<String, List<Trial>> parts = new TreeMap<>();
        for (Trial trial : trials) {
            String[] words = trial.database().split("[ \\[]", 3);
            parts.computeIfAbsent(words[1], word -> new ArrayList<>()).add(trial);
            parts.computeIfAbsent("in " + words[0], word -> new ArrayList<>()).add(trial);
            for (SchemaData.Noise noise : NOISE) {
                if (trial.database().contains(noise.name())) {
                    parts.computeIfAbsent(noise.name(), word -> new ArrayList<>())
                            .add(trial);
                }
            }
        }
        StringBuilder text = new StringBuilder();
        parts.forEach((part, some) -> text.append(String.format(
                Locale.ROOT,
                "%-20s %4d  single %.3f  keys %.3f%n",
                part,
                some.size(),
                macro(some, trial -> trial.single().f1()),
                macro(some, trial -> trial.keys().f1()))));
        return text.toString();
    }

    /** F1 with every rule, and without each. */
    static String ablation(List<MemoryDatabase> databases) {
        StringBuilder text = new StringBuilder("| left out | single | composite | keys |\n|---|---|---|---|\n");
        text.append(row("nothing", trials(databases, EnumSet.allOf(EvidenceRule.class))));
        for (EvidenceRule rule : EvidenceRule.values()) {
            text.append(row(rule.name(), trials(databases, EnumSet.complementOf(EnumSet.of(rule)))));
        }
        return text.toString();
    }

    private static String row(String name, List<Trial> trials) {
        return String.format(
                Locale.ROOT,
                "| %s | %.4f | %.4f | %.4f |%n",
                name,
                macro(trials, trial -> trial.single().f1()),
                macro(trials, trial -> trial.composite().f1()),
                macro(trials, trial -> trial.keys().f1()));
    }

    /** Of the edges by tenth of confidence: how many, what they say on average, and how many are right. */
    static String reliability(List<Trial> trials, int bins) {
        double[][] sums = new double[bins][3];
        trials.forEach(trial -> trial.judged().forEach(judged -> {
            double[] bin = sums[Math.min(bins - 1, (int) (judged.confidence() * bins))];
            bin[0]++;
            bin[1] += judged.confidence();
            bin[2] += judged.right() ? 1 : 0;
        }));
        StringBuilder text = new StringBuilder();
        for (double[] bin : sums) {
            if (bin[0] > 0) {
                text.append(String.format(
                        Locale.ROOT, "%6.0f  says %.3f  is %.3f%n", bin[0], bin[1] / bin[0], bin[2] / bin[0]));
            }
        }
        return text.toString();
    }

    /** For trying by hand: a seed, and which databases. */
    public static void main(String[] arguments) {
        List<MemoryDatabase> databases = sample(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
        List<Trial> trials = trials(databases, EnumSet.allOf(EvidenceRule.class));
        trials.stream()
                .filter(trial -> trial.single().f1() < 1
                        || trial.keys().f1() < 1
                        || trial.composite().f1() < 1)
                .forEach(System.out::println);
        System.out.print(byHabit(trials) + reliability(trials, 20));
        System.out.print(row("all", trials));
        if (arguments.length > 2) {
            System.out.print(ablation(databases));
        }
    }
}
