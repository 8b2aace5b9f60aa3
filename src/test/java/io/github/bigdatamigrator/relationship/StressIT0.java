package io.github.bigdatamigrator.relationship;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

final class StressIT0 {
    static List<MemoryDatabase> databases(int seeds) {
        List<MemoryDatabase> result = new ArrayList<>();
        SchemaData.Ids[] ids = SchemaData.Ids.values();
        SchemaData.Noise[] noise = SchemaData.Noise.values();
        for (int seed = 0; seed < seeds; seed++) {
            int i = seed;
            for (String file : List.of("english.txt", "other.txt")) {
                List<Habit> habits = file.startsWith("eng") ? Habit.english() : Habit.elsewhere();
                for (SchemaPlan plan : SchemaPlan.read(file)) {
                    for (Habit habit : habits) {
                        int n = i++;
                        Set<SchemaData.Noise> some = n % 3 == 0
                                ? EnumSet.noneOf(SchemaData.Noise.class)
                                : n % 3 == 1
                                        ? EnumSet.of(noise[(n / 3) % noise.length])
                                        : EnumSet.of(noise[(n / 3) % noise.length], noise[(n / 7) % noise.length]);
                        SchemaData.Ids id = ids[n % 5 < 2 ? 0 : n % 5 - 1];
                        result.add(SchemaData.fill(plan, habit, id, some, seed));
                    }
                }
            }
        }
        return result;
    }

    public static void main(String[] args) {
        long t = System.nanoTime();
        double f = 0, k = 0;
        int n = 0, c = 0;
        double cf = 0;
        java.util.Map<String, double[]> by = new java.util.TreeMap<>();
        String filter = args.length > 1 ? args[1] : "";
        for (MemoryDatabase database : databases(Integer.parseInt(args[0]))) {
            if (!database.name.contains(filter)) continue;
            Trial trial = Trial.of(database, EnumSet.allOf(Rule.class));
            if (trial.single().f1() < 1 || trial.keys().f1() < 1 || trial.composite().f1() < 1) System.out.println(trial);
            f += trial.single().f1();
            k += trial.keys().f1();
            if (database.references.stream().anyMatch(e -> e.substring(0, e.indexOf('>')).contains(","))) { cf += trial.composite().f1(); c++; }
            String[] parts = database.name.split(" ", 2);
            for (String key : List.of("d:" + parts[0], "h:" + parts[1].replaceAll(" (dense|offset|sparse|guid).*", ""), "i:" + parts[1].replaceAll(".*(dense|offset|sparse|guid).*", "$1"), "n:" + parts[1].replaceAll(".*\\[", "["))) {
                double[] v = by.computeIfAbsent(key, x -> new double[3]);
                v[0] += trial.single().f1(); v[1] += trial.keys().f1(); v[2]++;
            }
            n++;
        }
        by.forEach((key, v) -> System.out.printf("%-40s %.3f %.3f %d%n", key, v[0] / v[2], v[1] / v[2], (int) v[2]));
        System.out.printf("n=%d single %.4f keys %.4f composite %.4f (%d) in %d ms%n", n, f / n, k / n, cf / Math.max(1, c), c, (System.nanoTime() - t) / 1000000);
    }
}
