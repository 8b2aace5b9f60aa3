package io.github.bigdatamigrator.conversation.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.conversation.answer.ReplyParser.Answerable;
import io.github.bigdatamigrator.conversation.answer.ReplyParser.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANSWERABLE: yes\nWHY: x\n```sql\nSELECT a FROM t\n```",
                "```SQL\nSELECT a FROM t;\n```",
                "```\nSELECT a FROM t\n```",
                "```postgresql\nSELECT a FROM t\n```",
                "```spark-sql\nSELECT a FROM t;```",
                "```SELECT a FROM t```",
                "~~~sql\nSELECT a FROM t\n~~~",
                "```sql\nSELECT a FROM t",
                "SELECT a FROM t",
                "Sure! Here it is:\n\nSELECT a FROM t;\n\nThis selects a from t.",
                "SQL: SELECT a FROM t\n\nI hope this helps",
                "`SELECT a FROM t`",
                "<think>First I try ```sql\nSELECT wrong FROM t\n``` hmm</think>\n```sql\nSELECT a FROM t\n```",
                "reasoning without a start SELECT b FROM c </think> ```sql\nSELECT a FROM t\n```",
                "A draft:\n```sql\nSELECT draft FROM t\n```\nBetter:\n```sql\nSELECT a FROM t\n```",
                "```sql\nSELECT a FROM t\n```\nRun it so:\n```python\nspark.sql('SELECT a FROM t')\n```",
                "```sql\nSELECT x FROM y;\nSELECT a FROM t;\n```",
                "{\"answerable\": \"yes\", \"sql\": \"SELECT a FROM t\", \"why\": \"x\"}",
                "```json\n{\"sql\": \"SELECT a FROM t\"}\n```",
            })
    void statementIsFoundInEachReplyForm(String reply) {
        assertThat(ReplyParser.parse(reply).sql()).isEqualTo("SELECT a FROM t");
    }

    @Test
    void commentsAndQuotedSemicolonsDoNotSplitStatement() {
        String sql = "-- top ones; really\nWITH x AS (SELECT ';' AS s FROM t) /* ; */ SELECT * FROM x WHERE s = 'a;b'";

        assertThat(ReplyParser.parse("```sql\n" + sql + ";\n```").sql()).isEqualTo(sql);
    }

    @Test
    void writeStatementAmongQueriesIsSelected() {
        assertThat(ReplyParser.parse("```sql\nSELECT 1; DROP TABLE t; SELECT 2\n```")
                        .sql())
                .isEqualTo("DROP TABLE t");
        assertThat(ReplyParser.parse("Just do\nDELETE FROM t WHERE a = 1;").sql())
                .isEqualTo("DELETE FROM t WHERE a = 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "I cannot say.",
                "Select the rows that you like.",
                "```\n```",
                "```python\nprint(1)\n```",
                "<think>SELECT a FROM t",
                "\u0000\u0001\uFFFD ��� ;;; ``` ~~~ <<<",
                "{\"sql\": \"\"}",
            })
    void replyWithoutStatementHasNoSql(String reply) {
        assertThat(ReplyParser.parse(reply).sql()).isNull();
    }

    @Test
    void answerableAndReasonAreParsed() {
        assertThat(ReplyParser.parse("ANSWERABLE: no\nWHY: no such column"))
                .isEqualTo(new Reply(Answerable.NO, "no such column", null, List.of()));
        assertThat(ReplyParser.parse("**Answerable**: Unclear\n**Why:** by year or month?")
                        .answerable())
                .isEqualTo(Answerable.UNCLEAR);
        assertThat(ReplyParser.parse("**Answerable**: Unclear\n**Why:** by year or month?")
                        .why())
                .isEqualTo("by year or month?");
        assertThat(ReplyParser.parse("{\"answerable\": false}").answerable()).isEqualTo(Answerable.NO);
        assertThat(ReplyParser.parse("SELECT a FROM t").answerable()).isEqualTo(Answerable.UNSPECIFIED);
        assertThat(ReplyParser.parse("answerable = YES").answerable()).isEqualTo(Answerable.YES);
    }

    @Test
    void veryLongReplyIsParsedInTime() {
        String endless = "SELECT a, ".repeat(20_000) + "\n" + "with ".repeat(20_000) + "``` ".repeat(5_000);

        assertThat(ReplyParser.parse(endless)).isNotNull();
    }
}
