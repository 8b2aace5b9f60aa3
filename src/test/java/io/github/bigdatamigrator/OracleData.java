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

/**
 * The data of the oracle run: the demo's, TPC-H at a hundredth of its scale, and a few files with odd names and forms.
 */
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

    private static final String STAFF = """
        emp_id,name,boss_id,dept,salary,hired,skills
        1,Ada,,HQ,9000.00,2015-02-28,sql|java
        2,Ben,1,HQ,7000.00,2016-02-29,sql
        3,Cleo,1,Lab,7000.00,2018-05-31,
        4,Dan,2,Lab,5000.50,2020-01-31,java|go
        5,Eve,2,HQ,5000.50,2020-03-31,go
        6,Fay,3,Lab,,2023-08-31,sql|go|java
        7,Gus,3,,4100.25,2024-02-29,
        """;

    private static final String LOG = """
        id,at,level,ms,ok
        1,2024-03-31T00:30:00Z,INFO,12,true
        2,2024-03-31T01:30:00Z,WARN,250,false
        3,2024-10-27T00:30:00Z,INFO,17,true
        4,2024-10-27T01:30:00Z,ERROR,,false
        5,2024-12-31T23:59:59Z,INFO,12,
        6,2025-01-01T00:00:00Z,INFO,12,true
        """;

    private static final String REPORT = """
        Order.ID,Unit Price ($),Is Active?,User,Straße,a`b,Qty,When
        1,10.50,yes,ann,Hauptstraße 1,x,3,2024-01-31
        2,7.25,no,bob,Œuvre-Gasse 2,y,2,2024-02-29
        3,,yes,ann,日本橋,z,0,2024-03-31
        4,99.99,no,,Ω-Platz,x,7,2024-12-31
        5,0.05,yes,cid,,y,,2025-01-01
        """;

    private static final String PEOPLE = """
        {"id":1,"name":"Ann","address":{"city":"Bern","geo":{"lat":46.9,"lon":7.4}},"orders":[{"sku":"a","qty":2},\
        {"sku":"b","qty":1}],"tags":["x","y"]}
        {"id":2,"name":"Bob","address":{"city":"Basel","geo":{"lat":47.5,"lon":null}},"orders":[],"tags":[]}
        {"id":3,"name":"Cid","address":null,"orders":[{"sku":"a","qty":5}],"tags":["y"]}
        """;

    private OracleData() {}

    static List<Path> write(String data, LLMConversationSystem system, Path folder) throws IOException {
        return data.equals("demo")
                ? system.generateDemoData(Files.createDirectories(folder))
                : files(data, Files.createDirectories(folder));
    }

    static List<Path> files(String data, Path folder) throws IOException {
        return switch (data) {
            case "tpch" -> tpch(folder);
            case "odd" ->
                List.of(
                        Files.writeString(folder.resolve("Work Orders.csv"), WORK_ORDERS),
                        Files.writeString(folder.resolve("order.csv"), ORDER),
                        Files.writeString(folder.resolve("events.jsonl"), EVENTS));
            case "staff" ->
                List.of(
                        Files.writeString(folder.resolve("staff.csv"), STAFF),
                        Files.writeString(folder.resolve("log.csv"), LOG),
                        Files.writeString(folder.resolve("Sales Report.2024.csv"), REPORT),
                        Files.writeString(folder.resolve("people.jsonl"), PEOPLE));
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
