package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.conversation.Answer;
import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.ConversationManager;
import io.github.bigdatamigrator.conversation.ConversationManagerTest;
import io.github.bigdatamigrator.conversation.InMemoryConversationStore;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.ScriptedModel;
import io.github.bigdatamigrator.fixture.Profiles;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.llm.ChatMessage;
import io.github.bigdatamigrator.query.SparkQueryEngine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs what models write in the SQL of other databases, and checks that the rows are the ones meant. */
@Tag("spark")
class OtherDialectRunTest {
    private static final SparkSession SESSION = SharedSpark.newSessionForSmallTables();
    private static final DataContext CONTEXT = Profiles.context(
            List.of(
                    Profiles.table(
                            "sales",
                            4,
                            List.of(
                                    Profiles.column("id", ColumnType.BIGINT, 4),
                                    Profiles.column("shop", ColumnType.BIGINT, 2),
                                    Profiles.column("status", ColumnType.STRING, 2),
                                    Profiles.column("amount", ColumnType.decimal(10, 2), 4),
                                    Profiles.column("sold_on", ColumnType.DATE, 4),
                                    Profiles.column("sold_at", ColumnType.TIMESTAMP, 4),
                                    Profiles.column("note", ColumnType.STRING, 2))),
                    Profiles.table("shops", 2, List.of(Profiles.column("id", ColumnType.BIGINT, 2)))),
            List.of());

    @BeforeAll
    static void createViews() {
        SESSION.sql("""
            SELECT * FROM VALUES
              (1L, 1L, 'open', 10.50BD, DATE'2023-01-15', TIMESTAMP'2023-01-15 10:00:00', 'a'),
              (2L, 1L, 'Paid', 20.00BD, DATE'2023-05-20', TIMESTAMP'2023-05-20 11:30:00', NULL),
              (3L, 2L, 'open', 5.25BD, DATE'2024-02-29', TIMESTAMP'2024-02-29 09:00:00', 'b'),
              (4L, 2L, 'Paid', 8.00BD, DATE'2024-06-30', TIMESTAMP'2024-06-30 23:59:59', NULL)
            AS t(id, shop, status, amount, sold_on, sold_at, note)\
            """).createOrReplaceTempView("sales");
        SESSION.sql("SELECT * FROM VALUES (1L), (2L) AS t(id)").createOrReplaceTempView("shops");
    }

    private static Answer ask(ScriptedModel model) {
        ConversationManager manager = PipelineTurnHandler.manager(
                new InMemoryConversationStore(), model, ConversationManagerTest.SETTINGS, Clock.systemUTC());
        String id = manager.create("Dialects", List.of("sales.csv"));
        manager.saveProfile(id, CONTEXT);
        SparkQueryEngine engine = new SparkQueryEngine(SESSION, Set.of("sales", "shops"), 100, Duration.ofMinutes(1));
        OpenedData data = OpenedData.of(
                CONTEXT, engine, claims -> List.of(), (table, column, text, limit) -> List.of(), List::of);
        return manager.ask(id, data, "The latest ones?", AnswerListener.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '~', textBlock = """
        SELECT TRUNC('month', sold_on) AS q, COUNT(*) FROM sales GROUP BY 1 ORDER BY 1 \
            => [[2023-01-01, 1], [2023-05-01, 1], [2024-02-01, 1], [2024-06-01, 1]]
        SELECT TRUNC(amount, 1) FROM sales => [[10.5], [20.0], [5.2], [8.0]]
        SELECT TRUNC(amount) FROM sales => [[10], [20], [5], [8]]
        SELECT DATE_PART(sold_on, 'year') AS y FROM sales => [[2023], [2023], [2024], [2024]]
        SELECT DATE_PART(year, sold_on) AS y FROM sales => [[2023], [2023], [2024], [2024]]
        SELECT DATEPART(quarter, sold_on) AS y FROM sales => [[1], [2], [1], [2]]
        SELECT DATEPART(sold_on, 'quarter') AS y FROM sales => [[1], [2], [1], [2]]
        SELECT EXTRACT(sold_on FROM year) AS y FROM sales => [[2023], [2023], [2024], [2024]]
        SELECT EXTRACT('year' FROM sold_on) AS y FROM sales => [[2023], [2023], [2024], [2024]]
        SELECT EXTRACT(year, sold_on) AS y FROM sales => [[2023], [2023], [2024], [2024]]
        SELECT EXTRACT(YEAR_MONTH FROM sold_on) AS y FROM sales => [[202301], [202305], [202402], [202406]]
        SELECT DATENAME(month, sold_on) AS y FROM sales => [[January], [May], [February], [June]]
        SELECT DATENAME(weekday, sold_on) AS y FROM sales => [[Sunday], [Saturday], [Thursday], [Sunday]]
        SELECT DATEDIFF('day', sold_on, DATE '2024-12-31') FROM sales => [[716], [591], [306], [184]]
        SELECT DATEDIFF(sold_on, DATE '2022-12-31', DAY) FROM sales => [[15], [140], [425], [547]]
        SELECT DATE_DIFF(DATE '2024-12-31', sold_on, MONTH) FROM sales => [[23], [19], [10], [6]]
        SELECT DATE_DIFF('month', sold_on, DATE '2024-12-31') FROM sales => [[23], [19], [10], [6]]
        SELECT TIMESTAMP_DIFF(TIMESTAMP '2024-12-31', sold_at, DAY) FROM sales => [[715], [590], [305], [183]]
        SELECT DATEADD('month', 1, sold_on) FROM sales \
            => [[2023-02-15T00:00:00], [2023-06-20T00:00:00], [2024-03-29T00:00:00], [2024-07-30T00:00:00]]
        SELECT DATEADD(dd, 7, sold_on) FROM sales \
            => [[2023-01-22T00:00:00], [2023-05-27T00:00:00], [2024-03-07T00:00:00], [2024-07-07T00:00:00]]
        SELECT DATEADD(yy, -1, sold_on) FROM sales \
            => [[2022-01-15T00:00:00], [2022-05-20T00:00:00], [2023-02-28T00:00:00], [2023-06-30T00:00:00]]
        SELECT DATE_ADD(sold_on, INTERVAL 1 MONTH) FROM sales \
            => [[2023-02-15], [2023-06-20], [2024-03-29], [2024-07-30]]
        SELECT DATE_SUB(sold_on, INTERVAL 7 DAY) FROM sales \
            => [[2023-01-08], [2023-05-13], [2024-02-22], [2024-06-23]]
        SELECT DATE_ADD(sold_on, INTERVAL '1 month') FROM sales \
            => [[2023-02-15], [2023-06-20], [2024-03-29], [2024-07-30]]
        SELECT DATE_ADD('day', 7, sold_on) FROM sales \
            => [[2023-01-22T00:00:00], [2023-05-27T00:00:00], [2024-03-07T00:00:00], [2024-07-07T00:00:00]]
        SELECT ADDDATE(sold_on, 7) FROM sales => [[2023-01-22], [2023-05-27], [2024-03-07], [2024-07-07]]
        SELECT GETDATE() > sold_on FROM sales => [[true], [true], [true], [true]]
        SELECT SYSDATE > sold_on FROM sales => [[true], [true], [true], [true]]
        SELECT date('now', '-1 year') > sold_on FROM sales => [[true], [true], [true], [true]]
        SELECT datetime('now') > sold_on FROM sales => [[true], [true], [true], [true]]
        SELECT julianday('2024-12-31') - julianday(sold_on) FROM sales => [[716.0], [591.0], [306.0], [184.0]]
        SELECT ISNULL(note, 'none') FROM sales => [[a], [none], [b], [none]]
        SELECT IIF(amount > 9, 'big', 'small') FROM sales => [[big], [big], [small], [small]]
        SELECT id + '-' + status FROM sales => [[1-open], [2-Paid], [3-open], [4-Paid]]
        SELECT status + ' x' FROM sales => [[open x], [Paid x], [open x], [Paid x]]
        SELECT "s"."status" FROM "sales" "s" => [[open], [Paid], [open], [Paid]]
        SELECT status FROM sales ORDER BY id FETCH FIRST 2 ROWS ONLY => [[open], [Paid]]
        SELECT status FROM sales ORDER BY id OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY => [[Paid], [open]]
        SELECT status FROM sales ORDER BY id FETCH FIRST ROW ONLY => [[open]]
        SELECT TO_CHAR(sold_on, 'YYYY-MM') FROM sales => [[2023-01], [2023-05], [2024-02], [2024-06]]
        SELECT TO_CHAR(sold_on, 'YYYY"-Q"Q') FROM sales => [[2023-Q1], [2023-Q2], [2024-Q1], [2024-Q2]]
        SELECT TO_CHAR(sold_on, 'YYYY-"Q"Q') FROM sales => [[2023-Q1], [2023-Q2], [2024-Q1], [2024-Q2]]
        SELECT TO_CHAR(sold_on, 'Day'), TO_CHAR(sold_on, 'Dy') FROM sales \
            => [[Sunday, Sun], [Saturday, Sat], [Thursday, Thu], [Sunday, Sun]]
        SELECT TO_CHAR(sold_on, 'MM/DD/YY') FROM sales => [[01/15/23], [05/20/23], [02/29/24], [06/30/24]]
        SELECT TO_CHAR(sold_at, 'HH24:MI:SS') FROM sales => [[10:00:00], [11:30:00], [09:00:00], [23:59:59]]
        SELECT TO_CHAR(sold_at, 'HH24') FROM sales => [[10], [11], [09], [23]]
        SELECT TO_CHAR(sold_on, 'DD') FROM sales => [[15], [20], [29], [30]]
        SELECT TO_CHAR(sold_on, 'MON') FROM sales => [[Jan], [May], [Feb], [Jun]]
        SELECT TO_CHAR(id) FROM sales => [[1], [2], [3], [4]]
        SELECT DATE_FORMAT(sold_on, '%Y-%m') FROM sales => [[2023-01], [2023-05], [2024-02], [2024-06]]
        SELECT DATE_FORMAT(sold_on, 'YYYY-MM') FROM sales => [[2023-01], [2023-05], [2024-02], [2024-06]]
        SELECT DATE_FORMAT(sold_on, 'yyyy-Qq') FROM sales => [[2023-Q1], [2023-Q2], [2024-Q1], [2024-Q2]]
        SELECT DATE_FORMAT('yyyy-MM', sold_on) FROM sales => [[2023-01], [2023-05], [2024-02], [2024-06]]
        SELECT FORMAT_DATE('%Y-%m', sold_on) FROM sales => [[2023-01], [2023-05], [2024-02], [2024-06]]
        SELECT FORMAT(sold_on, 'yyyy-MM') FROM sales => [[2023-01], [2023-05], [2024-02], [2024-06]]
        SELECT FORMAT(amount, 'N2') FROM sales => [[10.50], [20.00], [5.25], [8.00]]
        SELECT CONVERT(VARCHAR, sold_on) FROM sales => [[2023-01-15], [2023-05-20], [2024-02-29], [2024-06-30]]
        SELECT CONVERT(INT, amount) FROM sales => [[10], [20], [5], [8]]
        SELECT CONVERT(amount, SIGNED) FROM sales => [[10], [20], [5], [8]]
        SELECT CONVERT(VARCHAR(7), sold_on, 120) FROM sales => [[2023-01], [2023-05], [2024-02], [2024-06]]
        SELECT CONVERT(DATE, sold_at) FROM sales => [[2023-01-15], [2023-05-20], [2024-02-29], [2024-06-30]]
        SELECT CONVERT(amount, DECIMAL(10, 1)) FROM sales => [[10.5], [20.0], [5.3], [8.0]]
        SELECT WEEK(sold_on) FROM sales => [[2], [20], [9], [26]]
        SELECT LEN(status), LENGTH(status), CHARINDEX('p', status), INSTR(status, 'p'), \
        STRPOS(status, 'p'), POSITION('p' IN status) FROM sales \
            => [[4, 4, 2, 2, 2, 2], [4, 4, 0, 0, 0, 0], [4, 4, 2, 2, 2, 2], [4, 4, 0, 0, 0, 0]]
        SELECT SUBSTR(status, 1, 2), SUBSTRING(status FROM 1 FOR 2), LEFT(status, 2), MID(status, 1, 2) FROM sales \
            => [[op, op, op, op], [Pa, Pa, Pa, Pa], [op, op, op, op], [Pa, Pa, Pa, Pa]]
        SELECT GROUP_CONCAT(status) FROM sales => [[open,Paid,open,Paid]]
        SELECT GROUP_CONCAT(status SEPARATOR ', ') FROM sales => [[open, Paid, open, Paid]]
        SELECT GROUP_CONCAT(DISTINCT status ORDER BY status SEPARATOR ', ') FROM sales => [[Paid, open]]
        SELECT STRING_AGG(status, ', ' ORDER BY status) FROM sales => [[Paid, Paid, open, open]]
        SELECT ARRAY_AGG(status ORDER BY status) FROM sales => [[["Paid","Paid","open","open"]]]
        SELECT SUM(status = 'open') FROM sales => [[2]]
        SELECT AVG(status = 'open') FROM sales => [[0.5]]
        SELECT COUNTIF(status = 'open') FROM sales => [[2]]
        SELECT id // 2 FROM sales => [[0], [1], [1], [2]]
        SELECT id FROM sales WHERE status ~ '^o' => [[1], [3]]
        SELECT id FROM sales WHERE status ~* '^O' => [[1], [3]]
        SELECT id FROM sales WHERE status GLOB 'o*' => [[1], [3]]
        SELECT id FROM sales WHERE status LIKE 'O%' COLLATE NOCASE => [[1], [3]]
        SELECT CAST(amount AS INTEGER), CAST(amount AS UNSIGNED), CAST(amount AS NUMBER) FROM sales \
            => [[10, 10, 10.5000000000], [20, 20, 20.0000000000], [5, 5, 5.2500000000], [8, 8, 8.0000000000]]
        SELECT CAST(sold_on AS VARCHAR(7)) FROM sales => [[2023-01], [2023-05], [2024-02], [2024-06]]
        SELECT CAST(sold_on AS CHAR(7)) FROM sales => [[2023-01], [2023-05], [2024-02], [2024-06]]
        SELECT CAST(sold_at AS DATETIME) FROM sales \
            => [[2023-01-15T10:00:00], [2023-05-20T11:30:00], [2024-02-29T09:00:00], [2024-06-30T23:59:59]]
        SELECT main.sales.id FROM main.sales => [[1], [2], [3], [4]]
        SELECT id FROM public.sales => [[1], [2], [3], [4]]
        SELECT id FROM dbo.sales => [[1], [2], [3], [4]]
        SELECT SUM(amount > 6 AND status = 'open') AS x FROM sales => [[1]]
        SELECT CAST(sold_on AS VARCHAR(7)) AS m, COUNT(*) FROM sales GROUP BY 1 \
            => [[2023-01, 1], [2023-05, 1], [2024-02, 1], [2024-06, 1]]
        SELECT "status" FROM sales "s" WHERE "s"."amount" > 6 => [[open], [Paid], [Paid]]
        """)
    void otherDialectsRunAsTheyWereMeant(String sql, String rows) {
        ScriptedModel model = ScriptedModel.saying("```sql\n" + sql + "\n```");

        Answer answer = ask(model);

        assertThat(model.requests).hasSize(1);
        assertThat(answer.queries().get(0).rows()).hasToString(rows);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '~', textBlock = """
        SELECT ammount, staus FROM sales => Unknown: column `ammount` (nearest: `amount` or `note`); column `staus` \
        (nearest: `status` or `shop`)
        SELECT s.ammount, MASSE(s.status) FROM sales s JOIN shop h ON s.shop = h.id => Unknown: table `shop` (nearest: \
        `shops`); function `MASSE`; column `s`.`ammount` (nearest: `s`.`amount`
        SELECT shop.id FROM sales JOIN shop ON sales.shop = shop.id WHERE staus = 'open' => Unknown: table `shop` \
        (nearest: `shops`); column `staus` (nearest: `sales`.`status`
        SELECT ammount AS x FROM sales ORDER BY amount \
            => cannot be resolved. Did you mean one of the following? [`amount`
        SELECT COUNT(*) FROM sales WHERE amount > 'much' => The query has the text 'much' where a value of the type \
        "DOUBLE" is needed. Check the order of the arguments
        SELECT TOP 7 staus, SUM(amount) AS x FROM sales GROUP BY staus => Spark has no TOP: leave it out; only if n \
        rows are asked for, put LIMIT n at the end. Besides: [UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, \
        or function parameter with name `staus` cannot be resolved.
        SELECT TOP 7 [status], amont FROM sales => put LIMIT n at the end. Quote names with backticks: `a name`. \
        Besides: [UNRESOLVED_COLUMN
        SELECT staus FROM sales FETCH FIRST 3 ROWS ONLY => only if n rows are asked for, write LIMIT n. \
        Besides: [UNRES
        SELECT TO_CHAR(sold_on, 'IYYY-IW') FROM sales => use extract(YEAROFWEEK FROM d) and weekofyear(d)
        """)
    void theCorrectionNamesAllFaults(String sql, String told) {
        ScriptedModel model = ScriptedModel.saying("```sql\n" + sql + "\n```");

        ask(model);

        List<ChatMessage> messages = model.requests.get(1).messages();
        assertThat(messages.get(messages.size() - 1).content()).contains(told).doesNotContain("try_cast", "https:");
    }
}
