package io.github.bigdatamigrator.query.counting;

import io.github.bigdatamigrator.query.counting.Roles.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/**
 * Writes a small database of five tables with random names and rows: parents with two kinds of children, one of which
 * has children with a composite key. A tenth of the parents has no group, some have no children.
 */
final class GeneratedDatabase {
    private static final List<List<String>> NAMES = List.of(
            List.of("Region", "Kunde", "Auftrag", "Zahlung", "Posten", "Betrag", "Art"),
            List.of("site", "device", "reading", "alarm", "sample", "load", "state"),
            List.of("school", "pupil", "exam", "absence", "answer", "points", "kind"),
            List.of("Verlag", "Autor", "Buch", "Lesung", "Ausleihe", "Umsatz", "Gattung"),
            List.of("team", "player", "match_day", "injury", "event", "score_sum", "phase"),
            List.of("dept", "worker", "shift", "claim", "task", "effort", "class"),
            List.of("fleet", "truck", "trip", "repair", "stop", "total", "mode"),
            List.of("Klinik", "Patient", "Besuch", "Rezept", "Befund", "Wert", "Stufe"));

    private final Random random;
    private final List<String> names;
    private final Path folder;

    private GeneratedDatabase(int number, Path folder) {
        random = new Random(number);
        names = NAMES.get(number % NAMES.size());
        this.folder = folder;
    }

    static int variants() {
        return NAMES.size();
    }

    /** Writes one CSV file per table. */
    static Roles write(int number, Path folder) throws IOException {
        return new GeneratedDatabase(number, Files.createDirectories(folder)).write();
    }

    private Roles write() throws IOException {
        int parents = 30 + random.nextInt(30);
        int children = 3 * parents;
        table(0, 6, "", i -> "");
        table(1, parents, ref(0), i -> i % 10 == 3 ? "" : String.valueOf(1 + random.nextInt(6)));
        table(2, children, ref(1), i -> String.valueOf(1 + skewed(parents - 4)));
        table(3, 2 * parents, ref(1), i -> String.valueOf(1 + skewed(parents - 2)));
        List<String> lines =
                new ArrayList<>(List.of(ref(2) + ",line_no," + names.get(5) + "_4," + names.get(6) + "_4"));
        for (int child = 1; child <= children; child++) {
            for (int line = 1; line <= 1 + random.nextInt(5); line++) {
                lines.add(child + "," + line + "," + money() + "," + label());
            }
        }
        Files.write(folder.resolve(names.get(4) + ".csv"), lines);
        return new Roles(role(0, ""), role(1, ref(0)), role(2, ref(1)), role(3, ref(1)), role(4, ref(2)));
    }

    private String ref(int table) {
        return names.get(table) + "_id";
    }

    private Table role(int table, String reference) {
        return new Table(
                names.get(table),
                table == 4 ? "line_no" : ref(table),
                reference,
                names.get(5) + "_" + table,
                names.get(6) + "_" + table);
    }

    /** Besides the amount, a text of numbers and a text of dates, both with some that are none. */
    private void table(int table, int rows, String reference, IntFunction<String> parent) throws IOException {
        List<String> lines = new ArrayList<>();
        String plain = ref(table) + "," + (reference.isEmpty() ? "" : reference + ",");
        lines.add(plain + names.get(5) + "_" + table + "," + names.get(6) + "_" + table + ",mixed_" + table + ",told_"
                + table);
        for (int i = 1; i <= rows; i++) {
            StringJoiner line = new StringJoiner(",");
            line.add(String.valueOf(i));
            if (!reference.isEmpty()) {
                line.add(parent.apply(i));
            }
            line.add(money()).add(label());
            line.add(i % 17 == 5 ? "not measured (" + i + ")" : String.valueOf(1 + random.nextInt(3000)));
            line.add(
                    i % 19 == 7
                            ? "unknown day (" + i + ")"
                            : String.format(
                                    "%02d.%02d.%d", 1 + random.nextInt(28), 1 + random.nextInt(12), 2015 + i % 9));
            lines.add(line.toString());
        }
        Files.write(folder.resolve(names.get(table) + ".csv"), lines);
    }

    private int skewed(int below) {
        return Math.min(random.nextInt(below), random.nextInt(below));
    }

    private String money() {
        return random.nextInt(900) + "." + (10 + random.nextInt(89));
    }

    private String label() {
        return "L" + random.nextInt(4);
    }
}
