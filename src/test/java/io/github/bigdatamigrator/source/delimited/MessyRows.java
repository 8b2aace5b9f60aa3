package io.github.bigdatamigrator.source.delimited;

import java.nio.charset.Charset;
import java.util.List;

/** Texts with ragged and empty rows, comments, stray quotes, NULs and older encodings, and what should be read. */
final class MessyRows extends MessyTexts {
    private MessyRows() {}

    static List<Layout> all() {
        MessyRows texts = new MessyRows();
        texts.rows();
        texts.comments();
        texts.quotesAndBytes();
        texts.oneColumn();
        texts.encodings();
        return texts.all;
    }

    private void rows() {
        add(
                "empty_at_the_end",
                "id,name\n1,u\n2,v\n,\n,\n,\n",
                "id|name",
                "1|u/2|v",
                "rows at the end hold no value, at line 4");
        add(
                "many_empty_at_the_end",
                "id;name;\n1;u;\n\n2;v;\n" + ";;\n".repeat(700),
                "id|name|column_3",
                "1|u|/2|v|",
                "rows at the end hold no value, the first at line 5");
        add("empty_between", "id,n\n1,5\n,\n3,6\n,\n", "id|n", "1|5/|/3|6", "rows at the end hold no value, at line 5");
        add("only_empty", "id,n,v\n,,\n,,\n", "id|n|v", "", "rows at the end hold no value, at line 2, 3");
        add(
                "ragged",
                "id,name,age\n1,Ann\n2,Bob,26,x\n",
                "id|name|age",
                "1|Ann|/2|Bob|26,x",
                "too few cells, at line 2",
                "too many cells, at line 3");
        add(
                "ragged_semicolon",
                "id;name;age;town\n1;Ann;5\n2;Bob\n3;Cyd;7;Ulm;x\n",
                "id|name|age|town",
                "1|Ann|5|/2|Bob||/3|Cyd|7|Ulm;x",
                "too few cells, at line 2, 3",
                "too many cells, at line 4");
        add("longer_than_the_header", "a,b,c,d\n1,2,3,4,5\n", "a|b|c|d", "1|2|3|4,5", "too many cells, at line 2");
        add("bars_in_text", "id,txt\n1,a|b|c\n2,d|e|f\n3,g|h|i\n", "id|txt", "1|a~b~c/2|d~e~f/3|g~h~i");
    }

    private void comments() {
        add(
                "comments_between",
                "id;n\n # first\n1;3\n# second\n\t#third\n2;4\n",
                "id|n",
                "1|3/2|4",
                "comment lines, at line 2, 4, 5; left out");
        add(
                "comments_with_delimiters",
                "x,n\n1,2\n# a remark, with a comma\n3,4\n",
                "x|n",
                "1|2/3|4",
                "comment lines, at line 3");
        add(
                "comments_with_percent",
                "% by a tool\n% on Monday\nid,val\n1,5\n2,6\n",
                "id|val",
                "1|5/2|6",
                "comment lines, at line 1, 2");
        add("hash_in_the_header", "#id,name,n\n1,x,5\n2,z,6\n", "#id|name|n", "1|x|5/2|z|6");
        add(
                "lines_drawn",
                " id | name | n\n----+------+---\n -1 | Ann  | 5\n  2 | Bob  | 6\n(2 rows)\n",
                "id|name|n",
                "-1|Ann|5/2|Bob|6",
                "comment lines, at line 2",
                "“(2 rows)”");
        add(
                "printed",
                "Report Z1\n\n-----------\n|No  |Sum  |\n-----------\n|1000|34,50|\n|2000|14,10|\n-----------\n",
                "column_1|No|Sum|column_4",
                "|1000|34,50|/|2000|14,10|",
                "comment lines, at line 5, 8",
                "skipped: 3");
        add(
                "commented_names",
                "# x y z\n1.0 2.0 3.5\n1.5 2.5 4.5\n2.0 3.0 5.5\n",
                "column_1|column_2|column_3",
                "1.0|2.0|3.5/1.5|2.5|4.5/2.0|3.0|5.5",
                "comment lines, at line 1");
    }

    private void quotesAndBytes() {
        add(
                "lone_quote",
                "id,note,unit\n1,plain,m\n2,y,\"\n3,\"z, w\",m\n4,v,m\n",
                "id|note|unit",
                "1|plain|m/2|y|\"/3|z, w|m/4|v|m",
                "quote out of place, at line 3");
        add(
                "lone_quote_first",
                "n,q\n\"abc,1\n\"d,e\",2\nf,3\n",
                "n|q",
                "\"abc|1/d,e|2/f|3",
                "quote out of place, at line 2");
        add(
                "lone_quote_semicolon",
                "a;b;c\n1;\";u\n2;v;\"z; w\"\n3;s;t\n",
                "a|b|c",
                "1|\"|u/2|v|z; w/3|s|t",
                "at line 2");
        add("line_break_in_quotes", "\"a\";\"b\"\n\"1\";\"\n\"\n\"2\";\"x\ny\"\n", "a|b", "1|/2|x\ny");
        add(
                "nul_in_few_cells",
                "id,name\n1,an\0n\n2,bob\n3,c\0\n",
                "id|name",
                "1|an\0n/2|bob/3|c\0",
                "NUL bytes, at line 2, 4");
        add("nul_in_quotes", "id;name\n1;\"a;\0b\"\n2;bob\n", "id|name", "1|a;\0b/2|bob", "NUL bytes, at line 2");
    }

    private void oneColumn() {
        add(
                "words_with_few_commas",
                "remark\ngood\nbad\nslow, noisy\nfine\ncheap, ugly\nmeh\n",
                "remark",
                "good/bad/slow, noisy/fine/cheap, ugly/meh");
        add(
                "words_with_few_semicolons",
                "remark\nfine; cheap\nok\nbad; slow\nmeh\nfine\n",
                "remark",
                "fine; cheap/ok/bad; slow/meh/fine");
        add(
                "commas_at_the_end",
                "remark\n" + "good\n".repeat(30) + "alpha, beta\ngamma, delta\n".repeat(6),
                "remark",
                "good/".repeat(30) + "alpha, beta/gamma, delta/".repeat(6));
    }

    private void encodings() {
        String[][] texts = {
            {"windows-1251", "номер;город\n1;Москва\n2;Тула\n", "номер|город", "1|Москва/2|Тула"},
            {"KOI8-R", "номер;город\n1;Москва\n2;Самара\n", "номер|город", "1|Москва/2|Самара"},
            {"windows-1253", "αρ;πόλη\n1;Αθήνα\n2;Πάτρα\n", "αρ|πόλη", "1|Αθήνα/2|Πάτρα"},
            {"windows-1250", "id;nazwa\n1;Małgorzata\n2;Wrocław\n", "id|nazwa", "1|Małgorzata/2|Wrocław"},
            {"windows-1252", "id;ORT\n1;KÖLN\n2;ÄÖÜ\n", "id|ORT", "1|KÖLN/2|ÄÖÜ"},
            {"GB18030", "编号,城市\n1,北京\n2,上海\n", "编号|城市", "1|北京/2|上海"},
            {"Big5", "編號,城市\n1,臺北\n2,高雄\n3,臺中\n4,基隆\n", "編號|城市", "1|臺北/2|高雄/3|臺中/4|基隆"},
            {"Shift_JIS", "番号,都市\n1,東京\n2,なごや\n", "番号|都市", "1|東京/2|なごや"},
            {"EUC-KR", "번호,도시\n1,서울특별시\n2,부산광역시\n", "번호|도시", "1|서울특별시/2|부산광역시"}
        };
        for (String[] text : texts) {
            add(
                    "encoding_" + text[0],
                    text[1],
                    Charset.forName(text[0]),
                    text[2],
                    text[3],
                    "is not UTF-8; read as " + text[0] + ", as its bytes suggest");
        }
    }
}
