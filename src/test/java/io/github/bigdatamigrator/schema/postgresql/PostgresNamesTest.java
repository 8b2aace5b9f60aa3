package io.github.bigdatamigrator.schema.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostgresNamesTest {
    @Test
    void longNamesThatDifferOnlyAtTheEndStayDistinct() {
        PostgresNames names = new PostgresNames(Set.of());
        String common = "ä".repeat(80);
        Set<String> claimed = new HashSet<>();

        for (String name : new String[] {common + "1", common + "2", common + "2", "x".repeat(64), "x".repeat(63)}) {
            String made = names.claim(name);
            assertThat(made.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(PostgresNames.MAX_BYTES);
            assertThat(claimed.add(made)).as(made).isTrue();
        }
        assertThat(claimed).contains("x".repeat(63));
    }

    @Test
    void aTakenNameGetsANumber() {
        PostgresNames names = new PostgresNames(Set.of("ctid"));

        assertThat(names.claim("ctid")).isEqualTo("ctid_2");
        assertThat(names.claim("a")).isEqualTo("a");
        assertThat(names.claim("a")).isEqualTo("a_2");
        assertThat(names.claim("A")).isEqualTo("A");
        assertThat(names.claim("\0")).isEqualTo("unnamed");
    }
}
