package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.bigdatamigrator.conversation.ExportFormat;
import io.github.bigdatamigrator.fixture.PostgresServer;
import io.github.bigdatamigrator.fixture.S3Store;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.schema.SchemaTarget;
import io.github.bigdatamigrator.server.RestServer;
import io.github.bigdatamigrator.source.jdbc.Passwords;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.spark.SparkFirehoseListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.util.JsonProtocol;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants passwords wherever a user can give one, and looks for them in everything that is written and sent. */
@Tag("spark")
class PlantedSecretsTest {
    private static final String PLANT = "planted-";
    private static final List<String> SECRETS =
            List.of(PLANT + "file-11", PLANT + "pgpass-12", PLANT + "prompt-13", PLANT + "url-14", S3Store.SECRET_KEY);

    private final String bucket = "secret-" + UUID.randomUUID();

    @AutoClose
    private final S3Store store = S3Store.start(bucket).put("visits.csv", "id,town\n1,Rome\n2,Oslo\n");

    @AutoClose
    private final ScriptedLMStudio local = ScriptedLMStudio.start();

    @TempDir
    Path folder;

    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    /** What Spark writes to its log of events and shows on its pages. */
    private final SparkFirehoseListener events = new SparkFirehoseListener() {
        @Override
        public void onEvent(SparkListenerEvent event) {
            tell(JsonProtocol.sparkEventToJsonString(event));
            tell(event);
        }
    };

    @Test
    void passwordsAreInNothingThatIsWrittenShownOrSent() throws Exception {
        String home = System.getProperty("user.home");
        SharedSpark.session().sparkContext().addSparkListener(events);
        Passwords.askWith(question -> {
            tell(question);
            return Optional.of(SECRETS.get(2));
        });
        try {
            System.setProperty("user.home", folder.toString());
            plantAndWork();
        } finally {
            System.setProperty("user.home", home);
            Passwords.askWith(question -> Optional.empty());
            SharedSpark.session().sparkContext().removeSparkListener(events);
        }
        String all = String.join("\n", told);
        assertThat(all).contains("JDBC", "amount").hasSizeGreaterThan(10_000);
        assertThat(SECRETS).noneMatch(all::contains);
        try (Stream<Path> files = Files.walk(folder.resolve("kept"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(PLANT);
            }
        }
        assertThat(String.join("\n", local.requests())).doesNotContain(PLANT);
        assertThat(store.requests()).isNotEmpty();
    }

    private void tell(Object what) {
        told.add(String.valueOf(what));
    }

    private void plantAndWork() throws Exception {
        String address = PostgresServer.newDatabase();
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders AS SELECT i AS id, i % 7 AS town, i * 1.5 AS amount"
                    + " FROM generate_series(1, 300) i");
        }
        String url = address.substring(0, address.indexOf('?'));
        Files.writeString(folder.resolve("password"), SECRETS.get(0) + "\n");
        Files.writeString(folder.resolve(".pgpass"), "*:*:*:pgpass:" + SECRETS.get(1) + "\n");
        Files.writeString(
                folder.resolve("connections.yaml"),
                "file: {url: '" + url + "', user: postgres, password: {file: " + folder.resolve("password") + "}}\n"
                        + "pgpass: {url: '" + url + "', user: pgpass, password: pgpass}\n"
                        + "prompt: {url: '" + url + "', user: postgres}\n");
        store.settings()
                .forEach((name, value) -> SharedSpark.session()
                        .sparkContext()
                        .hadoopConfiguration()
                        .set(name.replace("fs.s3a.", "fs.s3a.bucket." + bucket + "."), value));
        Settings settings = Settings.of(
                Map.of(),
                Map.of(
                        "LOCAL_LLM_URL", local.url(),
                        "PROFILE_CACHE_DIR", folder.resolve("kept/cache").toString(),
                        "CONNECTIONS_FILE", folder.resolve("connections.yaml").toString(),
                        "DATA_SOURCES", "s3a://" + bucket,
                        "CONVERSATION_DIR", folder.resolve("kept").toString()),
                null);
        tell(settings);
        try (LLMConversationSystem system = LLMConversationSystem.open(settings, SharedSpark.session());
                RestServer server = RestServer.start(system, settings, "127.0.0.1", 0)) {
            String id = system.createConversation(
                    "Orders", List.of("db:file#public.orders", "s3a://" + bucket + "/visits.csv"));
            work(system, id);
            read(server, id);
            system.createConversation("Orders again", List.of("db:prompt#public.orders"));
            fail(system, "db:pgpass#public.orders");
            fail(system, "db:file#public.nowhere");
            fail(system, url + "?user=postgres&password=" + SECRETS.get(3) + "#public.orders");
            fail(system, url.replace("//", "//ann:" + SECRETS.get(3) + "@") + "#public.orders");
            fail(system, "s3a://AKIA:" + SECRETS.get(3) + "@" + bucket + "/visits.csv");
            fail(system, "https://ann:" + SECRETS.get(3) + "@127.0.0.1:9/visits.csv");
            for (String name : List.of(
                    url + "?password=" + SECRETS.get(3) + "#t",
                    "s3a://AKIA:" + SECRETS.get(3) + "@" + bucket + "/visits.csv",
                    "db:file#public.orders")) {
                tell(send(server, "/llm/conversations", "{\"data_files\": [\"" + name + "\"]}"));
            }
        }
    }

    private void work(LLMConversationSystem system, String id) throws IOException {
        local.reply("```sql\nSELECT town, sum(amount) AS total FROM orders GROUP BY town ORDER BY total DESC\n```");
        tell(system.addMessage(id, "Which of the towns brings in the most, would you say?"));
        tell(system.addMessage(id, "SELECT o.id / 0 FROM orders o JOIN visits v ON o.id = v.id"));
        tell(system.addMessage(id, "SELECT count(*) AS n FROM orders WHERE amount > 100"));
        tell(system.generateGuidance(id));
        var plan = system.optimizeSchema(id, SchemaTarget.POSTGRESQL);
        tell(plan);
        system.handle(id).writeMigration(plan, folder.resolve("kept/migration"));
        for (ExportFormat format : ExportFormat.values()) {
            tell(system.handle(id).export(format));
        }
        tell(system.handle(id).conversation());
    }

    private void read(RestServer server, String id) throws Exception {
        for (String path : List.of("", "/state", "/export?format=html", "/meanings")) {
            tell(HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/llm/conversations/" + id + path))
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
        }
        tell(send(
                server,
                "/mcp",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
                        + "\"params\":{\"name\":\"profile\",\"arguments\":{}}}"));
    }

    private static String send(RestServer server, String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + path))
                                .header("Accept", "application/json, text/event-stream")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private void fail(LLMConversationSystem system, String name) {
        Throwable failure = catchThrowable(() -> system.createConversation("Fails", List.of(name)));
        assertThat(failure).as(name).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        tell(trace);
        Throwable registered =
                catchThrowable(() -> system.registerConversation("Fails", ProfileRequest.of(List.of(name))));
        tell(registered);
    }
}
