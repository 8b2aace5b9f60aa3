package io.github.bigdatamigrator.evaluation;

import io.github.bigdatamigrator.conversation.store.OwnerOnlyPermissions;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Keeps the last run of each model for each set of data files, in a folder beside the conversations that only the owner
 * can read and anybody may delete. Two runs at once leave one of them whole.
 */
public final class EvaluationHistory {
    private final Path folder;

    /** @param conversations CONVERSATION_DIR; nothing is created before the first save */
    public EvaluationHistory(Path conversations) {
        folder = conversations.resolve("evaluations");
    }

    /** The last runs on these files; empty if there are none, or they cannot be read. */
    public Optional<Evaluation> last(List<String> files) {
        return read(file(files));
    }

    /** Adds the runs in place of older ones of the same models; throws STORE_FAILED if the folder is not writable. */
    public void save(Evaluation evaluation) {
        Path file = file(evaluation.files());
        Evaluation all = read(file).map(known -> known.with(evaluation)).orElse(evaluation);
        try {
            OwnerOnlyPermissions.folder(folder.toAbsolutePath().getParent());
            OwnerOnlyPermissions.folder(folder);
            OwnerOnlyPermissions.replace(file, all.json().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new MigratorException(
                    ErrorCode.STORE_FAILED,
                    "Cannot write " + file + " (" + e + "). Make it writable, or set CONVERSATION_DIR.",
                    e);
        }
    }

    /** The last runs on all data; files that cannot be read are left out. */
    public List<Evaluation> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Evaluation> all = new ArrayList<>();
            files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .forEach(file -> read(file).ifPresent(all::add));
            return all;
        } catch (IOException e) {
            return List.of();
        }
    }

    private Path file(List<String> files) {
        byte[] names = String.join("\n", files.stream().sorted().toList()).getBytes(StandardCharsets.UTF_8);
        return folder.resolve(UUID.nameUUIDFromBytes(names) + ".json");
    }

    private static Optional<Evaluation> read(Path file) {
        try {
            return Optional.of(Evaluation.parse(file.toString(), Files.readString(file)));
        } catch (IOException | MigratorException e) {
            // An unreadable history only means that there is nothing to compare with.
            return Optional.empty();
        }
    }
}
