package io.github.bigdatamigrator.source.delimited;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Generates a sales table polluted like the files of the Pollock benchmark (Vitagliano et al., VLDB 2023): each file
 * differs from the clean one in one way. A weight is the number of 1,000 open data files with that pollution.
 */
final class PollutedFiles {
    private static final int ROWS = 83;
    private static final List<String> HEADER = List.of(
            "DATE", "TIME", "Qty", "PRODUCTID", "Price", "ProductType", "ProductDescription", "URL", "Comments");
    private static final List<String> THINGS = List.of(
            "Lamp",
            "Desk, Oak",
            "Kid's Chair",
            "Shelf 24\"",
            "Rug",
            "Clock, Wall",
            "Men's Boots, 10\" High",
            "Vase",
            "Mirror");
    private static final List<String> PROSE = List.of(
            "made to last, light enough to carry",
            "our best seller; now in blue",
            "keeps you warm",
            "a design you'll want, at a price you like: ours",
            "measures 12\" across, with a brass rim",
            "simple");

    /**
     * A polluted file and the expected header and rows.
     *
     * @param times how many files of the whole set it stands for
     * @param header all cells with names; empty if the file has none
     */
    record Polluted(String name, double weight, int times, String text, List<String> header, List<List<String>> rows) {}

    private final List<List<String>> table = new ArrayList<>();
    private final List<Polluted> files = new ArrayList<>();

    private String delimiter = ",";
    private String quote = "\"";
    private String escape = "\"";
    private String end = "\r\n";
    private final boolean quoteAll;

    private PollutedFiles(boolean quoteAll) {
        this.quoteAll = quoteAll;
        Random random = new Random(42);
        for (int i = 0; i < ROWS; i++) {
            String thing = THINGS.get(random.nextInt(THINGS.size()));
            String id = (char) ('A' + random.nextInt(26)) + "" + (char) ('A' + random.nextInt(26)) + "-"
                    + (1000 + random.nextInt(9000));
            table.add(List.of(
                    String.format("%02d/%02d/2018", 13 + i % 16, 1 + i / 16),
                    String.format("%02d:%02d", i / 4 % 24, i % 4 * 15),
                    String.valueOf(random.nextInt(30)),
                    id,
                    "$" + (1 + random.nextInt(90)) + "." + (10 + random.nextInt(90)),
                    thing,
                    "This " + thing.toLowerCase(java.util.Locale.ROOT) + " is "
                            + PROSE.get(random.nextInt(PROSE.size())) + (i % 3 == 0 ? "." : ", and more."),
                    "https://www.example.com/product/" + id.replace('-', '_') + ".html",
                    ""));
        }
    }

    /**
     * Every file; one row in {@code step} is polluted.
     *
     * @param quoteAll whether every cell is quoted, or only those that need it
     */
    static List<Polluted> files(int step, boolean quoteAll) {
        PollutedFiles all = new PollutedFiles(quoteAll);
        all.wholeFiles();
        all.rows(step);
        return all.files;
    }

    private void wholeFiles() {
        String clean = text();
        add("source", 1, clean);
        files.add(new Polluted("no_payload", 15, 1, "", List.of(), List.of()));
        add("no_trailing_newline", 184, clean.substring(0, clean.length() - 2));
        add("double_trailing_newline", 5, clean + end);
        files.add(new Polluted("no_header", 470, 1, lines(table), List.of(), table));
        for (int extra = 1; extra <= 2; extra++) {
            List<String> names = IntStream.rangeClosed(0, extra)
                    .boxed()
                    .flatMap(i -> HEADER.stream())
                    .toList();
            files.add(new Polluted(
                    "header_multirow_" + (extra + 1), 47, 1, line(HEADER).repeat(extra) + clean, names, table));
        }
        add("preamble_plain", 94, ("PREAMBLE" + end).repeat(3) + end + clean);
        add("preamble_delimited", 94, ("PREAMBLE,,,,,,,," + end).repeat(3) + end + clean);
        List<String> blank = Collections.nCopies(HEADER.size(), "");
        List<String> title = new ArrayList<>(blank);
        title.set(0, "PREAMBLE");
        add("preamble_as_rows", 94, line(title) + line(blank) + clean);
        second("multitable_same", 9);
        second("multitable_less", 8);
        second("multitable_more", 10);
        files.add(new Polluted("header_only", 3, 1, line(HEADER), HEADER, List.of()));
        files.add(new Polluted("one_data_row", 4, 1, line(HEADER) + line(table.get(0)), HEADER, table.subList(0, 1)));
        end = "\r";
        add("record_delimiter_CR", 7, text());
        end = "\n";
        add("record_delimiter_LF", 1691, text());
        end = "\r\n";
        delimiter = "\t";
        add("field_delimiter_tab", 4, text());
        delimiter = ";";
        add("field_delimiter_semicolon", 834, text());
        delimiter = " ";
        add("field_delimiter_blank", 4, text());
        delimiter = ", ";
        add("field_delimiter_comma_blank", 101, text());
        delimiter = ",";
        quote = "'";
        escape = "'";
        add("quotation_char_apostrophe", 11, text());
        quote = "\"";
        escape = "\\";
        add("escape_char_backslash", 1, text());
        escape = "";
        add("escape_char_none", 7, text());
        escape = "\"";
    }

    private void second(String name, int width) {
        List<String> names = new ArrayList<>(HEADER.subList(0, Math.min(width, 9)));
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : table) {
            rows.add(new ArrayList<>(row.subList(0, Math.min(width, 9))));
        }
        if (width > 9) {
            names.add("col1");
            rows.forEach(row -> row.add("x"));
        }
        List<String> header = new ArrayList<>(HEADER);
        header.addAll(names);
        List<List<String>> data = new ArrayList<>(table);
        data.addAll(rows);
        files.add(new Polluted(name, 62.67, 1, text() + line(names) + lines(rows), header, data));
    }

    private void rows(int step) {
        List<List<String>> all = new ArrayList<>();
        all.add(HEADER);
        all.addAll(table);
        int count = 0;
        for (int r = 0; r < all.size(); r++) {
            List<String> row = all.get(r);
            for (int c = 0; c < row.size(); c++) {
                if (count++ % step != 0) {
                    continue;
                }
                String before = line(row.subList(0, c)).strip();
                String after = line(row.subList(c, row.size()));
                String place = "_row" + r + "_col" + c;
                List<String> more = new ArrayList<>(row);
                more.add(c, "");
                replaced("more_sep" + place, step, all, r, (c == 0 ? "" : before + ",") + "," + after, more);
                if (c > 0) {
                    replaced("less_sep" + place, step, all, r, before + after, row);
                }
                List<String> quoted = new ArrayList<>(row);
                quoted.set(c, "\"" + row.get(c));
                String begin = after.startsWith("\"") ? "\"\"" + after.substring(1) : "\"" + after;
                replaced("extra_quote" + place, step, all, r, (c == 0 ? "" : before + ",") + begin, quoted);
            }
            if (r % step == 0) {
                delimiter = " ";
                String blank = line(row);
                delimiter = ",";
                replaced("field_delimiter_blank_row" + r, step, all, r, blank, row);
            }
        }
    }

    private void replaced(String name, int times, List<List<String>> all, int place, String line, List<String> cells) {
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < all.size(); r++) {
            text.append(r == place ? line : line(all.get(r)));
        }
        List<List<String>> rows = new ArrayList<>(table);
        if (place > 0) {
            rows.set(place - 1, cells);
        }
        files.add(new Polluted(name, 0.37, times, text.toString(), place == 0 ? cells : HEADER, rows));
    }

    private void add(String name, double weight, String text) {
        files.add(new Polluted(name, weight, 1, text, HEADER, table));
    }

    private String text() {
        return line(HEADER) + lines(table);
    }

    private String lines(List<List<String>> rows) {
        return String.join("", rows.stream().map(this::line).toList());
    }

    private String line(List<String> cells) {
        return String.join(delimiter, cells.stream().map(this::cell).toList()) + end;
    }

    private String cell(String value) {
        boolean needed = value.contains(delimiter.strip().isEmpty() ? delimiter : delimiter.strip())
                || value.contains(quote)
                || value.contains("\n");
        return needed || quoteAll ? quote + value.replace(quote, escape + quote) + quote : value;
    }
}
