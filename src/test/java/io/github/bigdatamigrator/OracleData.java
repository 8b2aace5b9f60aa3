package io.github.bigdatamigrator;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The data of the oracle run: the demo's, TPC-H at a hundredth of its scale, and a few files with odd names and forms. */
final class OracleData {
    private static final String WORK_ORDERS = """
            Order No;Customer Name;Order Date;Net Amount (EUR);Paid?;Größe (cm);Group
            A-001;Müller & Söhne;03.01.2024;1.234,50;true;12,5;north
            A-002;Café "Zum Hirsch";15.01.2024;99,90;false;;south
            A-003;Østergård ApS;29.02.2024;12.000,00;true;8,0;north
            A-004;Müller & Söhne;01.03.2024;;false;15,25;east
            A-005;O'Neill Ltd;31.03.2024;450,00;true;9,75;south
            A-006;Zoë Ltd;01.04.2024;87,35;true;;north
            A-007;O'Neill Ltd;30.06.2024;3.300,10;false;11,0;
            A-008;Café "Zum Hirsch";01.07.2024;640,00;true;7,5;south
            A-009;Østergård ApS;31.12.2024;5,05;true;20,0;east
            A-010;Müller & Söhne;01.01.2025;2.000,00;true;10,0;north
            """;

    private static final String ORDER = """
            id,group,value,user
            1,a,10,ann
            2,a,20,bob
            3,b,5,ann
            4,b,,cid
            5,c,7,bob
            """;

    private static final String EVENTS = """
            {"id":1,"at":"2024-05-01T08:15:00","user":{"name":"ann","age":31},"tags":["new","web"],"amount":12.5}
            {"id":2,"at":"2024-05-01T09:40:30","user":{"name":"bob","age":45},"tags":["web"],"amount":7.25}
            {"id":3,"at":"2024-05-02T23:59:59","user":{"name":"ann","age":31},"tags":[],"amount":0}
            {"id":4,"at":"2024-05-05T00:00:00","user":{"name":"cid","age":null},"tags":["app","new"],"amount":100}
            {"id":5,"at":"2024-06-01T12:30:00","user":{"name":"bob","age":45},"tags":["app"],"amount":3.75}
            """;

    private OracleData() {}

    static List<Path> write(String data, LLMConversationSystem system, Path folder) throws IOException {
        Files.createDirectories(folder);
        return switch (data) {
            case "demo" -> system.generateDemoData(folder);
            case "tpch" -> tpch(folder);
            case "odd" ->
                List.of(
                        Files.writeString(folder.resolve("Work Orders.csv"), WORK_ORDERS),
                        Files.writeString(folder.resolve("order.csv"), ORDER),
                        Files.writeString(folder.resolve("events.jsonl"), EVENTS));
            default -> throw new IllegalArgumentException(data);
        };
    }

    private static List<Path> tpch(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (TpchTable<?> table : TpchTable.getTables()) {
            files.add(write(table, folder.resolve(table.getTableName() + ".csv")));
        }
        return files;
    }

    private static <E extends TpchEntity> Path write(TpchTable<E> table, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(table.getColumns().stream().map(TpchColumn::getColumnName).collect(Collectors.joining("|")));
            out.write('\n');
            for (E row : table.createGenerator(0.01, 1, 1)) {
                String line = row.toLine();
                out.write(line.endsWith("|") ? line.substring(0, line.length() - 1) : line);
                out.write('\n');
            }
        }
        return file;
    }
}
