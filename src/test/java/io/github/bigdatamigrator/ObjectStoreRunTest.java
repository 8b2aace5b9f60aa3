package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.fixture.S3Store;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads data of an S3 server through Hadoop's own client. */
@Tag("spark")
class ObjectStoreRunTest {
    private final String bucket = "shop-" + UUID.randomUUID();
    private final S3Store store = S3Store.start(bucket);
    private LLMConversationSystem system;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws IOException {
        store.settings()
                .forEach((name, value) -> SharedSpark.session()
                        .sparkContext()
                        .hadoopConfiguration()
                        .set(name.replace("fs.s3a.", "fs.s3a.bucket." + bucket + "."), value));
        StringBuilder sales = new StringBuilder("sale_id,customer_id,amount\n");
        for (int i = 1; i <= 500; i++) {
            sales.append(i + "," + (i % 20 + 1) + "," + i + ".50\n");
        }
        Path customers = folder.resolve("customers.parquet");
        SharedSpark.session()
                .range(1, 21)
                .selectExpr("id AS customer_id", "concat('Name ', id) AS name")
                .coalesce(1)
                .write()
                .parquet(customers.toString());
        store.put("in/sales.csv", sales.toString());
        try (Stream<Path> parts = Files.list(customers)) {
            Path part = parts.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            store.put("in/customers.parquet", Files.readAllBytes(part));
        }
        for (int month = 1; month <= 3; month++) {
            store.put("months/m" + month + ".csv", "id,value\n" + month + ",1\n" + (month + 10) + ",2\n");
        }
        Settings settings = Settings.of(
                Map.of(),
                Map.of(
                        "LOCAL_LLM_MODEL", "none",
                        "PROFILE_CACHE_DIR", folder.resolve("cache").toString(),
                        "CONVERSATION_DIR", folder.resolve("kept").toString()),
                null);
        system = LLMConversationSystem.open(settings, SharedSpark.session());
    }

    @AfterEach
    void close() {
        system.close();
        store.close();
    }

    private String at(String key) {
        return "s3a://" + bucket + "/" + key;
    }

    private DataContext profile(String... keys) {
        return system.profile(ProfileRequest.of(Stream.of(keys).map(this::at).toList()));
    }

    @Test
    void objectsAreProfiledAskedAndPlanned() {
        String id = system.createConversation("Shop", List.of(at("in/sales.csv"), at("in/customers.parquet")));
        DataContext context = system.handle(id).context().orElseThrow();
        assertThat(context.tables()).extracting(TableProfile::rows).containsExactly(500L, 20L);
        assertThat(context.relationships()).hasSize(1);
        assertThat(system.addMessage(id, "SELECT sum(amount) AS total FROM sales WHERE customer_id <= 10")
                        .content())
                .contains("61,750");
        assertThat(system.addMessage(id, "How many rows does sales have?").content())
                .contains("500");
        assertThat(system.optimizeSchema(id, SchemaTarget.POSTGRESQL).ddl())
                .contains("\"sales\"", "FOREIGN KEY")
                .doesNotContain(S3Store.SECRET_KEY);
        assertThat(store.requests()).noneMatch(request -> request.startsWith("PUT") || request.startsWith("DELETE"));
    }

    @Test
    void aFolderIsATableAndAPatternNamesSeveral() {
        assertThat(profile("months").tables()).singleElement().satisfies(table -> {
            assertThat(table.name()).isEqualTo("months");
            assertThat(table.rows()).isEqualTo(6);
        });
        assertThat(profile("months/m[12].csv").tables())
                .extracting(TableProfile::name)
                .containsExactly("m1", "m2");
        assertThat(profile("in").tables()).extracting(TableProfile::name).containsExactly("customers", "sales");
    }

    @Test
    void theSecondProfileOfUnchangedObjectsReadsNone() {
        DataContext first = profile("in/sales.csv");
        List<String> before = List.copyOf(store.requests());
        DataContext second = profile("in/sales.csv");
        assertThat(second.tables()).isEqualTo(first.tables());
        assertThat(store.requests().subList(before.size(), store.requests().size()))
                .noneMatch(request -> request.startsWith("GET") && request.endsWith("sales.csv"));
    }

    @Test
    void whatIsMissingOrDeniedIsSaidAsForFiles() throws IOException {
        assertThatThrownBy(() -> profile("in/sale.csv")).hasMessageContaining("Did you mean " + at("in/sales.csv"));
        SharedSpark.session()
                .sparkContext()
                .hadoopConfiguration()
                .set("fs.s3a.bucket." + bucket + ".access.key", "AKIAOTHER");
        FileSystem.closeAll();
        assertThatThrownBy(() -> profile("in/sales.csv"))
                .hasMessageContaining("Check its permissions")
                .hasMessageNotContaining(S3Store.SECRET_KEY);
    }

    @Test
    void aMissingModuleIsNamedWithItsVersionAndTheLineToAdd() {
        assertThatThrownBy(() -> system.profile(ProfileRequest.of(List.of("gs://bucket/sales.csv"))))
                .hasMessageContaining("org.apache.hadoop:hadoop-gcp:3.5.0")
                .hasMessageContaining("--packages org.apache.hadoop:hadoop-gcp:3.5.0")
                .hasMessageContaining("BDM_JARS");
        assertThatThrownBy(() -> system.profile(ProfileRequest.of(List.of("abfss://c@a.dfs.core.windows.net/x.csv"))))
                .hasMessageContaining("org.apache.hadoop:hadoop-azure:3.5.0");
        assertThatThrownBy(() -> system.profile(ProfileRequest.of(List.of("oss://bucket/x.csv"))))
                .hasMessageContaining("no module on the class path reads addresses with oss:");
    }
}
