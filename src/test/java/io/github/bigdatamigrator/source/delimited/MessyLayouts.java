package io.github.bigdatamigrator.source.delimited;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.List;

/** Texts with headers, titles and notes of every kind, and what should be read from them. */
final class MessyLayouts extends MessyTexts {
    private MessyLayouts() {}

    static List<Layout> all() {
        MessyLayouts layouts = new MessyLayouts();
        layouts.declaredDelimiters();
        layouts.valuesAsNames();
        layouts.noNames();
        layouts.severalHeaderRows();
        layouts.titles();
        layouts.pairsAbove();
        layouts.columns();
        return layouts.all;
    }

    private void declaredDelimiters() {
        String said = "lines before the table were skipped: 1";
        add("sep_tab", "sep=\t\nTown\tCount\nUlm\t3\nBonn\t4\n", "Town|Count", "Ulm|3/Bonn|4", said);
        add(
                "sep_tilde_mark_crlf",
                "\uFEFFsep=~\r\nTown~Count\r\nUlm~3\r\nBonn~4\r\n",
                "Town|Count",
                "Ulm|3/Bonn|4",
                said);
        add("sep_quoted", "\"sep=;\"\nTown;Count\nUlm;3\nBonn;4\n", "Town|Count", "Ulm|3/Bonn|4", said);
        add("sep_in_capitals_utf16", "\uFEFFSEP=|\nTown|Count\nUlm|3\n", UTF_16LE, "Town|Count", "Ulm|3", said);
        add("sep_against_the_look", "sep=;\na,b;c\n1,2;3\n4,5;6\n", "a,b|c", "1,2|3/4,5|6", said);
    }

    private void valuesAsNames() {
        add("years", "town,1999,2000,sum\nUlm,5,6,11\nBonn,7,8,15\n", "town|1999|2000|sum", "Ulm|5|6|11/Bonn|7|8|15");
        add(
                "years_over_even_rows",
                """
                "Town","Code","2001","2002","2003",
                "Ulm","U","1.5","2.5","3.5",
                "Bonn","B","4.5","5.5","6.5",
                """,
                "Town|Code|2001|2002|2003|column_6",
                "Ulm|U|1.5|2.5|3.5|/Bonn|B|4.5|5.5|6.5|",
                "columns without a name");
        add("one_year", "town;2011\nUlm;12.5\nBonn;13.5\n", "town|2011", "Ulm|12.5/Bonn|13.5");
        add(
                "years_over_large",
                "town,2010,2020\nUlm,1950,2315\nBonn,400,870\n",
                "town|2010|2020",
                "Ulm|1950|2315/Bonn|400|870");
        add(
                "years_with_gaps",
                "geo\t2010 \t2011 \nA\t1.5 \t2.5 e\nB\t: \t4.5 \n",
                "geo|2010|2011",
                "A|1.5|2.5 e/B|:|4.5");
        add("days", "site,2024-01-01,2024-01-02\na,1,2\nb,4,5\n", "site|2024-01-01|2024-01-02", "a|1|2/b|4|5");
        add("months", "site;2024-01;2024-02;sum\na;1;2;3\nb;4;5;9\n", "site|2024-01|2024-02|sum", "a|1|2|3/b|4|5|9");
        add(
                "clock",
                "day|00:00|01:00|02:00\n2024-01-01|1.5|2.5|3.5\n2024-01-02|4|5|6\n",
                "day~00:00~01:00~02:00",
                "2024-01-01|1.5|2.5|3.5/2024-01-02|4|5|6");
        add(
                "hours",
                "day,1,2,3,4\n2024-01-01,340,350,360,341\n2024-01-02,342,352,363,311\n",
                "day|1|2|3|4",
                "2024-01-01|340|350|360|341/2024-01-02|342|352|363|311");
        add("shares", "item,50%,100%\na,5,10\nb,6,12\n", "item|50%|100%", "a|5|10/b|6|12");
        add("numbered", ",0,1,2\n0,0.5,0.25,x\n1,0.75,0.1,y\n", "column_1|0|1|2", "0|0.5|0.25|x/1|0.75|0.1|y");
        add(
                "stations",
                "date,10384,10400\n2024-01-01,1.5,2.5\n2024-01-02,1.6,2.6\n",
                "date|10384|10400",
                "2024-01-01|1.5|2.5/2024-01-02|1.6|2.6");
        add("letters", "y,n,t\n1,2,3\n4,5,6\n", "y|n|t", "1|2|3/4|5|6");
    }

    private void noNames() {
        String said = "no header found";
        add(
                "years_as_values",
                "Ann,2019,2020\nBob,2015,2016\nCyd,2011,2018\n",
                "column_1|column_2|column_3",
                "Ann|2019|2020/Bob|2015|2016/Cyd|2011|2018",
                said);
        add(
                "counting",
                "1,2,3,Ann\n2,5,1,Bob\n3,9,4,Cyd\n",
                "column_1|column_2|column_3|column_4",
                "1|2|3|Ann/2|5|1|Bob/3|9|4|Cyd",
                said);
        add(
                "one_word_over_numbers",
                "1,Ann,unknown\n2,Bob,5\n3,Cyd,6\n",
                "column_1|column_2|column_3",
                "1|Ann|unknown/2|Bob|5/3|Cyd|6",
                said);
        add(
                "multiples",
                "1,2,3,4\n2,4,6,8\n3,6,9,12\n",
                "column_1|column_2|column_3|column_4",
                "1|2|3|4/2|4|6|8/3|6|9|12",
                said);
        add(
                "days_as_values",
                "2024-01-01;5;10\n2024-01-02;6;12\n",
                "column_1|column_2|column_3",
                "2024-01-01|5|10/2024-01-02|6|12",
                said);
        add(
                "log",
                "2024-01-01 10:00:00,INFO,up\n2024-01-01 10:00:05,WARN,slow\n",
                "column_1|column_2|column_3",
                "2024-01-01 10:00:00|INFO|up/2024-01-01 10:00:05|WARN|slow",
                said);
    }

    private void severalHeaderRows() {
        String said = "column names are in several rows";
        add(
                "groups_of_years",
                ",1999,1999,2000,2000\ntown,n,sum,n,sum\nUlm,1,2.5,3,3.5\nBonn,5,6.5,7,8.5\n",
                "town|1999 n|1999 sum|2000 n|2000 sum",
                "Ulm|1|2.5|3|3.5/Bonn|5|6.5|7|8.5",
                said);
        add(
                "groups",
                "low,,high,\nx,y,x,y\n0.5,1.5,2.5,3.5\n0.6,1.6,2.6,3.6\n",
                "low x|low y|high x|high y",
                "0.5|1.5|2.5|3.5/0.6|1.6|2.6|3.6",
                said);
        add(
                "names_beside_groups",
                "Town;Sales;;\n;Q1;Q2;Q3\nUlm;1;2;3\nBonn;4;5;6\nKiel;7;8;9\n",
                "Town|Sales Q1|Sales Q2|Sales Q3",
                "Ulm|1|2|3/Bonn|4|5|6/Kiel|7|8|9",
                said);
        add(
                "title_over_groups",
                "Survey,,,,\n,Men,,Women,\nTown,yes,no,yes,no\nUlm,1,2,3,4\nBonn,5,6,7,8\n",
                "Town|Men yes|Men no|Women yes|Women no",
                "Ulm|1|2|3|4/Bonn|5|6|7|8",
                said,
                "“Survey,,,,”");
        add(
                "units_below",
                "Time;T1;T2\n;degC;degC\n10:00;1,5;2,5\n10:10;1,6;2,6\n10:20;1,7;2,7\n",
                "Time|T1 degC|T2 degC",
                "10:00|1,5|2,5/10:10|1,6|2,6/10:20|1,7|2,7",
                said);
        add(
                "pivot",
                ",n,n,sum,sum\nyear,2022,2023,2022,2023\ntown,,,,\nUlm,1,2,3,4\nBonn,5,6,7,8\n",
                "year town|n 2022|n 2023|sum 2022|sum 2023",
                "Ulm|1|2|3|4/Bonn|5|6|7|8",
                said);
    }

    private void titles() {
        add(
                "title_of_two_columns",
                "Summary of ,\n,\nLabel,Sum\nFees,9.7\nRent,12.5\n",
                "Label|Sum",
                "Fees|9.7/Rent|12.5",
                "skipped: 2",
                "“Summary of ,”");
        add(
                "notes_of_other_widths",
                "a note...\nanother note,...\nnumber,text,day\n1,one,2024-01-05\n2,two,2024-01-06\n",
                "number|text|day",
                "1|one|2024-01-05/2|two|2024-01-06",
                "skipped: 2",
                "“another note,...”");
        add(
                "title_and_day",
                "Report,,,2024-01-31\ntown,n,price,sum\nUlm,1,2.5,2.5\nBonn,2,3.5,7\n",
                "town|n|price|sum",
                "Ulm|1|2.5|2.5/Bonn|2|3.5|7",
                "skipped: 1");
        add(
                "title_in_the_middle",
                ",,Report,,\ntown,n,price,sum,x\nUlm,1,2.5,2.5,a\nBonn,2,3.5,7,b\n",
                "town|n|price|sum|x",
                "Ulm|1|2.5|2.5|a/Bonn|2|3.5|7|b",
                "skipped: 1");
        add(
                "title_quoted",
                "\"Cases, all towns\"\n\"id\",\"n\"\n\"1\",\"5\"\n\"2\",\"6\"\n",
                "id|n",
                "1|5/2|6",
                "skipped: 1");
        add(
                "title_and_notes",
                """
                Towns, 2010-2012 (in thousands)

                Town,2010,2011
                Ulm,"1,204.5","1,210.2"
                Bonn,904.5,910.2

                Source: the office.
                Note: preliminary.
                """,
                "Town|2010|2011",
                "Ulm|1,204.5|1,210.2/Bonn|904.5|910.2",
                "skipped: 2",
                "were left out: 3");
        add(
                "stated_total",
                "Clicks\n\"January 1, 2024\"\nName,Clicks,Cost\nA,5,12.50\nB,6,13.50\nTotal,11,26.00\n",
                "Name|Clicks|Cost",
                "A|5|12.50/B|6|13.50/Total|11|26.00",
                "skipped: 2",
                "looks like a total");
        add(
                "one_name_only",
                "id,,\n1,a,b\n2,c,d\n3,e,f\n",
                "id|column_2|column_3",
                "1|a|b/2|c|d/3|e|f",
                "without a name");
    }

    private void pairsAbove() {
        add(
                "pairs_above_more_columns",
                """
                Station\tNord
                Owner\tnone
                day\ttemp\twind\tnote
                2024-01-05\t1.5\t3\ta
                2024-01-06\t2.5\t4\tb
                """,
                "day|temp|wind|note",
                "2024-01-05|1.5|3|a/2024-01-06|2.5|4|b",
                "skipped: 2",
                "“Owner\tnone”");
        add(
                "pairs_as_wide_as_the_table",
                """
                Account;123456
                Owner;Ann Lee
                Balance;1,50

                Day;Sum
                2024-01-01;5,25
                2024-01-02;6,50
                """,
                "Day|Sum",
                "2024-01-01|5,25/2024-01-02|6,50",
                "skipped: 4",
                "“Balance;1,50”");
        add(
                "pairs_ended_by_delimiters",
                """
                Account:;DE12345;
                Period:;01.01.2024 - 31.01.2024;
                Balance:;1.234,56 EUR;

                Day;Reason;Sum;Unit
                02.01.2024;Rent;-500,00;EUR
                03.01.2024;Wage;2.500,00;EUR
                """,
                "Day|Reason|Sum|Unit",
                "02.01.2024|Rent|-500,00|EUR/03.01.2024|Wage|2.500,00|EUR",
                "skipped: 4");
        add(
                "sections",
                "[Header]\nVersion,4\nDate,2024-01-01\n\n[Data]\nId,Name,Index,Lane\n1,a,ACGT,5\n2,b,ACGA,6\n",
                "Id|Name|Index|Lane",
                "1|a|ACGT|5/2|b|ACGA|6",
                "skipped: 5");
        add(
                "rows_above_another_header",
                "1,Ann\n2,Bob\n\nid,name\n3,Cyd\n4,Dan\n",
                "column_1|column_2",
                "1|Ann/2|Bob/id|name/3|Cyd/4|Dan",
                "further tables seem to begin in the same file, at line 4");
        add("coordinates", """
                Station: Nord
                Lat: 59.9, Lon: 10.7

                day,low,high,rain
                2024-01-01,1.5,2.5,0.0
                2024-01-02,2.5,3.5,3.2
                """, "day|low|high|rain", "2024-01-01|1.5|2.5|0.0/2024-01-02|2.5|3.5|3.2", "skipped: 3");
    }

    private void columns() {
        add(
                "row_names",
                "\"u\";\"v\"\n\"r1\";1;3\n\"r2\";2;4\n\"r3\";5;6\n",
                "column_1|u|v",
                "r1|1|3/r2|2|4/r3|5|6",
                "a name less");
        add("row_numbers", "\"u\",\"v\"\n\"1\",5,x\n\"2\",6,z\n", "column_1|u|v", "1|5|x/2|6|z", "a name less");
        add(
                "last_name_missing",
                "u,v\n1,5,x\n1,6,z\n2,7,w\n",
                "u|v|column_3",
                "1|5|x/1|6|z/2|7|w",
                "the header has 2 names");
        add("index_without_name", ",u,v\n0,5,x\n1,6,z\n", "column_1|u|v", "0|5|x/1|6|z", "without a name");
        add("columns_without_anything", "id,name\n1,Ann,,\n2,Bob,,\n", "id|name", "1|Ann/2|Bob", "left out");
        add(
                "blank_name_too_much",
                "day,,town,n\n2024-01-05,Ulm,5\n2024-01-06,Bonn,6\n",
                "day|town|n",
                "2024-01-05|Ulm|5/2024-01-06|Bonn|6",
                "the header has 4 names, but most rows have 3 cells");
        add(
                "bars_around",
                "|id|name|\n|1|Ann|\n|2|Bob|\n",
                "column_1|id|name|column_4",
                "|1|Ann|/|2|Bob|",
                "without a name");
    }
}
