package io.github.bigdatamigrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStatementsTest {
    @Test
    void statementsEndAtSemicolonsOutsideOfQuotesAndComments() {
        assertThat(SqlStatements.split("SELECT ';' ; -- a;b\n SELECT `;`; /* ; */ ;"))
                .containsExactly("SELECT ';'", "-- a;b\n SELECT `;`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        SELECT 1                  | false
        SELECT 1; -- done         | false
        SELECT ';' ;;             | false
        SELECT 1; DROP TABLE t    | true
        ; DROP TABLE t            | true
        """)
    void codeAfterASemicolonIsASecondStatement(String sql, boolean several) {
        assertThat(SqlStatements.isSeveral(sql)).isEqualTo(several);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        -- why\\n (Select 1)       | select | true  | true
        /* why */WITH a AS (b)    | with   | true  | true
        DROP TABLE t              | drop   | false | true
        The answer is 42          | the    | false | false
        ~~                        | ~~     | false | false
        """)
    void theFirstWordClassifiesAStatement(String sql, String first, boolean query, boolean statement) {
        String text = sql.replace("\\n", "\n");
        assertThat(SqlStatements.firstWord(text)).isEqualTo(first);
        assertThat(SqlStatements.isQuery(text)).isEqualTo(query);
        assertThat(SqlStatements.isStatement(text)).isEqualTo(statement);
    }

    @Test
    void oneLineKeepsStringsAndDropsComments() {
        assertThat(SqlStatements.oneLine("SELECT  'a  b' -- c\n  FROM\t`x  y`")).isEqualTo("SELECT 'a  b' FROM `x  y`");
        assertThat(SqlStatements.withoutLiterals("SELECT 'it''s', 4.5 -- c\nFROM t2"))
                .isEqualTo("SELECT ?, ? FROM t2");
    }
}
