package io.github.bigdatamigrator.llm;

import static io.github.bigdatamigrator.llm.Requests.endpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.error.MigratorException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelEndpointTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:1234/v1,true",
        "http://LOCALHOST/v1/,true",
        "http://127.0.0.1:1/v1,true",
        "http://127.1.2.3/v1,true",
        "http://[::1]:1234/v1,true",
        "http://lm.localhost/v1,true",
        "http://192.168.1.5:1234/v1,false",
        "http://127.evil.example/v1,false",
        "http://localhost.evil.example/v1,false",
        "http://evillocalhost/v1,false",
        "https://api.openai.com/v1,false",
        "http://0.0.0.0/v1,false"
    })
    void recognizesLoopbackAddresses(String url, boolean loopback) {
        assertThat(endpoint(url).loopback()).isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:1234/v1",
                "ftp://localhost/v1",
                "http:///v1",
                "http://user:planted-secret@localhost/v1",
                "http://localhost/v1?key=planted-secret",
                "http://local host/v1",
                ""
            })
    void rejectsAnInvalidAddressWithoutShowingIt(String url) {
        assertThatThrownBy(() -> endpoint(url))
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("http://localhost:1234/v1")
                .hasMessageNotContaining("planted-secret")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"planted secret", "planted\nsecret", "planted-sécret"})
    void rejectsAnInvalidKeyWithoutShowingIt(String key) {
        assertThatThrownBy(() -> endpoint("http://localhost:1234/v1", PrivacyLevel.ROWS, key))
                .isInstanceOf(MigratorException.class)
                .hasMessageNotContaining("planted");
    }
}
