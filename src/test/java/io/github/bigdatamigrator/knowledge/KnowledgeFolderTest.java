package io.github.bigdatamigrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.knowledge.KnowledgeFolder.Document;
import io.github.bigdatamigrator.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeFolderTest {
    @TempDir
    Path path;

    @Test
    void aFolderThatDoesNotExistIsEmptyAndTheFirstWriteCreatesIt() {
        KnowledgeFolder folder = new KnowledgeFolder(path.resolve("a/b"));

        assertThat(folder.list("answers")).isEmpty();
        folder.write("answers/x.yaml", Map.of("question", "q"));

        assertThat(folder.list("answers")).extracting(Document::name).containsExactly("answers/x.yaml");
        assertThat(text(folder, "question")).isEqualTo("q");
    }

    @Test
    void aFileThatAnotherProgramChangesIsReadAgain() throws IOException {
        KnowledgeFolder folder = new KnowledgeFolder(path);
        folder.write("answers/x.yaml", Map.of("question", "before"));
        assertThat(text(folder, "question")).isEqualTo("before");

        Files.writeString(path.resolve("answers/x.yaml"), "question: afterwards\n");

        assertThat(text(folder, "question")).isEqualTo("afterwards");
    }

    @Test
    void aBrokenFileIsToldWithItsLineAndTheOthersAreRead() throws IOException {
        KnowledgeFolder folder = new KnowledgeFolder(path);
        folder.write("answers/b.yaml", Map.of("question", "q"));
        Files.writeString(path.resolve("answers/a.yaml"), "question: x\nsql: [\n");
        Files.write(path.resolve("answers/c.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        Files.writeString(path.resolve("answers/notes.txt"), "no YAML");

        List<Document> documents = folder.list("answers");

        assertThat(documents)
                .extracting(Document::name)
                .containsExactly("answers/a.yaml", "answers/b.yaml", "answers/c.yaml");
        assertThat(documents.get(0).problem()).startsWith("answers/a.yaml, line 2: not YAML");
        assertThat(documents.get(1).problem()).isNull();
        assertThat(documents.get(2).problem()).isEqualTo("answers/c.yaml: not UTF-8.");
    }

    @Test
    void aRestOfACrashIsNotReadAndNotInTheWay() throws IOException {
        KnowledgeFolder folder = new KnowledgeFolder(path);
        Files.createDirectories(path.resolve("answers"));
        Files.writeString(path.resolve("answers/.x.yaml.new"), "question: ha");

        assertThat(folder.list("answers")).isEmpty();
        folder.write("answers/x.yaml", Map.of("question", "q"));

        assertThat(text(folder, "question")).isEqualTo("q");
        assertThat(path.resolve("answers/.x.yaml.new")).doesNotExist();
    }

    @Test
    void aDeletedFileIsGone() {
        KnowledgeFolder folder = new KnowledgeFolder(path);
        folder.write("answers/x.yaml", Map.of("question", "q"));

        assertThat(folder.delete("answers/x.yaml")).isTrue();
        assertThat(folder.delete("answers/x.yaml")).isFalse();
        assertThat(folder.read("answers/x.yaml")).isEmpty();
    }

    @Test
    void aFolderThatIsAFileEndsWithAMessageThatNamesTheSetting() throws IOException {
        Path file = Files.writeString(path.resolve("file"), "x");

        assertThatThrownBy(() -> new KnowledgeFolder(file).write("answers/x.yaml", Map.of("a", "b")))
                .isInstanceOfSatisfying(MigratorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILED);
                    assertThat(e).hasMessageContaining("KNOWLEDGE_DIR");
                });
    }

    /** Two objects stand for two places of one process; processes are separated by the file lock. */
    @Test
    void readAndWriteUnderTheLockLoseNoUpdateOfManyThreads() {
        List<KnowledgeFolder> folders = List.of(new KnowledgeFolder(path), new KnowledgeFolder(path));
        folders.get(0).write("count.yaml", Map.of("question", 0));

        IntStream.range(0, 100).parallel().forEach(i -> {
            KnowledgeFolder folder = folders.get(i % 2);
            folder.locked(() -> {
                int count = Integer.parseInt(text(folder.read("count.yaml").orElseThrow(), "question"));
                folder.write("count.yaml", Map.of("question", count + 1));
                return count;
            });
        });

        assertThat(text(folders.get(0).read("count.yaml").orElseThrow(), "question"))
                .isEqualTo("100");
    }

    private static String text(KnowledgeFolder folder, String key) {
        return text(folder.list("answers").get(0), key);
    }

    private static String text(Document document, String key) {
        return ((Yaml.Mapping) document.content())
                .entries().stream()
                        .filter(entry -> entry.key().equals(key))
                        .findFirst()
                        .orElseThrow()
                        .text("a text");
    }
}
