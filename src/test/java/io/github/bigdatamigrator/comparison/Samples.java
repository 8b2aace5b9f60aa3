package io.github.bigdatamigrator.comparison;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.analysis.SparkRuntime;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.source.DataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws rows at random from fixed distributions, and profiles them without Spark. Not thread-safe. */
final class Samples implements AutoCloseable {
    /** A column: its name and how a cell is drawn. */
    record Column(String name, Function<Random, String> cell) {
        /** The same column with another cell in a share of the rows. */
        Column with(double share, Function<Random, String> other) {
            return new Column(name, random -> random.nextDouble() < share ? other.apply(random) : cell.apply(random));
        }
    }

    private final SparkRuntime runtime = SparkRuntime.starting("local[2]", Long.MAX_VALUE);
    private final Path folder;
    private int files;

    Samples(Path folder) {
        this.folder = folder;
    }

    /** Columns of many shapes: normal, skewed, heavy-tailed, with ties, few values, long tails of values, nulls. */
    static List<Column> shapes() {
        return List.of(
                new Column("normal", random -> number(100 + 15 * random.nextGaussian(), 3)),
                new Column("price", random -> number(Math.exp(3 + random.nextGaussian()), 2)),
                new Column("heavy", random -> number(Math.pow(1 - random.nextDouble(), -1 / 1.1), 4)),
                new Column("spike", random -> random.nextInt(400) == 0 ? "100000" : number(random.nextDouble(), 2)),
                new Column("pieces", random -> "" + (int) (-3 * Math.log(1 - random.nextDouble()))),
                new Column(
                        "status",
                        random -> "open shipped paid lost".split(" ")[(int) (4 * Math.pow(random.nextDouble(), 3))]),
                new Column("city", random -> "city" + (int) (3000 * Math.pow(random.nextDouble(), 4))),
                new Column("note", random -> "x".repeat(1 + (int) (5 * Math.exp(random.nextGaussian())))),
                new Column("rare", random -> random.nextInt(50) > 0 ? "" : "r" + random.nextInt(5)),
                new Column("active", random -> "" + (random.nextInt(10) < 7)),
                new Column("code", random -> "" + (char) ('A' + random.nextInt(3)) + random.nextInt(1000)),
                new Column("day", random -> LocalDate.of(2022, 1, 1).plusDays(random.nextInt(900)) + ""),
                new Column("two", random -> random.nextBoolean() ? "0" : number(1000 + random.nextInt(50), 0)),
                new Column("gap", random -> random.nextInt(10) == 0 ? "" : number(random.nextGaussian(), 2)));
    }

    private static String number(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    DataContext profile(String table, List<Column> columns, int rows, Random random) {
        StringBuilder text =
                new StringBuilder(columns.stream().map(Column::name).collect(Collectors.joining(",")) + "\n");
        for (int i = 0; i < rows; i++) {
            List<String> cells = new ArrayList<>();
            columns.forEach(column -> cells.add(column.cell().apply(random)));
            text.append(String.join(",", cells)).append('\n');
        }
        try {
            Path place = Files.createDirectory(folder.resolve("s" + files++));
            Path file = Files.writeString(place.resolve(table + ".csv"), text);
            DataContext context = profile(file.toString());
            Files.delete(file);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DataContext profile(String... files) {
        return DataContextBuilder.on(runtime)
                .addAllSources(List.of(files).stream().map(DataSource::of).toList())
                .build();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
