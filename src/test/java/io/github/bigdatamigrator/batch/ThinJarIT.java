package io.github.bigdatamigrator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks that the jar for spark-submit and Spark's jars share no class, so that no class is loaded from the wrong one.
 */
class ThinJarIT {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    /** Libraries that Spark distributions and Hadoop clusters carry in their own versions. */
    private static final List<String> OFTEN_THERE = List.of(
            "okhttp3/",
            "okio/",
            "kotlin/",
            "com/fasterxml/jackson/",
            "org/yaml/snakeyaml/",
            "org/slf4j/",
            "org/apache/logging/",
            "org/apache/commons/",
            "org/apache/spark/sql/SparkSession",
            "scala/Option",
            "jakarta/servlet/",
            "com/google/common/");

    private static Set<String> classes(Path jar) throws IOException {
        Set<String> names = new HashSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .forEach(names::add);
        }
        return names;
    }

    @Test
    void theThinJarContainsNoClassOfSpark() throws IOException {
        Set<String> ours = classes(TARGET.resolve("big-data-migrator-submit.jar"));
        assertThat(ours).contains("io/github/bigdatamigrator/cli/Main.class").hasSizeGreaterThan(1000);
        Set<String> twice = new TreeSet<>();
        try (Stream<Path> jars = Files.list(TARGET.resolve("dist/spark"))) {
            for (Path jar : jars.toList()) {
                for (String name : classes(jar)) {
                    if (ours.contains(name)) {
                        twice.add(jar.getFileName() + " " + name);
                    }
                }
            }
        }
        assertThat(twice).isEmpty();
    }

    @Test
    void commonClusterLibrariesAreRelocated() throws IOException {
        Set<String> ours = classes(TARGET.resolve("big-data-migrator-submit.jar"));
        assertThat(ours).noneMatch(name -> OFTEN_THERE.stream().anyMatch(name::startsWith));
        assertThat(ours).anyMatch(name -> name.startsWith("io/github/bigdatamigrator/shaded/okhttp3/"));
    }
}
