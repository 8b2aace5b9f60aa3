package io.github.bigdatamigrator.relationship;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the cells of columns that refer to nothing. */
final class CellMaker {
    static final List<String> STEMS = List.of(
            "bal", "cor", "den", "fel", "gar", "hul", "jan", "kel", "lum", "mar", "nor", "pel", "quin", "ros", "sal",
            "tor", "ulm", "ver", "wil", "zan");

    private final Random random;

    CellMaker(Random random) {
        this.random = random;
    }

    List<@Nullable String> cells(String kind, int rows) {
        List<@Nullable String> cells = new ArrayList<>();
        int spread = 2 + random.nextInt(4);
        for (int row = 0; row < rows; row++) {
            cells.add(cell(kind, spread));
        }
        return cells;
    }

    private String cell(String kind, int spread) {
        return switch (kind) {
            case "small" -> Integer.toString(1 + random.nextInt(spread + 2));
            case "qty" -> Integer.toString(1 + random.nextInt(100));
            case "big" -> Integer.toString(1000 + random.nextInt(900_000));
            case "flag" -> Integer.toString(random.nextInt(2));
            case "yn" -> random.nextBoolean() ? "Y" : "N";
            case "sex" -> random.nextBoolean() ? "M" : "F";
            case "status" ->
                List.of("open", "closed", "new", "held", "lost", "done").get(random.nextInt(spread));
            case "unit" -> List.of("kg", "mg", "l", "pc", "m", "cm").get(random.nextInt(spread));
            case "year", "seqyear" -> Integer.toString(1990 + random.nextInt(30));
            case "pct" -> Integer.toString(random.nextInt(101));
            case "coord" -> String.format(Locale.ROOT, "%.4f", random.nextDouble() * 90);
            case "money" -> String.format(Locale.ROOT, "%.2f", random.nextDouble() * 900);
            case "date" ->
                LocalDate.of(2018, 1, 1).plusDays(random.nextInt(1500)).toString();
            case "ts" ->
                LocalDate.of(2018, 1, 1).plusDays(random.nextInt(1500))
                        + String.format(Locale.ROOT, " %02d:%02d:00", random.nextInt(24), random.nextInt(60));
            case "code" -> code(7);
            case "phone" -> "0" + (100 + random.nextInt(900)) + "-" + (10_000 + random.nextInt(90_000));
            case "email" -> text(1) + random.nextInt(10_000) + "@example.org";
            case "guid" -> guid();
            case "person" -> text(1) + " " + text(1);
            case "city" -> text(1) + "ville";
            case "country" -> STEMS.get(random.nextInt(STEMS.size())) + "land";
            case "note" -> text(9);
            default -> text(2);
        };
    }

    String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ")
                    .append(STEMS.get(random.nextInt(STEMS.size())))
                    .append(STEMS.get(random.nextInt(STEMS.size())));
        }
        return text.toString();
    }

    String code(int letters) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            code.append((char) ('A' + random.nextInt(26)));
        }
        return code.toString();
    }

    String guid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
