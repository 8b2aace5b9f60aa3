package io.github.bigdatamigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.sql.SqlIdentifiers;
import io.github.bigdatamigrator.sql.SqlLiterals;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            qty       | >= 0              | "qty" >= 0
            qty       | < 10.50           | "qty" < 10.50
            qty       | =-1               | "qty" = -1
            from,to   | <= to             | "from" <= "to"
            s         | IN ('a', 'b''c')  | "s" IN ('a', 'b''c')
            s         | in('a;b')         | "s" IN ('a;b')
            """)
    void conditionsAreWrittenForTheTarget(String columns, String condition, String sql) {
        RowCheck check = new RowCheck(List.of(columns.split(",")), condition);
        assertThat(check.sql(SqlIdentifiers::quoteStandard, SqlLiterals::quoteStandard))
                .contains(sql);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            qty     | >= 0 OR true
            qty     | >= (SELECT 1)
            qty     | <= to
            a,b     | <= c
            a,b     | IN ('x')
            s       | IN ()
            s       | IN ('a',)
            s       | IN ('a') OR ('b')
            s       | IN ('a', b)
            s       | LIKE 'x'
            """)
    void noOtherConditionIsSql(String columns, String condition) {
        assertThat(new RowCheck(List.of(columns.split(",")), condition).isKnown())
                .isFalse();
    }
}
