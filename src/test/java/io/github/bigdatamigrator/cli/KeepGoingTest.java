package io.github.bigdatamigrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.fixture.Profiles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeepGoingTest {
    private final List<List<String>> calls = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final KeepGoing keepGoing = new KeepGoing(this::profile, notes::add);

    @Test
    void filesThatCanBeReadAreProfiledOnce() {
        assertThat(tables(keepGoing.profile(List.of("a", "b")))).containsExactly("a", "b");
        assertThat(calls).hasSize(1);
        assertThat(notes).isEmpty();
    }

    @Test
    void filesThatCannotBeReadAreLeftOutAndNamed() {
        assertThat(tables(keepGoing.profile(List.of("a", "bad", "b")))).containsExactly("a", "b");
        assertThat(notes).singleElement().asString().contains("bad");
    }

    @Test
    void theOnlyReadableFileIsNotReadAgain() {
        assertThat(tables(keepGoing.profile(List.of("a", "bad")))).containsExactly("a");
        assertThat(calls).containsExactly(List.of("a", "bad"), List.of("a"), List.of("bad"));
    }

    @Test
    void whenNoneCanBeReadTheFirstErrorStands() {
        assertThatThrownBy(() -> keepGoing.profile(List.of("bad", "bad too"))).hasMessageContaining("bad");
    }

    private DataContext profile(List<String> files) {
        calls.add(files);
        for (String file : files) {
            if (file.startsWith("bad")) {
                throw new MigratorException(ErrorCode.FILE_UNREADABLE, file + " cannot be read");
            }
        }
        return Profiles.context(
                files.stream().map(file -> Profiles.table(file, 1, List.of())).toList(), List.of());
    }

    private static List<String> tables(DataContext context) {
        return context.tables().stream().map(table -> table.name()).toList();
    }
}
