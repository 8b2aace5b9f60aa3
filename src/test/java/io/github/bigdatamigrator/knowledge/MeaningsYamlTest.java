package io.github.bigdatamigrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.knowledge.MeaningEntries.CorrectionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.DefinitionEntry;
import io.github.bigdatamigrator.knowledge.MeaningEntries.Status;
import io.github.bigdatamigrator.yaml.YamlReader;
import io.github.bigdatamigrator.yaml.YamlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeaningsYamlTest {
    @TempDir
    Path folder;

    private static MeaningEntries read(String yaml) {
        return MeaningsYaml.read(YamlReader.read("meanings.yaml", yaml));
    }

    @Test
    void theExampleIsRead() throws IOException {
        MeaningEntries example = read(Files.readString(Path.of("conf/meanings.yaml.example")));

        assertThat(example.faults()).isEmpty();
        assertThat(example.tables().get(0).columns()).hasSize(2);
        assertThat(example.definitions()).extracting(DefinitionEntry::name).containsExactly("revenue", "large sales");
        assertThat(example.corrections()).extracting(CorrectionEntry::text).hasSize(2);
        assertThat(example.drafts()).isZero();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        MeaningEntries example = read(Files.readString(Path.of("conf/meanings.yaml.example")));

        String written = YamlWriter.write(MeaningsYaml.write(example));

        assertThat(YamlWriter.write(MeaningsYaml.write(read(written)))).isEqualTo(written);
    }

    @Test
    void approvalChangesNothingButTheStatus() throws IOException {
        Path file = folder.resolve("draft.yaml");
        Files.writeString(file, """
            # ours
            tables:
              shops:
                status: draft   # look here
                description: "a status: draftsman"
                columns:
                  city: {unit: x, status: "draft"}
            measures:
              cities: {sql: count(DISTINCT city), status: draft}
            """);
        Files.writeString(folder.resolve("mixed.yaml"), """
            tables:
              shops: {description: x, status: draft}
              flights: {description: y, status: draft}
            """);
        MeaningsFolder meanings = new MeaningsFolder(new KnowledgeFolder(folder));

        assertThat(meanings.approve(FakeData.SHOP)).isEqualTo(4);

        assertThat(Files.readString(file)).isEqualTo("""
            # ours
            tables:
              shops:
                status: approved   # look here
                description: "a status: draftsman"
                columns:
                  city: {unit: x, status: approved}
            measures:
              cities: {sql: count(DISTINCT city), status: approved}
            """);
        assertThat(meanings.entries().tables().stream()
                        .filter(entry -> entry.status() == Status.DRAFT)
                        .map(MeaningEntries.TableEntry::table))
                .containsExactly("flights");
    }

    @Test
    void aBrokenFileIsToldAndTheOthersAreRead() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "tables: [");
        Files.writeString(folder.resolve("b.yaml"), "tables:\n  shops: {description: x}\n");

        MeaningEntries entries = new MeaningsFolder(new KnowledgeFolder(folder)).entries();

        assertThat(entries.tables()).hasSize(1);
        assertThat(entries.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.place().file()).isEqualTo("a.yaml");
            assertThat(fault.message()).contains("not YAML");
        });
    }
}
