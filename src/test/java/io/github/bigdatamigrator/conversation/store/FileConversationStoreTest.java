package io.github.bigdatamigrator.conversation.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.conversation.ChildJvm;
import io.github.bigdatamigrator.conversation.ConversationEvent;
import io.github.bigdatamigrator.conversation.ConversationEvent.Answered;
import io.github.bigdatamigrator.conversation.ConversationEvent.Asked;
import io.github.bigdatamigrator.conversation.ConversationManager;
import io.github.bigdatamigrator.conversation.ConversationManagerTest;
import io.github.bigdatamigrator.conversation.ConversationStore;
import io.github.bigdatamigrator.conversation.ConversationStoreContract;
import io.github.bigdatamigrator.conversation.ScriptedModel;
import io.github.bigdatamigrator.conversation.Shop;
import io.github.bigdatamigrator.conversation.answer.PipelineTurnHandler;
import io.github.bigdatamigrator.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileConversationStoreTest extends ConversationStoreContract {
    private static final Asked QUESTION = new Asked("2026-01-01T10:00:01Z", "How many ünits?");

    @TempDir
    Path folder;

    @Override
    public ConversationStore store() {
        return new FileConversationStore(folder.resolve("conversations"));
    }

    private Path file(String name) {
        return folder.resolve("conversations/c").resolve(name);
    }

    @Test
    void anIncompleteLastLineIsMovedAsideAndNothingElseIsLost() throws IOException {
        ConversationStore store = store();
        store.create("c", CREATED);
        append(store, QUESTION);
        byte[] before = Files.readAllBytes(file("events.jsonl"));
        append(store, new Answered("2026-01-01T10:00:02Z", answer(), "abc"));
        byte[] whole = Files.readAllBytes(file("events.jsonl"));

        for (int length = before.length + 1; length < whole.length; length++) {
            Files.write(file("events.jsonl"), Arrays.copyOf(whole, length));
            Files.deleteIfExists(file("events.torn"));

            assertThat(store.replay("c")).containsExactly(CREATED, QUESTION);
            try (ConversationStore.Writer writer = store.open("c")) {
                assertThat(writer.repairs()).singleElement().asString().contains((length - before.length) + " bytes");
                writer.append(QUESTION);
            }

            assertThat(store.replay("c")).containsExactly(CREATED, QUESTION, QUESTION);
            assertThat(Files.readAllBytes(file("events.torn")))
                    .isEqualTo(Arrays.copyOfRange(whole, before.length, length));
        }
    }

    @Test
    void aLastLineWithAWrongByteIsIgnored() throws IOException {
        ConversationStore store = store();
        store.create("c", CREATED);
        int start = Files.readAllBytes(file("events.jsonl")).length;
        append(store, QUESTION);
        byte[] whole = Files.readAllBytes(file("events.jsonl"));

        for (int at = start; at < whole.length; at++) {
            byte[] wrong = whole.clone();
            wrong[at] ^= 1;
            Files.write(file("events.jsonl"), wrong);

            assertThat(store.replay("c")).as("byte %s", at).containsExactly(CREATED);
        }
    }

    @Test
    void damageBeforeValidLinesIsReportedAndNothingIsCut() throws IOException {
        ConversationStore store = store();
        store.create("c", CREATED);
        append(store, QUESTION);
        append(store, QUESTION);
        String text = Files.readString(file("events.jsonl"));
        String damaged = text.replaceFirst("units|ünits", "dozens");
        Files.writeString(file("events.jsonl"), damaged);

        assertThatThrownBy(() -> store().open("c")).hasMessageContaining("damaged at line 2");
        assertCode(ErrorCode.STORE_FAILED, () -> store.replay("c"));
        assertThat(Files.readString(file("events.jsonl"))).isEqualTo(damaged);
        ConversationManager manager = PipelineTurnHandler.manager(
                store(), ScriptedModel.away(), ConversationManagerTest.SETTINGS, java.time.Clock.systemUTC());
        assertThat(manager.list())
                .singleElement()
                .satisfies(summary -> assertThat(summary.title()).contains("damaged at line 2"));
    }

    @Test
    void onlyTheOwnerCanReadTheFiles() throws IOException {
        ConversationStore store = store();
        store.create("c", CREATED);
        try (ConversationStore.Writer writer = store.open("c")) {
            writer.append(QUESTION);
            writer.saveProfile(Shop.context());
        }

        try (Stream<Path> paths = Files.walk(folder.resolve("conversations"))) {
            for (Path path : paths.toList()) {
                String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void anIdCannotLeadOutOfTheFolder() throws IOException {
        ConversationStore store = store();
        store.create("c", CREATED);
        Files.createDirectories(folder.resolve("other"));
        Files.copy(file("events.jsonl"), folder.resolve("other/events.jsonl"));

        for (String id : List.of("../other", "..", ".", "", "/etc", "c/../c", "C", "c\0", "c\n")) {
            assertCode(ErrorCode.UNKNOWN_CONVERSATION, () -> store.open(id));
        }
    }

    @Test
    void theLockExcludesOtherProcesses() throws Exception {
        ConversationStore store = store();
        store.create("c", CREATED);
        Process other =
                ChildJvm.start(Holder.class, folder.resolve("conversations").toString());
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");
            assertCode(ErrorCode.CONVERSATION_LOCKED, () -> store.open("c"));
        } finally {
            other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }

        append(store, QUESTION);
        assertThat(store.replay("c")).containsExactly(CREATED, QUESTION, QUESTION);
    }

    @Test
    void anInterruptedThreadCanStillAppend() {
        ConversationStore store = store();
        store.create("c", CREATED);
        try (ConversationStore.Writer writer = store.open("c")) {
            Thread.currentThread().interrupt();
            writer.append(QUESTION);
            writer.force();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(store.replay("c")).containsExactly(CREATED, QUESTION);
        try (ConversationStore.Writer writer = store.open("c")) {
            Thread.currentThread().interrupt();
            assertCode(ErrorCode.CANCELLED, () -> writer.saveProfile(Shop.context()));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(store.context("c")).isEmpty();
        store.open("c").close();
    }

    @Test
    void otherFoldersAreNotListed() throws IOException {
        ConversationStore store = store();
        store.create("c", CREATED);
        Files.createDirectories(folder.resolve("conversations/empty"));
        Files.writeString(folder.resolve("conversations/README.md"), "text");

        assertThat(store.ids()).containsExactly("c");
        assertThat(new FileConversationStore(folder.resolve("nowhere")).ids()).isEmpty();
    }

    private static void append(ConversationStore store, ConversationEvent event) {
        try (ConversationStore.Writer writer = store.open("c")) {
            writer.append(event);
            writer.force();
        }
    }

    /** Takes the lock, writes an event, and waits to be killed. */
    static final class Holder {
        public static void main(String[] args) throws IOException {
            ConversationStore.Writer writer = new FileConversationStore(Path.of(args[0])).open("c");
            writer.append(QUESTION);
            System.out.println("held");
            System.in.read();
            writer.close();
        }
    }
}
