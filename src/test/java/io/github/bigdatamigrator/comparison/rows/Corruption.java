package io.github.bigdatamigrator.comparison.rows;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Changes rows of TPC-H's lineitem, with a time appended, in twelve ways, each row once at most, and counts them. */
final class Corruption {
    private static final int PART = 1;
    private static final int SUPPLIER = 2;
    private static final int LINE = 3;
    private static final int QUANTITY = 4;
    private static final int PRICE = 5;
    private static final int INSTRUCTION = 13;
    private static final int MODE = 14;
    private static final int COMMENT = 15;
    private static final int TIME = 16;
    private static final int WAYS = 12;

    private final Random random;
    private final List<String[]> rows;
    private final List<String[]> added = new ArrayList<>();
    private final List<Integer> untouched = new ArrayList<>();
    final Map<ChangeKind, Long> cells = new EnumMap<>(ChangeKind.class);
    long changed;
    long lost;
    long extra;
    long duplicated;

    Corruption(List<String[]> rows, long seed) {
        random = new Random(seed);
        this.rows = new ArrayList<>(rows);
        for (int i = 0; i < rows.size(); i++) {
            untouched.add(i);
        }
        Collections.shuffle(untouched, random);
    }

    /** Applies each way as often; returns the rows that result. */
    List<String[]> apply(int changes) {
        for (int i = 0; i < changes; i++) {
            apply(i % WAYS, take());
        }
        rows.removeIf(row -> row.length == 0);
        rows.addAll(added);
        return rows;
    }

    private int take() {
        return untouched.remove(untouched.size() - 1);
    }

    private void apply(int way, int index) {
        String[] before = rows.get(index);
        String[] row = before.clone();
        switch (way) {
            case 0 -> {
                switch (random.nextInt(3)) {
                    case 0 -> row[QUANTITY] = String.valueOf(Integer.parseInt(row[QUANTITY]) + 1 + random.nextInt(9));
                    case 1 -> row[PRICE] = String.format(Locale.ROOT, "%.2f", 901.01 + random.nextInt(90_000) / 0.97);
                    default -> row[COMMENT] = "x" + random.nextInt(1_000_000) + row[COMMENT];
                }
                change(index, row, ChangeKind.OTHER);
            }
            case 1 -> {
                row[QUANTITY + random.nextInt(TIME - QUANTITY + 1)] = "";
                change(index, row, ChangeKind.NULLED);
            }
            case 2 -> swap(index, row);
            case 3 -> {
                added.add(row);
                duplicated++;
            }
            case 4 -> {
                rows.set(index, new String[0]);
                lost++;
            }
            case 5 -> {
                row[LINE] = String.valueOf(100 + extra % 100);
                row[PRICE] = "17.01";
                row[COMMENT] = "new row " + extra;
                added.add(row);
                extra++;
            }
            case 6 -> {
                int from = PRICE + random.nextInt(INSTRUCTION - PRICE);
                System.arraycopy(before, from, row, from + 1, TIME - from);
                row[from] = "";
                change(index, row, ChangeKind.SHIFTED);
            }
            case 7 -> {
                row[PRICE] = String.format(Locale.ROOT, "%.1f", Double.parseDouble(row[PRICE]));
                if (Double.parseDouble(row[PRICE]) == Double.parseDouble(before[PRICE])) {
                    apply(way, take());
                } else {
                    change(index, row, ChangeKind.ROUNDING);
                }
            }
            case 8 -> {
                int column = random.nextBoolean() ? COMMENT : MODE;
                row[column] = row[column] + " ";
                change(index, row, ChangeKind.TRIMMING);
            }
            case 9 -> {
                int column = random.nextBoolean() ? COMMENT : INSTRUCTION;
                row[column] =
                        column == COMMENT ? row[column].toUpperCase(Locale.ROOT) : row[column].toLowerCase(Locale.ROOT);
                change(index, row, ChangeKind.CASE);
            }
            case 10 -> {
                LocalDateTime time = LocalDateTime.parse(row[TIME].replace(' ', 'T'));
                row[TIME] = time.plusHours(1 + random.nextInt(12)).toString().replace('T', ' ');
                change(index, row, ChangeKind.TIME_ZONE);
            }
            default -> {
                row[COMMENT] = row[COMMENT]
                        .substring(0, row[COMMENT].strip().length() / 2)
                        .stripTrailing();
                change(index, row, ChangeKind.TRUNCATION);
            }
        }
    }

    private void swap(int index, String[] row) {
        if (random.nextBoolean()) {
            String part = row[PART];
            row[PART] = row[SUPPLIER];
            row[SUPPLIER] = part;
            change(index, row, ChangeKind.SWAPPED);
            return;
        }
        int partner = take();
        String[] other = rows.get(partner).clone();
        int column = random.nextBoolean() ? PRICE : COMMENT;
        String cell = row[column];
        row[column] = other[column];
        other[column] = cell;
        change(index, row, ChangeKind.SWAPPED);
        change(partner, other, ChangeKind.SWAPPED);
    }

    private void change(int index, String[] row, ChangeKind kind) {
        String[] before = rows.set(index, row);
        long differing = 0;
        for (int i = 0; i < row.length; i++) {
            differing += row[i].equals(before[i]) ? 0 : 1;
        }
        cells.merge(kind, differing, Long::sum);
        changed += differing > 0 ? 1 : 0;
    }
}
