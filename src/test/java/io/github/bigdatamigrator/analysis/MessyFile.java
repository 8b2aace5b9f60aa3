package io.github.bigdatamigrator.analysis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file as people send them, and what should be read from it.
 *
 * @param columns names
 * @param rows each as its values in SQL with a bar between them, ∅ for null
 * @param problems something of what the profile must say
 */
record MessyFile(
        String name, String text, Charset charset, List<String> columns, List<String> rows, List<String> problems) {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String PEOPLE = "id,name,born\n1,Ann,1980-01-02\n2,Bob,1979-11-30\n3,Cyd,1985-05-05\n";
    private static final List<String> PEOPLE_COLUMNS = List.of("id", "name", "born");
    private static final List<String> PEOPLE_ROWS = List.of("1|Ann|1980-01-02", "2|Bob|1979-11-30", "3|Cyd|1985-05-05");

    private static MessyFile of(String name, String text, String columns, List<String> rows, String... problems) {
        return new MessyFile(name, text, UTF_8, List.of(columns.split("\\|")), rows, Arrays.asList(problems));
    }

    private static MessyFile people(String name, String text, String... problems) {
        return people(name, text, UTF_8, problems);
    }

    private static MessyFile people(String name, String text, Charset charset, String... problems) {
        return new MessyFile(name, text, charset, PEOPLE_COLUMNS, PEOPLE_ROWS, Arrays.asList(problems));
    }

    static List<MessyFile> all() {
        List<MessyFile> all = new ArrayList<>();
        delimiters(all);
        quotes(all);
        encodings(all);
        headers(all);
        around(all);
        rows(all);
        values(all);
        return all;
    }

    private static void delimiters(List<MessyFile> all) {
        int i = 0;
        for (String delimiter : List.of(",", ";", "\t", "|", ", ", "||", "::", "^", "~", "\u0001", "¦", ";;", "\t\t")) {
            all.add(people("delimiter_" + i++, PEOPLE.replace(",", delimiter)));
        }
        all.add(of(
                "delimiter_blank",
                "id name score\n1 \"Ann Lee\" 2.5\n2 Bob 3.5\n3 \"Cyd Moe\" 4.5\n",
                "id|name|score",
                List.of("1|Ann Lee|2.5", "2|Bob|3.5", "3|Cyd Moe|4.5")));
        all.add(people("padded_with_blanks", """
            id , name , born
            1  , Ann  , 1980-01-02
            2  , Bob  , 1979-11-30
            3  , Cyd  , 1985-05-05
            """));
        all.add(of(
                "delimiter_in_every_line_end",
                "1|Ann|2.5|\n2|Bob|3.5|\n3|Cyd|4.5|\n",
                "column_1|column_2|column_3",
                List.of("1|Ann|2.5", "2|Bob|3.5", "3|Cyd|4.5"),
                "no header found"));
        all.add(of("one_column_of_times", "at\n12:30\n12:45\n13:00\n", "at", List.of("12:30", "12:45", "13:00")));
        all.add(of(
                "one_column_of_names",
                "name\nAnn Lee\nBob Moe\nCyd Roe\n",
                "name",
                List.of("Ann Lee", "Bob Moe", "Cyd Roe")));
    }

    private static void quotes(List<MessyFile> all) {
        List<String> rows = List.of("1|a, \"b\"", "2|two\nlines", "3|");
        all.add(of("quote_doubled", "id,note\n1,\"a, \"\"b\"\"\"\n2,\"two\nlines\"\n3,\" \"\n", "id|note", rows));
        String wide = "x".repeat(150);
        all.add(of(
                "quote_doubled_in_long_cells",
                "id,note\n1,\"a\"\"" + wide + "\"\n2,\"b\"\"" + wide.repeat(3) + "\"\n3,\"c\"\"" + wide.repeat(9)
                        + "\"\n",
                "id|note",
                List.of("1|a\"" + wide, "2|b\"" + wide.repeat(3), "3|c\"" + wide.repeat(9))));
        all.add(of("quote_escaped", "id,note\n1,\"a, \\\"b\\\"\"\n2,\"two\nlines\"\n3,\" \"\n", "id|note", rows));
        all.add(of(
                "quote_apostrophe",
                "id,note\n1,'a, \"b\"'\n2,'two\nlines'\n3,' '\n4,'it''s'\n",
                "id|note",
                List.of("1|a, \"b\"", "2|two\nlines", "3|", "4|it's")));
        all.add(of(
                "quote_none",
                "id,size\n1,5\" pipe\n2,\"3\" pipe\n3,\"4\" pipe\n4,\"6\" pipe\n",
                "id|size",
                List.of("1|5\" pipe", "2|\"3\" pipe", "3|\"4\" pipe", "4|\"6\" pipe")));
        all.add(of(
                "quote_out_of_place",
                "id,note\n1,\"24\" wide\",\n2,x\n3,\"never closed\n4,y\n",
                "id|note",
                List.of("1|24\" wide", "2|x", "3|\"never closed", "4|y"),
                "quote out of place, at line 2, 4"));
        all.add(of(
                "apostrophes_in_text",
                "id,note\n1,it's\n2,'tis\n3,dogs'\n",
                "id|note",
                List.of("1|it's", "2|'tis", "3|dogs'")));
    }

    private static void encodings(List<MessyFile> all) {
        String text = "id;name\n1;Müller\n2;Løvås\n3;Ærø\n";
        List<String> rows = List.of("1|Müller", "2|Løvås", "3|Ærø");
        List<String> columns = List.of("id", "name");
        all.add(new MessyFile("utf8", text, UTF_8, columns, rows, List.of()));
        all.add(new MessyFile("utf8_mark", "\uFEFF" + text, UTF_8, columns, rows, List.of()));
        all.add(new MessyFile("utf16le_mark", "\uFEFF" + text, UTF_16LE, columns, rows, List.of()));
        all.add(new MessyFile("utf16be_mark", "\uFEFF" + text, UTF_16BE, columns, rows, List.of()));
        all.add(new MessyFile("utf16le", text, UTF_16LE, columns, rows, List.of()));
        all.add(new MessyFile("utf16be", text, UTF_16BE, columns, rows, List.of()));
        all.add(new MessyFile("latin1", text, ISO_8859_1, columns, rows, List.of("windows-1252")));
        all.add(new MessyFile(
                "windows",
                "id;price\n1;“5 €”\n2;–\n3;x\n",
                WINDOWS,
                List.of("id", "price"),
                List.of("1|“5 €”", "2|–", "3|x"),
                List.of("windows-1252")));
        all.add(new MessyFile(
                "utf16le_cyrillic",
                "город;страна\nМосква;Россия\nКиев;Украина\nМинск;Беларусь\n",
                UTF_16LE,
                List.of("город", "страна"),
                List.of("Москва|Россия", "Киев|Украина", "Минск|Беларусь"),
                List.of()));
    }

    private static void headers(List<MessyFile> all) {
        all.add(of(
                "header_none",
                "1,Ann,2.5\n2,Bob,3.5\n3,Cyd,4.5\n",
                "column_1|column_2|column_3",
                List.of("1|Ann|2.5", "2|Bob|3.5", "3|Cyd|4.5"),
                "no header found"));
        all.add(of(
                "header_spanning",
                "region,2023,,2024,\n,Q1,Q2,Q1,Q2\nnorth,1,2,3,4\nsouth,5,6,7,8\neast,9,10,11,12\n",
                "region|2023 Q1|2023 Q2|2024 Q1|2024 Q2",
                List.of("north|1|2|3|4", "south|5|6|7|8", "east|9|10|11|12"),
                "column names are in several rows"));
        all.add(of(
                "header_units",
                "name;length;weight\n;(m);(kg)\na;1,5;10\nb;2,5;20\nc;3,5;30\n",
                "name|length (m)|weight (kg)",
                List.of("a|1.5|10", "b|2.5|20", "c|3.5|30"),
                "column names are in several rows"));
        all.add(of(
                "header_three_rows",
                """
                Report,Sales,,,
                ,2023,,2024,
                region,count,sum,count,sum
                n,1,1.5,2,2.5
                s,3,3.5,4,4.5
                e,5,5.5,6,6.5
                """,
                "Report region|Sales 2023 count|Sales 2023 sum|Sales 2024 count|Sales 2024 sum",
                List.of("n|1|1.5|2|2.5", "s|3|3.5|4|4.5", "e|5|5.5|6|6.5"),
                "column names are in several rows"));
        all.add(of(
                "header_over_absent_values",
                "name,math,physics\nAnn,absent,absent\nBob,5,6\nCyd,3,4\n",
                "name|math|physics",
                List.of("Ann|absent|absent", "Bob|5|6", "Cyd|3|4")));
        all.add(of(
                "header_too_wide",
                "id,name,extra,more\n1,Ann\n2,Bob\n3,Cyd\n",
                "id|name|extra|more",
                List.of("1|Ann|∅|∅", "2|Bob|∅|∅", "3|Cyd|∅|∅"),
                "the header has 4 names, but most rows have 2 cells",
                "too few cells, at line 2, 3, 4"));
        all.add(of("header_only", "id,name,born\n", "id|name|born", List.of()));
        all.add(of(
                "header_twice_the_same_name",
                "id,x,x\n1,2,3\n4,5,6\n",
                "id|x|x",
                List.of("1|2|3", "4|5|6"),
                "occur twice"));
    }

    private static void around(List<MessyFile> all) {
        all.add(people(
                "preamble", "Report of people\nMade on Monday\n\n" + PEOPLE, "lines before the table were skipped: 3"));
        all.add(people("preamble_delimited", "Report,,\nMonday,,\n,,\n" + PEOPLE, "“Report,,”"));
        all.add(people(
                "preamble_longer_than_table",
                "a\nb\nc\nd\ne\nf\n\n" + PEOPLE,
                "lines before the table were skipped: 7"));
        all.add(people(
                "preamble_with_delimiters",
                "Report, made by Ann, on Monday, for Bob\n\n" + PEOPLE,
                "lines before the table were skipped: 2"));
        all.add(people("comments", "# made by a tool\n# on Monday\n" + PEOPLE));
        all.add(people(
                "footer_note",
                PEOPLE + "\nSource: the office, 2024\n",
                "lines after the table were left out: 2",
                "“Source: the"));
        all.add(people("footer_row_count", PEOPLE + "\n(3 rows affected)\n", "“(3 rows affected)”"));
        all.add(people("footer_delimited", PEOPLE + ",,\nNote: as of Monday,,\n", "“Note: as of Monday,,”"));
        all.add(people("footer_mac_line_ends", (PEOPLE + "\nSource: x\n").replace('\n', '\r'), "“Source: x”"));
        all.add(new MessyFile(
                "footer_utf16",
                "\uFEFF" + PEOPLE + "\nSource: ü\n",
                UTF_16LE,
                PEOPLE_COLUMNS,
                PEOPLE_ROWS,
                List.of("“Source: ü”")));
        all.add(of(
                "footer_total",
                "item;n;sum\na;1;10\nb;2;20\nc;3;30\nTotal;;60\n",
                "item|n|sum",
                List.of("a|1|10", "b|2|20", "c|3|30", "Total|∅|60"),
                "looks like a total (“Total”)"));
        all.add(of(
                "no_footer_in_a_quoted_cell",
                "id,note\n1,x\n2,\"first\n\nSource: within\"\n",
                "id|note",
                List.of("1|x", "2|first\n\nSource: within")));
        all.add(of(
                "cut_off_in_the_last_row",
                "id,name,born\n1,Ann,1980-01-02\n2,Bob,1979-11-30\n3",
                "id|name|born",
                List.of("1|Ann|1980-01-02", "2|Bob|1979-11-30", "3|∅|∅"),
                "too few cells, at line 4"));
        all.add(of(
                "two_tables",
                "id,name\n1,Ann\n2,Bob\n3,Cyd\n\nday,sum,count\n2024-01-01,5,1\n2024-01-02,6,2\n2024-01-03,7,3\n",
                "id|name",
                List.of(
                        "1|Ann",
                        "2|Bob",
                        "3|Cyd",
                        "day|sum,count",
                        "2024-01-01|5,1",
                        "2024-01-02|6,2",
                        "2024-01-03|7,3"),
                "further tables seem to begin in the same file, at line 6",
                "too many cells, at line 6, 7, 8, 9"));
        all.add(of(
                "the_same_header_again",
                "id,n\n1,5\n2,6\n3,7\n\nid,n\n4,8\n5,9\n",
                "id|n",
                List.of("1|5", "2|6", "3|7", "id|n", "4|8", "5|9"),
                "further tables seem to begin in the same file, at line 6"));
        all.add(of(
                "empty_rows_between_and_at_the_end",
                "id,n\n1,5\n,\n3,6\n # a remark\n,\n,\n",
                "id|n",
                List.of("1|5", "∅|∅", "3|6"),
                "rows at the end hold no value, at line 6, 7",
                "comment lines, at line 5"));
        all.add(of(
                "groups_of_years_over_names",
                ",2023,2023,2024,2024\ntown,n,sum,n,sum\nUlm,1,2.5,3,3.5\nBonn,5,6.5,7,8.5\n",
                "town|2023 n|2023 sum|2024 n|2024 sum",
                List.of("Ulm|1|2.5|3|3.5", "Bonn|5|6.5|7|8.5"),
                "column names are in several rows"));
        all.add(people("no_last_line_end", PEOPLE.strip()));
        all.add(people("blank_lines_at_the_end", PEOPLE + "\n\n\n"));
    }

    private static void rows(List<MessyFile> all) {
        all.add(people("line_end_cr", PEOPLE.replace('\n', '\r')));
        all.add(people("line_end_crlf", PEOPLE.replace("\n", "\r\n")));
        all.add(people("line_ends_mixed", "id,name,born\r\n1,Ann,1980-01-02\n2,Bob,1979-11-30\r3,Cyd,1985-05-05\r\n"));
        all.add(people("blank_lines_inside", PEOPLE.replace("2,Bob", "\n  \n2,Bob")));
        all.add(of(
                "ragged",
                "id,name,x\n1,a,1\n2,b\n3,c,3,4\n4,d,4\n5,e,5\n",
                "id|name|x",
                List.of("1|a|1", "2|b|∅", "3|c|3,4", "4|d|4", "5|e|5"),
                "too few cells, at line 3",
                "too many cells, at line 4"));
        all.add(of("one_row", "id,name\n1,Ann\n", "id|name", List.of("1|Ann")));
        all.add(of("one_column", "id\n1\n2\n", "id", List.of("1", "2")));
        all.add(of(
                "huge_line",
                "id,text\n1," + "x".repeat(300_000) + "\n2,y\n",
                "id|text",
                List.of("1|" + "x".repeat(300_000), "2|y")));
        all.add(of(
                "nulls",
                "id,n,s\n1,NULL,a\n2,5,\n3,,N/A\n4,NA,b\n",
                "id|n|s",
                List.of("1|∅|a", "2|5|∅", "3|∅|N/A", "4|∅|b"),
                "'NULL'"));
    }

    private static void values(List<MessyFile> all) {
        all.add(of(
                "decimal_comma",
                "item;price\na;1,25\nb;0,99\nc;12,50\n",
                "item|price",
                List.of("a|1.25", "b|0.99", "c|12.50")));
        String problem = "between thousands";
        List<String> amounts = List.of("a|1234.50|1234567", "b|-12.25|12", "c|1000000.00|1234");
        all.add(of(
                "thousands_comma",
                "item,sum,n\na,\"1,234.50\",\"1,234,567\"\nb,-12.25,12\nc,\"1,000,000.00\",\"1,234\"\n",
                "item|sum|n",
                amounts,
                problem));
        all.add(of(
                "thousands_point",
                "item;sum;n\na;1.234,50;1.234.567\nb;-12,25;12\nc;1.000.000,00;1.234\n",
                "item|sum|n",
                amounts,
                problem));
        all.add(of(
                "thousands_blank",
                "item;sum;n\na;1 234,50;1\u202f234\u202f567\nb;-12,25;12\nc;1\u00a0000\u00a0000,00;1 234\n",
                "item|sum|n",
                amounts,
                problem));
        all.add(of(
                "thousands_apostrophe",
                "item;sum;n\na;1'234.50;1'234'567\nb;-12.25;12\nc;1'000'000.00;1'234\n",
                "item|sum|n",
                amounts,
                problem));
        all.add(of(
                "no_thousands_in_lists",
                "item;pair\na;1,234\nb;12,5\nc;7,1000\nd;1,2,3\n",
                "item|pair",
                List.of("a|1,234", "b|12,5", "c|7,1000", "d|1,2,3")));
        all.add(of(
                "dates_of_many_kinds",
                """
                short,point,clock,oracle,spaced,month first
                12/31/99,31.12.68,12/31/2024 1:05 PM,04-FEB-21 01.02.03.500000 PM,4 February 2021,"Feb 4, 2021"
                01/15/24,15.01.69,01/15/2024 12:00 AM,05-FEB-21 12.00.00.000000 AM,15 Jan 2024,"January 15, 2024"
                """,
                "short|point|clock|oracle|spaced|month first",
                List.of(
                        "1999-12-31|2068-12-31|2024-12-31 13:05:00|2021-02-04 13:02:03.5|2021-02-04|2021-02-04",
                        "2024-01-15|1969-01-15|2024-01-15 00:00:00|2021-02-05 00:00:00|2024-01-15|2024-01-15")));
        all.add(of(
                "units_are_kept_beside_numbers",
                "item,share,price\na,5%,$1.50\nb,7.5%,$2\nc,10%,$3.25\n",
                "item|share|price",
                List.of("a|5.0|1.50", "b|7.5|2.00", "c|10.0|3.25"),
                "written with “%”",
                "written with “$”"));
    }
}
