package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the walls between packages: who may import whom, and how much may be seen and written in one place. */
class ArchitectureTest {
    private static final String ROOT = "io.github.bigdatamigrator";
    private static final Map<String, Integer> LONGEST_FILES = Map.of("src/main/java", 400, "src/test/java", 450);
    private static final Set<String> WEAK_NAMES =
            Set.of("util", "utils", "common", "model", "impl", "service", "helper");

    /**
     * Our packages that each of our packages may import, besides {@code error} and itself; “root” is the root package.
     */
    private static final Map<String, Set<String>> OURS = ours();

    /** Others' libraries and the only packages that may import them. */
    private static final Map<String, Set<String>> OTHERS = Map.of(
            "org.apache.spark",
                    Set.of("root", "columnar", "source", "profiling", "relationship", "analysis", "query", "proof"),
            "scala", Set.of("columnar", "source", "profiling", "relationship", "analysis", "query", "proof"),
            "org.apache.hadoop", Set.of("source", "profiling", "relationship", "analysis", "query", "proof"),
            "org.apache.poi", Set.of("source", "root"),
            "org.apache.datasketches", Set.of("sketch"),
            "com.fasterxml.jackson", Set.of("json", "llm", "conversation", "server", "batch", "profiling"),
            "com.knuddels.jtokkit", Set.of("llm"),
            "okhttp3", Set.of("llm"),
            "io.javalin", Set.of("server"),
            "io.modelcontextprotocol", Set.of("server"));

    private static final Map<String, Set<String>> SERVER =
            Map.of("io.micrometer", Set.of("server"), "io.prometheus", Set.of("server"), "reactor", Set.of("server"));

    private static final Map<String, Set<String>> TERMINAL =
            Map.of("picocli", Set.of("cli"), "org.jline", Set.of("cli"), "me.tongfei.progressbar", Set.of("cli"));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static Map<String, Set<String>> ours() {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        table.put("error", Set.of());
        table.put("context", Set.of());
        table.put("json", Set.of("context"));
        table.put("columnar", Set.of());
        table.put("source", Set.of("context", "columnar"));
        table.put("sketch", Set.of());
        table.put("profiling", Set.of("source", "sketch", "context"));
        table.put("relationship", Set.of("sketch", "context", "columnar"));
        table.put("analysis", Set.of("source", "sketch", "profiling", "relationship", "query", "proof", "context"));
        table.put("query", Set.of("context"));
        table.put("proof", Set.of("context", "source"));
        table.put("llm", Set.of());
        table.put("conversation", Set.of("context", "llm", "json"));
        table.put("guidance", Set.of("context", "llm"));
        table.put("schema", Set.of("context", "llm"));
        // Of llm, only the token counts that an answer carries.
        table.put("report", Set.of("context", "json", "conversation", "guidance", "schema", "llm"));
        Set<String> engine = new TreeSet<>(table.keySet());
        engine.remove("report");
        table.put("root", engine);
        // The façade's users see the records that its calls give back.
        Set<String> readers = Set.of("root", "report", "context", "conversation", "guidance", "schema", "llm");
        table.put("batch", union(readers, "json"));
        table.put("server", union(readers, "json"));
        table.put("cli", union(readers, "json", "batch", "server"));
        return table;
    }

    private static Set<String> union(Set<String> some, String... more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void everyPackageStandsInTheTable() {
        assertThat(MAIN.stream().map(ArchitectureTest::home).distinct())
                .isNotEmpty()
                .isSubsetOf(OURS.keySet());
    }

    @Test
    void packagesImportOnlyThoseOfOursThatTheTableNames() {
        OURS.forEach((home, allowed) -> {
            Set<String> open = union(allowed, home, "error");
            ArchRuleDefinition.noClasses()
                    .that(in(Set.of(home)))
                    .should()
                    .dependOnClassesThat(ourClassesOutside(open))
                    .because(home + " may import " + allowed)
                    .allowEmptyShould(true)
                    .check(MAIN);
        });
    }

    @Test
    void librariesStayBehindThePackagesThatOwnThem() {
        Map<String, Set<String>> libraries = new LinkedHashMap<>(OTHERS);
        libraries.putAll(SERVER);
        libraries.putAll(TERMINAL);
        libraries.forEach((library, owners) -> ArchRuleDefinition.noClasses()
                .that(notIn(owners))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library, library + "..")
                .because("only " + owners + " may import " + library)
                .allowEmptyShould(true)
                .check(MAIN));
    }

    @Test
    void packagesDoNotImportEachOtherInCircles() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void packagesAreNamedForWhatTheyDo() {
        assertThat(MAIN.stream()
                        .flatMap(type -> Stream.of(type.getPackageName().split("\\.")))
                        .distinct())
                .doesNotContainAnyElementsOf(WEAK_NAMES);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() {
        Set<JavaPackage> packages = new java.util.HashSet<>();
        MAIN.forEach(type -> packages.add(type.getPackage()));

        assertThat(packages)
                .isNotEmpty()
                .allMatch(it -> it.tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isPresent());
    }

    @Test
    void onlyTheCommandLineWritesToTheTerminal() {
        ArchRuleDefinition.noClasses()
                .that(notIn(Set.of("cli")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(MAIN);
    }

    @Test
    void noStackTraceIsPrintedUnlessTheTerminalIsAskedForIt() {
        ArchRuleDefinition.noClasses()
                .that(notIn(Set.of("cli")))
                .should()
                .callMethodWhere(
                        new DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethodCall>(
                                "a call of printStackTrace") {
                            @Override
                            public boolean test(com.tngtech.archunit.core.domain.JavaMethodCall call) {
                                return call.getName().equals("printStackTrace");
                            }
                        })
                .check(MAIN);
    }

    @Test
    void aThirdOfTheTypesIsHidden() {
        List<JavaClass> types = MAIN.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .toList();
        long hidden = types.stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();

        assertThat(3 * hidden)
                .as("%d of %d top-level types are package-private; a third should be", hidden, types.size())
                .isGreaterThanOrEqualTo(types.size());
    }

    @Test
    void noSourceFileIsTooLongToRead() throws IOException {
        for (Map.Entry<String, Integer> longest : LONGEST_FILES.entrySet()) {
            try (Stream<Path> files = Files.walk(Path.of(longest.getKey()))) {
                List<Path> sources =
                        files.filter(file -> file.toString().endsWith(".java")).toList();
                assertThat(sources)
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(lines(file))
                                .as("lines of %s", file)
                                .isLessThanOrEqualTo(longest.getValue()));
            }
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static DescribedPredicate<JavaClass> in(Set<String> homes) {
        return DescribedPredicate.describe("in " + homes, type -> homes.contains(home(type)));
    }

    private static DescribedPredicate<JavaClass> notIn(Set<String> homes) {
        return DescribedPredicate.describe("not in " + homes, type -> !homes.contains(home(type)));
    }

    private static DescribedPredicate<JavaClass> ourClassesOutside(Set<String> open) {
        return DescribedPredicate.describe(
                "ours and outside of " + open, type -> ours(type) && !open.contains(home(type)));
    }

    private static boolean ours(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /** The first name below the root package, or “root”. */
    private static String home(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(ROOT)) {
            return "root";
        }
        String below = name.substring(ROOT.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
