package io.github.bigdatamigrator.relationship.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bigdatamigrator.analysis.DataContextBuilder;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.fixture.SharedSpark;
import io.github.bigdatamigrator.relationship.expression.PlantedDatabase.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References of every kind in random databases whose truth is known. */
@Tag("spark")
class PlantedReferencesTest {
    @TempDir
    Path folder;

    private static final class Tally {
        private int right;
        private int wrong;
        private int missed;

        void add(Set<String> truth, Set<String> found) {
            long hits = found.stream().filter(truth::contains).count();
            right += (int) hits;
            wrong += (int) (found.size() - hits);
            missed += (int) (truth.size() - hits);
        }

        double f1() {
            return 2.0 * right / Math.max(1, 2 * right + wrong + missed);
        }

        @Override
        public String toString() {
            return right + " right, " + wrong + " wrong, " + missed + " missed";
        }
    }

    @Test
    void referencesOfEveryKindAreFoundInAFewDatabases() throws IOException {
        check(1, 3);
    }

    @Test
    @Tag("long")
    void referencesOfEveryKindAreFoundInManyDatabases() throws IOException {
        check(100, 60);
    }

    private void check(int seed, int databases) throws IOException {
        Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
        for (int i = seed; i < seed + databases; i++) {
            Path files = Files.createDirectory(folder.resolve("db" + i));
            PlantedDatabase database = new PlantedDatabase(i);
            database.write(files);
            DataContext context = DataContextBuilder.on(SharedSpark.newSession())
                    .add(files.resolve("*.csv").toString())
                    .build();
            for (Kind kind : Kind.values()) {
                Set<String> found = context.relationships().stream()
                        .filter(edge -> kind == kind(edge))
                        .map(edge -> edge.fromTable() + "." + edge.fromColumns().get(0) + ">" + edge.toTable() + "."
                                + edge.toColumns().get(0))
                        .collect(Collectors.toCollection(TreeSet::new));
                if (kind == Kind.PLAIN) {
                    // Where only some values are written otherwise, the others refer plainly.
                    found.removeAll(database.truth(Kind.REWRITTEN));
                }
                tallies.computeIfAbsent(kind, any -> new Tally()).add(database.truth(kind), found);
            }
        }
        tallies.forEach((kind, tally) ->
                assertThat(tally.f1()).as("%s: %s", kind, tally).isGreaterThan(0.9));
    }

    private static Kind kind(Relationship edge) {
        return edge.join() == null
                ? Kind.PLAIN
                : edge.join().delimiter() != null
                        ? Kind.LIST
                        : edge.join().condition() != null ? Kind.CONDITIONAL : Kind.REWRITTEN;
    }
}
