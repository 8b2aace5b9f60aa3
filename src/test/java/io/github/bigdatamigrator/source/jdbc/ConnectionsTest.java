package io.github.bigdatamigrator.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {
    private static final Path EXAMPLE = Path.of("conf/connections.yaml.example");

    @TempDir
    Path folder;

    @Test
    void aConnectionSaysWhereItsPasswordIs() {
        Map<String, DatabaseConnection> all = Connections.parse("c.yaml", """
                crm:
                  url: jdbc:postgresql://db.example.com:5433/crm?sslmode=require
                  user: reader
                  password: {env: CRM_PASSWORD}
                  schemas: [public, Sales]
                  writable: true
                legacy: {url: 'jdbc:mariadb://old/shop', password: {file: /run/secrets/legacy}}
                home: {url: 'jdbc:postgresql://localhost/me?user=ann', password: pgpass}
                bare: {url: 'jdbc:postgresql://localhost/me'}
                """);
        assertThat(all.keySet()).containsExactly("crm", "legacy", "home", "bare");
        DatabaseConnection crm = Objects.requireNonNull(all.get("crm"));
        assertThat(crm.place()).isEqualTo("db:crm");
        assertThat(crm.user()).isEqualTo("reader");
        assertThat(crm.password()).isEqualTo(PasswordSource.environment("CRM_PASSWORD"));
        assertThat(crm.allows("sales")).isTrue();
        assertThat(crm.allows("secret")).isFalse();
        assertThat(crm.writable()).isTrue();
        assertThat(Objects.requireNonNull(all.get("bare")).writable())
                .as("only what is marked may be loaded")
                .isFalse();
        assertThat(Objects.requireNonNull(all.get("legacy")).password())
                .isEqualTo(PasswordSource.file("/run/secrets/legacy"));
        assertThat(Objects.requireNonNull(all.get("home")).user()).isEqualTo("ann");
        assertThat(Objects.requireNonNull(all.get("home")).password()).isEqualTo(PasswordSource.pgpass());
        assertThat(Objects.requireNonNull(all.get("bare")).password()).isEqualTo(PasswordSource.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "crm: {url: 'jdbc:postgresql://h/d', password: planted} | it must not be the password itself",
                "crm: {url: 'jdbc:postgresql://h/d', password: {env: A, file: b}} | it must not be the password itself",
                "crm: {url: 'jdbc:postgresql://h/d', password: {env: 'planted!'}} | no name of an environment variable",
                "crm: {url: 'jdbc:postgresql://h/d', password: {value: planted}} | there is no key “value”",
                "crm: {url: 'jdbc:postgresql://ann:planted@h/d'} | no user and no password",
                "crm: {url: 'jdbc:postgresql://h/d?password=planted'} | must not contain a password",
                "crm: {url: 'jdbc:postgresql://h/d?socketFactory=planted.Evil'} | not allowed",
                "crm: {url: 'http://planted/'} | begins with jdbc:",
                "crm: {user: ann} | has no url",
                "crm: {url: 'jdbc:postgresql://h/d', pasword: pgpass} | did you mean “password”?",
                "crm: jdbc | needs keys",
                "'c r m': {url: 'jdbc:postgresql://h/d'} | letters, digits",
                "crm: {url: 'jdbc:postgresql://h/d', schemas: []} | empty list",
                "[crm] | expected names of connections"
            })
    void whatIsWrongIsSaidWithItsLineAndWithoutAValue(String text, String message) {
        assertThatThrownBy(() -> Connections.parse("c.yaml", "# first\n" + text.strip()))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
                .hasMessageStartingWith("c.yaml, line 2: ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("planted");
    }

    @Test
    void theExampleIsValidAndNamesNoPassword() throws Exception {
        Map<String, DatabaseConnection> all = Connections.parse("example", Files.readString(EXAMPLE));
        assertThat(all).isNotEmpty();
    }

    @Test
    void aMissingFileHasNoConnectionsAndAChangedOneIsReadAgain() throws Exception {
        Path file = folder.resolve("connections.yaml");
        Connections connections = new Connections(file);
        assertThat(connections.all()).isEmpty();
        Files.writeString(file, "crm: {url: 'jdbc:postgresql://h/d'}");
        assertThat(connections.all().keySet()).isEqualTo(java.util.Set.of("crm"));
        Files.writeString(file, "# none yet\n");
        assertThat(connections.all()).isEmpty();
    }
}
