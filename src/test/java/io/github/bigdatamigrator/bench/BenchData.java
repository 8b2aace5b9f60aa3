package io.github.bigdatamigrator.bench;

import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Creates the files of the benchmarks once and reuses them in later runs. */
final class BenchData {
    private static final int FLUSH = 1 << 16;

    private final Path folder;

    BenchData(Path folder) {
        this.folder = folder;
    }

    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /** One table of TPC-H as CSV with a header, cells with commas quoted. */
    Path tpch(String table, double scale) throws IOException {
        TpchTable<?> source = TpchTable.getTable(table);
        return once("tpch-" + scale + "/" + table + ".csv", out -> {
            StringBuilder text = new StringBuilder(source.getColumns().stream()
                            .map(column -> column.getColumnName())
                            .collect(Collectors.joining(",")))
                    .append('\n');
            for (TpchEntity entity : source.createGenerator(scale, 1, 1)) {
                append(text, entity.toLine());
                flush(text, out, FLUSH);
            }
            flush(text, out, 0);
        });
    }

    List<Path> tpch(double scale) throws IOException {
        List<Path> files = new ArrayList<>();
        for (TpchTable<?> table : TpchTable.getTables()) {
            files.add(tpch(table.getTableName(), scale));
        }
        return files;
    }

    /** Numbers, codes and texts in many columns. */
    Path wide(int columns, int rows) throws IOException {
        return once("wide-" + columns + "x" + rows + ".csv", out -> {
            Random random = new Random(1);
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                text.append(c == 0 ? "" : ",").append("c").append(c);
            }
            text.append('\n');
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    text.append(c == 0 ? "" : ",");
                    switch (c % 4) {
                        case 0 -> text.append(random.nextInt(1_000_000));
                        case 1 -> text.append(random.nextInt(100)).append('.').append(random.nextInt(90) + 10);
                        case 2 -> text.append("code").append(random.nextInt(50));
                        default -> text.append(r).append('x').append(c);
                    }
                }
                text.append('\n');
                flush(text, out, FLUSH);
            }
            flush(text, out, 0);
        });
    }

    /** Many small related tables: each has an id and refers to others. */
    List<Path> many(int tables, int columns, int rows) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int t = 0; t < tables; t++) {
            int table = t;
            files.add(once("many-" + tables + "/table" + t + ".csv", out -> {
                Random random = new Random(table);
                StringBuilder text = new StringBuilder("table" + table + "_id");
                for (int c = 1; c < columns; c++) {
                    text.append(c < 4 ? ",table" + (table + c * 7) % tables + "_id" : ",value" + c);
                }
                text.append('\n');
                for (int r = 1; r <= rows; r++) {
                    text.append(r);
                    for (int c = 1; c < columns; c++) {
                        text.append(',').append(c < 4 ? 1 + random.nextInt(rows) : random.nextInt(100_000));
                    }
                    text.append('\n');
                }
                flush(text, out, 0);
            }));
        }
        return files;
    }

    Path once(String name, Writer writer) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 20)) {
                writer.write(out);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static void append(StringBuilder text, String line) {
        int from = 0;
        while (from < line.length()) {
            int to = line.indexOf('|', from);
            String cell = line.substring(from, to);
            text.append(from == 0 ? "" : ",");
            if (cell.indexOf(',') >= 0) {
                text.append('"').append(cell).append('"');
            } else {
                text.append(cell);
            }
            from = to + 1;
        }
        text.append('\n');
    }

    private static void flush(StringBuilder text, OutputStream out, int above) throws IOException {
        if (text.length() > above) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        }
    }
}
