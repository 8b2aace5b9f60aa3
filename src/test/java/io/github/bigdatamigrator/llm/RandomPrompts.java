package io.github.bigdatamigrator.llm;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/**
 * Generates prompts of many kinds for windows of 2k to 16k tokens, the same on every machine. The resource
 * {@code llama-counts.bin} contains the true tokens of each in Llama's vocabulary, two bytes each. To create it,
 * {@link #main} writes the prompts, one JSON string per line, and the npm package {@code llama-tokenizer-js} 1.2.2
 * counts each by {@code encode(prompt, false, true).length}.
 */
public final class RandomPrompts {
    public static final int COUNT = 10_000;
    private static final long SEED = 20_261_124;
    private static final int[] WINDOWS = {2048, 4096, 8192, 16_384};

    private static final String[] WORDS =
            ("the of and to in is that for it was on are as with they be at one have this from or had by hot word but"
                            + " what some we can out other were all there when up use your how said an each she"
                            + " which do their"
                            + " time if will way about many then them write would like so these her long make thing"
                            + " see him two"
                            + " has look more day could go come did number sound no most people my over know water"
                            + " than call first"
                            + " who may down side been now find customer order product price invoice shipment"
                            + " delivery warehouse"
                            + " revenue quarter margin discount supplier category quantity payment refund account"
                            + " balance region"
                            + " country branch employee salary department manager contract insurance claim policy"
                            + " hospital patient"
                            + " diagnosis treatment laboratory measurement temperature pressure humidity sensor"
                            + " device firmware"
                            + " network latency throughput bandwidth timestamp duration currency exchange portfolio"
                            + " dividend"
                            + " mortgage statistical distribution quantile histogram relationship containment"
                            + " cardinality"
                            + " aggregate partition migration warehouse schema constraint nevertheless extraordinary"
                            + " approximately"
                            + " characteristic responsibility environmental infrastructure")
                    .split(" ");
    private static final String[] SHORT = {
        "id", "cust", "amt", "qty", "dt", "no", "cd", "nm", "flg", "addr", "ts", "pct", "avg", "ref", "zip", "tel",
        "kpi"
    };
    private static final String HAN = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同"
            + "现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向"
            + "数据库表格销售订单客户产品价格数量库存仓储发票付款退款地区门店员工工资部门合同保险医院温度压力设备网络延迟带宽货币汇率统计分布关系约束迁移";
    private static final String KANA = "のはをにがとでもからしたるれていますこなりそのあいうえおカタログデータテーブルストアユーザー";
    private static final String OTHER = "🙂🚀📈║═╔│─✓→€…“”鞋ЖёüßçñéğışÆøΔπ";

    /**
     * A kind of text.
     *
     * @param charactersPerToken roughly, to size it
     */
    private record Kind(double charactersPerToken, Function<Random, String> line) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(2.9, RandomPrompts::column),
            new Kind(1.3, RandomPrompts::numbers),
            new Kind(4.3, RandomPrompts::sentence),
            new Kind(3.2, RandomPrompts::code),
            new Kind(2.5, RandomPrompts::sql),
            new Kind(1.9, RandomPrompts::json),
            new Kind(0.9, RandomPrompts::cjk),
            new Kind(1.2, RandomPrompts::hex),
            new Kind(1.7, RandomPrompts::csv),
            new Kind(2.4, RandomPrompts::log));

    private RandomPrompts() {}

    public static String prompt(int number) {
        Random random = new Random(SEED + 7919L * number);
        int window = WINDOWS[random.nextInt(WINDOWS.length)];
        double tokens = window * (0.2 + 0.6 * random.nextDouble());
        int kinds = 1 + random.nextInt(3);
        StringBuilder text = new StringBuilder();
        for (int part = 0; part < kinds; part++) {
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            int end = text.length() + (int) (tokens / kinds * kind.charactersPerToken());
            while (text.length() < end) {
                text.append(kind.line().apply(random));
            }
        }
        return text.toString();
    }

    private static String column(Random random) {
        if (random.nextInt(9) == 0) {
            return ");\n\nCREATE TABLE " + name(random) + " ( -- "
                    + String.format(Locale.ROOT, "%,d", random.nextInt(10_000_000)) + " rows, " + name(random)
                    + ".csv\n";
        }
        String[] types = {"BIGINT", "STRING", "DECIMAL(10,2)", "DATE", "TIMESTAMP", "DOUBLE", "BOOLEAN"};
        String comment = switch (random.nextInt(5)) {
            case 0 -> "unique; " + random.nextInt(100) + ".." + random.nextInt(1_000_000);
            case 1 ->
                String.format(Locale.ROOT, "%,d", random.nextInt(100_000)) + " distinct; → " + name(random) + "."
                        + name(random) + " (100 %, n:1)";
            case 2 ->
                "values '" + word(random) + "'(" + random.nextInt(900_000) + "), '" + word(random) + "'("
                        + random.nextInt(90_000) + ")";
            case 3 ->
                decimal(random) + ".." + decimal(random) + ", avg " + decimal(random) + "; null " + random.nextInt(100)
                        + " %";
            default -> date(random) + ".." + date(random);
        };
        return "  " + name(random) + " " + types[random.nextInt(types.length)] + " -- " + comment + ",\n";
    }

    private static String numbers(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(1_000_000_000) + "\n";
            case 1 -> decimal(random) + ", ";
            default -> (long) Math.pow(10, random.nextInt(10)) * random.nextInt(9) + ",";
        };
    }

    private static String sentence(Random random) {
        StringBuilder text = new StringBuilder();
        int words = 5 + random.nextInt(15);
        for (int i = 0; i < words; i++) {
            String word = word(random);
            text.append(i == 0 ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : word)
                    .append(i == words - 1 ? ". " : random.nextInt(9) == 0 ? ", " : " ");
        }
        return text + (random.nextInt(4) == 0 ? "\n\n" : "");
    }

    private static String code(Random random) {
        String camel = word(random) + capital(random) + capital(random);
        return switch (random.nextInt(5)) {
            case 0 -> "    private final Map<String, " + capital(random) + "> " + camel + " = new HashMap<>();\n";
            case 1 ->
                "        if (" + camel + ".get(" + random.nextInt(20) + ") != null && !" + word(random)
                        + ".isEmpty()) {\n            return " + capital(random) + ".of(" + camel + ", \""
                        + word(random)
                        + "\");\n        }\n";
            case 2 ->
                "def " + name(random) + "(self, " + word(random) + "=None):\n    for i in range(" + random.nextInt(99)
                        + "):\n        yield self._" + name(random) + "[i] + " + random.nextInt(9) + "\n\n";
            case 3 ->
                "\t\t<" + word(random) + ">org." + word(random) + "." + word(random) + "</" + word(random) + ">\n";
            default ->
                "const " + camel + " = async (" + word(random) + ") => { await fetch(`/api/${" + word(random)
                        + "}`); };\n";
        };
    }

    private static String sql(Random random) {
        return "SELECT " + name(random) + ", sum(" + name(random) + ") AS " + name(random) + " FROM " + name(random)
                + " JOIN " + name(random) + " ON a." + name(random) + " = b." + name(random) + " WHERE " + name(random)
                + " > '" + date(random) + "' GROUP BY 1 ORDER BY 2 DESC LIMIT " + random.nextInt(50) + ";\n";
    }

    private static String json(Random random) {
        boolean pretty = random.nextBoolean();
        String gap = pretty ? "\n    " : "";
        return "{" + gap + "\"" + name(random) + "\":" + decimal(random) + "," + gap + "\"" + name(random) + "\":\""
                + word(random) + "\"," + gap + "\"" + word(random) + "\":[" + random.nextInt(9999) + ","
                + random.nextInt(99)
                + "]," + gap + "\"" + word(random) + "\":null}" + (pretty ? "\n" : ",");
    }

    private static String cjk(Random random) {
        StringBuilder text = new StringBuilder();
        String from = random.nextInt(4) == 0 ? KANA : random.nextInt(6) == 0 ? OTHER : HAN;
        int length = 4 + random.nextInt(20);
        int[] points = from.codePoints().toArray();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    from.equals(HAN) && random.nextInt(12) == 0
                            ? 0x4e00 + random.nextInt(0x51a5)
                            : points[random.nextInt(points.length)]);
        }
        return text + (random.nextBoolean() ? "，" : "。\n");
    }

    private static String hex(Random random) {
        String digits = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        return switch (random.nextInt(3)) {
            case 0 -> digits + "\n";
            case 1 -> "0x" + digits.substring(0, 8).toUpperCase(Locale.ROOT) + ", ";
            default -> digits.substring(0, 8) + "-" + digits.substring(8, 12) + "-4" + digits.substring(12, 15) + "\n";
        };
    }

    private static String csv(Random random) {
        return random.nextInt(100_000) + "," + date(random) + "," + capital(random) + " " + capital(random) + ","
                + decimal(random) + "," + word(random) + "\n";
    }

    private static String log(Random random) {
        return date(random) + "T" + (10 + random.nextInt(13)) + ":" + (10 + random.nextInt(49)) + ":09."
                + random.nextInt(1000)
                + "Z INFO  [" + word(random) + "-" + random.nextInt(20) + "] o.e." + word(random) + "."
                + capital(random)
                + "Service - " + word(random) + " " + word(random) + " in " + random.nextInt(9000) + " ms\n";
    }

    private static String name(Random random) {
        List<String> parts = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            parts.add(random.nextInt(3) == 0 ? SHORT[random.nextInt(SHORT.length)] : word(random));
        }
        String joined = String.join("_", parts);
        return random.nextInt(5) == 0 ? joined.toUpperCase(Locale.ROOT) : joined;
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static String capital(Random random) {
        String word = word(random);
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String decimal(Random random) {
        return random.nextInt((int) Math.pow(10, 1 + random.nextInt(6))) + "." + (10 + random.nextInt(90));
    }

    private static String date(Random random) {
        return String.format(
                Locale.ROOT, "20%02d-%02d-%02d", random.nextInt(27), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    /** Writes all prompts to a file, one JSON string per line. */
    public static void main(String[] args) throws IOException {
        try (Writer out = Files.newBufferedWriter(Path.of(args[0]))) {
            for (int number = 0; number < COUNT; number++) {
                out.write(ScriptedConnection.quoted(prompt(number)) + "\n");
            }
        }
    }
}
