package io.github.bigdatamigrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlLexerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        SELECT a              | CODE
        'a' = b               | STRING CODE
        a = 'it''s'           | CODE STRING
        a = 'it\\'s'          | CODE STRING
        `a``b`.c              | IDENTIFIER CODE
        "a""b"                | STRING
        '--'--'               | STRING COMMENT
        1/*'*/+2              | CODE COMMENT CODE
        'a'/*b                | STRING COMMENT
        'not closed           | STRING
        '' = ''               | STRING CODE STRING
        '''a'                 | STRING
        """)
    void sqlIsSplitByKind(String sql, String kinds) {
        assertThat(SqlLexer.tokens(sql).stream()
                        .map(token -> token.kind().name())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(kinds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SELECT 'a' AS `b` -- c", "/* */ \"x\\", "'a\\'", "`", "-", "/", "'a'''"})
    void joinedTokensAreTheText(String sql) {
        StringBuilder joined = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            assertThat(token.start()).isEqualTo(joined.length());
            joined.append(token.text());
        }
        assertThat(joined).hasToString(sql);
        assertThat(SqlLexer.blanked(sql, SqlToken.Kind.STRING, SqlToken.Kind.COMMENT))
                .hasSameSizeAs(sql);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        'it''s'      | it's
        'it\\'s'     | it's
        "say ""a""\"  | say "a"
        'a""b'       | a""b
        'C:\\\\dir'   | C:\\dir
        """)
    void aStringHasAValue(String sql, String value) {
        assertThat(SqlLexer.tokens(sql).get(0).value()).isEqualTo(value);
    }

    @Test
    void aQuotedIdentifierHasAName() {
        assertThat(SqlLexer.tokens("`a``b`").get(0).identifier()).isEqualTo("a`b");
        assertThat(SqlLexer.tokens("\"a\"\"b\"").get(0).identifier()).isEqualTo("a\"b");
    }
}
