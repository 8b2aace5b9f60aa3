package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.bigdatamigrator.batch.JobResult;
import io.github.bigdatamigrator.json.Json;
import io.github.bigdatamigrator.llm.ScriptedLMStudio;
import io.github.bigdatamigrator.llm.ScriptedModelList;
import io.github.bigdatamigrator.server.RestMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Validates what commands print with {@code --json} against {@code docs/schemas}. */
@Tag("spark")
class JsonSchemasTest {
    private static final Path SCHEMAS = Path.of("docs/schemas").toAbsolutePath();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    @AutoClose
    private final ScriptedLMStudio studio = ScriptedLMStudio.start();

    @TempDir
    Path folder;

    @Test
    void whatCommandsPrintIsOfTheirSchema() throws IOException {
        studio.models(ScriptedModelList.loaded("scripted", 16_384, 16_384));
        studio.replyWith(
                body -> "```sql\nSELECT customer_id, sum(amount) AS total FROM orders GROUP BY customer_id ORDER BY"
                        + " total DESC\n```");
        String orders = orders();
        String customers = write(
                "customers.csv",
                "id,name,email\n1,Ann,ann@example.org\n2,Bob,\"bob@example.org\"\n3,Cy,cy@example.org\n");
        String odd = write(
                "Ümsätze ½.csv",
                "Nr;Größe \"cm\";wahr;Zeit\n1;1,5;ja;2024-01-01 10:00:00\n2;NaN;nein;\n3;∞;ja;x\n4;5\n");
        String nested =
                write("nested.jsonl", "{\"a\": {\"b\": [1, 2]}, \"c\": 1e3}\n{\"a\": null, \"d\": \"2024-02-30\"}\n");
        String empty = write("empty.csv", "a,b\n");
        String one = write("one.csv", "a,b\n1,x\n");

        String fewer = write(
                "fewer.csv",
                Files.readString(Path.of(orders))
                        .replace("\n7,", "\n6,")
                        .replace("open", "Open")
                        .replaceAll("\n1\\d\\d,.*", ""));

        check("profile", run("profile", "--json", orders, customers));
        check("profile", run("profile", "--json", odd, nested, empty, one));
        String answer = run("ask", orders, "-q", "How much did each customer spend?", "--json", "--keep");
        check("answer", answer);
        assertThat(Json.parse(answer).path("queries")).as(answer).hasSize(1);
        String listed = run("conversations", "list", "--json");
        check("conversations", listed);
        String id = Json.parse(listed).at("/conversations/0/id").asText();
        check("answer", run("ask", "--conversation", id, "-q", "How many rows does orders have?", "--json"));
        check("reviewed-answer", run("conversations", "good", id, "--question", "1", "--json"));
        check("reviewed-answers", run("conversations", "marked", "--json"));
        check("unmarked", run("conversations", "unmark", id, "--question", "1", "--json"));
        check("conversation", run("conversations", "show", id, "--json"));
        check("replay", run("conversations", "replay", id, "--json"));
        check("deleted", run("conversations", "delete", id, "--json"));
        check("guidance", run("guide", orders, customers, "--json"));
        check("plan", run("optimize-schema", orders, customers, "--json"));
        check("meanings", run("describe", orders, customers, "--json"));
        check("evaluation", run("eval", orders, "--generate", "4", "--model", "scripted", "--json"));
        check("comparison", run(1, "compare", orders, fewer, "--rows", "--json"));
        check("comparison", run("compare", orders, orders, "--json"));
        check("comparison-series", run(1, "compare", "--series", orders, fewer, "--json"));
        String tables = folder.resolve("tables").toString();
        check("migration-preview", run("migrate", orders, customers, "--to", tables, "--dry-run", "--json"));
        String migrated = run("migrate", orders, customers, "--to", tables, "--yes", "--json");
        check("migration", migrated);
        assertThat(Json.parse(migrated).path("proven").asBoolean()).as(migrated).isTrue();
        check("doctor", run("doctor", "--json"));
        check("demo", run("demo", folder.resolve("demo").toString(), "--json", "--local-llm-model", "none"));
        check("commands", run("--help", "--json"));
        check("commands", run("conversations", "--help", "--json"));
        check("job", RestMessages.result(new JobResult("file:/out", "c1", 2, 1, List.of("it failed"))));
        check("profile", Files.readString(folder.resolve("demo/profile.json")));
    }

    @Test
    void aSchemaRejectsWhatItDoesNotKnow() throws IOException {
        JsonNode profile = Json.parse(run("profile", "--json", orders()));
        assertThat(problems("profile", profile)).isEmpty();

        ((ObjectNode) profile.at("/tables/0/columns/0")).put("colour", "red").remove("nulls");

        assertThat(problems("profile", profile)).hasSize(2).anyMatch(problem -> problem.contains("colour"));
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            for (Path file : files.toList()) {
                JsonNode other = Json.parse("{\"colour\": \"red\"}");
                String name = file.getFileName().toString().replace(".json", "");
                assertThat(problems(name, other)).as(name).anyMatch(problem -> problem.contains("colour"));
            }
        }
    }

    private String orders() throws IOException {
        StringBuilder text = new StringBuilder("id,customer_id,day,amount,status,note\n");
        for (int i = 1; i <= 200; i++) {
            text.append(i)
                    .append(',')
                    .append(i % 3 + 1)
                    .append(",2024-0")
                    .append(i % 9 + 1)
                    .append("-1")
                    .append(i % 10)
                    .append(",\"$")
                    .append(i == 7 ? 99_999 : i % 11)
                    .append(".50\",")
                    .append(i % 4 == 0 ? "N/A" : "open")
                    .append(i % 50 == 0 ? ",-\n" : ",K-" + i * 37 + "\n");
        }
        return write("orders.csv", text.toString());
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static void check(String schema, String json) {
        assertThat(problems(schema, Json.parse(json)))
                .as("%s: %s", schema, json)
                .isEmpty();
    }

    private static Collection<String> problems(String name, JsonNode json) {
        JsonSchema schema = FACTORY.getSchema(SCHEMAS.resolve(name + ".json").toUri());
        return new TreeSet<>(schema.validate(json).stream()
                .map(ValidationMessage::getMessage)
                .toList());
    }

    private String run(String... arguments) {
        return run(0, arguments);
    }

    private String run(int expected, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--help")) {
            all.addAll(List.of("--local-llm-url", studio.url()));
            all.addAll(List.of("--profile-cache-dir", folder.resolve("cache").toString()));
            all.addAll(List.of("--conversation-dir", folder.resolve("kept").toString()));
        }
        return CommandRun.of(all).printed(expected);
    }
}
