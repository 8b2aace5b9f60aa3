package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.Answer.Outcome;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a model replies, a question ends in the right answer, an honest “cannot”, or a refused write; nothing is
 * written and nothing that the rows do not say is shown as an answer.
 */
@Tag("spark")
class ChaosRunTest {
    private static final String RIGHT =
            "SELECT product, SUM(quantity) AS units FROM sales GROUP BY product ORDER BY units DESC LIMIT 1";
    private static final String FENCED = "```sql\n" + RIGHT + "\n```";

    /** One behavior: what is said, reply after reply, and how the question must end. */
    private record Case(String name, Outcome outcome, List<String> replies) {
        Case(String name, Outcome outcome, String... replies) {
            this(name, outcome, List.of(replies));
        }
    }

    private static final List<Case> CASES = List.of(
            right("fenced", "ANSWERABLE: yes\nWHY: units\n" + FENCED),
            right("unfenced", RIGHT),
            right("unfenced with prose before and after", "Here you go:\n\n" + RIGHT + "\n\nThis sums the units."),
            right("fence without end", "```sql\n" + RIGHT),
            right("fence of another language", "```mysql\n" + RIGHT + ";\n```"),
            right("commented", "```sql\n-- sums up; DROP TABLE sales\n/* the\n query */ " + RIGHT + " -- end\n```"),
            right("several statements, all reads", "```sql\nSELECT 1;\n" + RIGHT + ";\n```"),
            right("several fences", "```sql\nSELECT 1 AS draft\n```\nBetter:\n" + FENCED),
            right("as JSON", "{\"answerable\": \"yes\", \"sql\": \"" + RIGHT + "\"}"),
            right("thinking aloud", "<think>DROP TABLE sales; ANSWERABLE: no</think>\n" + FENCED),
            new Case("thinks without end", Outcome.FAILED, "<think>hm"),
            right("wrong figures in the words", "The best is Chair with 4711 units, that is 99 %.\n" + FENCED),
            right("words that contradict", "ANSWERABLE: yes\nWHY: Kettle sold 1000000 units\n" + FENCED),
            right("wrong column, then mended", "```sql\nSELECT prodct FROM sales\n```", FENCED),
            right("wrong table, then mended", "```sql\nSELECT * FROM orders\n```", FENCED),
            right("table with a schema", FENCED.replace("FROM sales", "FROM public.sales")),
            right("table of another database, then mended", "```sql\nSELECT * FROM shop.dbo.orders\n```", FENCED),
            right(
                    "another dialect, then mended",
                    "```sql\nSELECT product FROM sales CONNECT BY PRIOR sale_id = quantity\n```",
                    FENCED),
            right(
                    "a function that is not there, then mended",
                    "```sql\nSELECT no_such_function(product) FROM sales\n```",
                    FENCED),
            right("a fault while running, then mended", "```sql\nSELECT 1 / 0 FROM sales\n```", FENCED),
            right(
                    "double-quoted names",
                    "```sql\n"
                            + "SELECT \"product\", SUM(\"quantity\") AS \"units\" FROM \"sales\" GROUP BY \"product\""
                            + " ORDER BY \"units\" DESC LIMIT 1\n"
                            + "```"),
            new Case("is silent at once", Outcome.FAILED, ""),
            new Case("is blank", Outcome.FAILED, "   \n \n"),
            right("gibberish twice, then mended", "~~@@ \u0000", "\uFFFD\uFFFD asdf", FENCED),
            right("a path at first", "```sql\nSELECT * FROM csv.`/etc/passwd`\n```", FENCED),
            right(
                    "other typography",
                    "```sql\n"
                            + "SELECT product, SUM(quantity) AS units\u00a0FROM sales GROUP BY product"
                            + " ORDER BY units DESC"
                            + " LIMIT 1\n"
                            + "```",
                    FENCED),
            new Case("says no", Outcome.UNANSWERABLE, "ANSWERABLE: no\nWHY: there is no weather here"),
            new Case("says unclear", Outcome.UNCLEAR, "ANSWERABLE: unclear\nWHY: by units or by money?"),
            new Case(
                    "wrong to the end",
                    Outcome.FAILED,
                    "```sql\nSELECT a FROM sales\n```",
                    "```sql\nSELECT b FROM sales\n```",
                    "```sql\nSELECT c FROM sales\n```"),
            new Case("empty to the end", Outcome.FAILED, "", "", "", "", "", ""),
            new Case(
                    "refuses in words",
                    Outcome.FAILED,
                    "I'm sorry, I cannot help with that.",
                    "As an AI I must decline.",
                    "No."),
            new Case(
                    "prose alone",
                    Outcome.FAILED,
                    "The best product is Chair with 4711 units.",
                    "Chair, 4711.",
                    "4711"),
            new Case(
                    "repeats itself without end",
                    Outcome.FAILED,
                    "SELECT ".repeat(3000),
                    "yes ".repeat(5000),
                    "a".repeat(20_000)),
            refused("drops", "```sql\nDROP TABLE sales\n```"),
            refused("deletes after a read", "```sql\n" + RIGHT + "; DELETE FROM sales\n```"),
            refused("deletes before a read", "```sql\nDELETE FROM sales; " + RIGHT + "\n```"),
            refused("creates", "CREATE TABLE x AS SELECT * FROM sales"),
            refused(
                    "inserts behind a WITH",
                    "```sql\nWITH x AS (SELECT 1) INSERT INTO sales SELECT * FROM x\n```",
                    "```sql\nWITH x AS (SELECT 1) INSERT INTO sales SELECT * FROM x\n```"),
            refused("sets", "```sql\nSET spark.sql.runSQLOnFiles = true\n```"),
            refused(
                    "calls a class",
                    "```sql\nSELECT reflect('java.lang.System', 'exit', 0)\n```",
                    "```sql\nSELECT java_method('java.lang.System', 'exit', 0)\n```"),
            refused(
                    "huge",
                    "```sql\nSELECT count(*) FROM range(100000000000)\n```",
                    "```sql\nSELECT explode(sequence(1, 2000000000))\n```"));

    private static Case right(String name, String... replies) {
        return new Case(name, Outcome.ANSWERED, replies);
    }

    private static Case refused(String name, String... replies) {
        return new Case(name, Outcome.REFUSED, replies);
    }

    @TempDir
    Path folder;

    @Test
    void everyReplyEndsInARightAnswerAReportedFailureOrARefusal() throws IOException {
        Path sales = folder.resolve("sales.csv");
        Files.writeString(
                sales, "sale_id,customer_id,product,quantity\n1,1,Lamp,5\n2,1,Kettle,7\n3,2,Lamp,4\n4,2,Chair,1\n");
        Map<String, String> environment = new HashMap<>();
        environment.put("CONVERSATION_DIR", folder.resolve("conversations").toString());
        environment.put("PROFILE_CACHE_DIR", folder.resolve("cache").toString());
        List<String> wrong = new ArrayList<>();
        byte[] before = Files.readAllBytes(sales);
        Deque<String> replies = new ConcurrentLinkedDeque<>();
        try (ScriptedLMStudio studio = ScriptedLMStudio.start()) {
            studio.replyWith(body -> Objects.requireNonNullElse(replies.poll(), ""));
            environment.put("LOCAL_LLM_URL", studio.url());
            try (LLMConversationSystem system =
                    LLMConversationSystem.open(Settings.of(Map.of(), environment, null), SharedSpark.session())) {
                String id = system.createConversation("Chaos", List.of(sales.toString()));
                for (Case each : CASES) {
                    replies.clear();
                    replies.addAll(each.replies());
                    String fault =
                            fault(each, system.addMessage(id, "Which product sold best when it " + each.name() + "?"));
                    if (!fault.isEmpty()) {
                        wrong.add(each.name() + ": " + fault);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(Files.readAllBytes(sales)).isEqualTo(before);
        assertThat(files()).contains("conversations", "sales.csv").isSubsetOf("cache", "conversations", "sales.csv");
        assertThat(CASES).hasSizeGreaterThanOrEqualTo(40);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String fault(Case each, Answer answer) {
        String said = answer.outcome() + " " + answer.content() + " " + answer.warnings();
        if (answer.outcome() != each.outcome()) {
            return said;
        }
        boolean answered = answer.outcome() == Outcome.ANSWERED;
        int last = answer.queries().size() - 1;
        if (answered && !answer.queries().get(last).rows().equals(List.of(List.of("Lamp", 9L)))) {
            return said;
        }
        if (answered
                && !answer.content()
                        .matches("(Read as: units\n\n|1: 1\\.\n\n)?The highest is Lamp with 9 \\(units\\)\\.")) {
            return said;
        }
        boolean figures = answer.content().contains("4711") || answer.content().contains("1000000");
        boolean rows = !answered && !answer.queries().isEmpty();
        return figures || rows || answer.content().getBytes(StandardCharsets.UTF_8).length > 2000 ? said : "";
    }
}
