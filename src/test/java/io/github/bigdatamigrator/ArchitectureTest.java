package io.github.bigdatamigrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Enforces the package table of ARCHITECTURE.md: who may import whom, how large a package and a file may be. */
class ArchitectureTest {
    private static final String ROOT = "io.github.bigdatamigrator";
    private static final String ROOT_PACKAGE = "root";
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_LINE = 120;
    private static final int LARGEST_PACKAGE = 30;
    private static final int LARGEST_ROOT = 6;
    /** The share of package-private top-level types in percent; raise it when it grows. */
    private static final int HIDDEN_PERCENT = 60;

    private static final Set<String> WEAK_NAMES =
            Set.of("util", "utils", "common", "model", "impl", "service", "helper");

    /** The packages that hold more than 30 types, each with its reason. */
    private static final Map<String, String> LARGE_PACKAGES = Map.of(
            "relationship",
            "Scores, conventions and counts share package-private vocabulary; a cut would make a third of it public.",
            "cli",
            "One class a command, all on the same package-private base; a cut would make that base public.");

    /** The packages of ours that each package may import besides {@code error} and itself. */
    private static final Map<String, Set<String>> OURS = Packages.ours();

    /** Libraries and the only packages that may import them. */
    private static final Map<String, Set<String>> LIBRARIES = Packages.libraries();

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    static Stream<String> packages() {
        return OURS.keySet().stream();
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(MAIN.stream().map(ArchitectureTest::packageOf).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(OURS.keySet());
    }

    @Test
    void theTableNamesOnlyPackagesThatExist() {
        Stream<String> named = Stream.concat(OURS.values().stream(), LIBRARIES.values().stream())
                .flatMap(Set::stream);

        assertThat(named).allMatch(OURS::containsKey);
        assertThat(LARGE_PACKAGES.keySet()).allMatch(OURS::containsKey);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageImportsOnlyWhatTheTableNames(String name) {
        Set<String> open = new TreeSet<>(OURS.get(name));
        open.add(name);
        open.add("error");

        ArchRuleDefinition.noClasses()
                .that(in(Set.of(name)))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are ours and outside of " + open, type -> isOurs(type) && !open.contains(packageOf(type))))
                .check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void everyImportThatTheTableAllowsIsUsed(String name) {
        Set<String> used = imports().getOrDefault(name, Set.of());

        assertThat(OURS.get(name)).allMatch(used::contains);
    }

    @Test
    void noPackagesImportEachOtherInACircle() {
        Map<String, Set<String>> imports = imports();
        Map<String, Set<String>> circles = new TreeMap<>();
        imports.keySet().forEach(name -> {
            if (reachable(name, imports).contains(name)) {
                circles.put(name, imports.get(name));
            }
        });

        assertThat(circles).isEmpty();
    }

    @Test
    void librariesAreImportedOnlyByThePackagesThatOwnThem() {
        LIBRARIES.forEach((library, owners) -> ArchRuleDefinition.noClasses()
                .that(DescribedPredicate.not(in(owners)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library, library + "..")
                .because("only " + owners + " may import " + library)
                .check(MAIN));
    }

    @Test
    void packagesAreNamedForWhatTheyDo() {
        assertThat(OURS.keySet().stream().flatMap(name -> Stream.of(name.split("\\."))))
                .doesNotContainAnyElementsOf(WEAK_NAMES);
    }

    @Test
    void everyPackageHasADescriptionAndIsNullMarked() {
        assertThat(MAIN.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allMatch(it -> it.tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isPresent());
    }

    @Test
    void noPackageHasTooManyTypes() {
        Map<String, Long> sizes = topLevelTypes()
                .collect(Collectors.groupingBy(ArchitectureTest::packageOf, TreeMap::new, Collectors.counting()));

        assertThat(sizes.get(ROOT_PACKAGE)).isLessThanOrEqualTo(LARGEST_ROOT);
        assertThat(sizes)
                .allSatisfy((name, size) -> assertThat(size <= LARGEST_PACKAGE || LARGE_PACKAGES.containsKey(name))
                        .as("%s holds %d types; more than %d need a reason", name, size, LARGEST_PACKAGE)
                        .isTrue());
    }

    @Test
    void mostTypesArePackagePrivate() {
        List<JavaClass> types = topLevelTypes().toList();
        long hidden = types.stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();

        assertThat(100 * hidden)
                .as("%d of %d top-level types are package-private", hidden, types.size())
                .isGreaterThanOrEqualTo((long) HIDDEN_PERCENT * types.size());
    }

    @Test
    void theLeafPackagesHaveTheseTypesOnly() {
        assertTypes(
                "text",
                "CellFormat",
                "DurationFormat",
                "FoldedWords",
                "GermanWords",
                "IdentifierWords",
                "NearestName",
                "NumberFormat",
                "PhraseIndex",
                "Plurals",
                "SourceName");
        assertTypes(
                "sql",
                "DatePattern",
                "DateUnitRewriter",
                "DialectHints",
                "DialectRewriter",
                "ForeignFunctionRewriter",
                "ForeignSyntaxRewriter",
                "JsonColumnRewriter",
                "OriginalNameRewriter",
                "SilentDialectRewriter",
                "ShadowedColumnRewriter",
                "SelectScopes",
                "SqlCall",
                "SqlIdentifiers",
                "SqlLexer",
                "SqlLiterals",
                "SqlOutline",
                "SqlStatements",
                "SqlTable",
                "SqlToken",
                "SqlWords");
    }

    @Test
    void theArchitectureDocumentShowsTheSameTable() throws IOException {
        Map<String, Set<String>> shown = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("ARCHITECTURE.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 5 && cells[1].strip().matches("`[a-z.]+`")) {
                Set<String> imports = Stream.of(cells[3].strip().split("[ ,]+"))
                        .map(name -> name.replace("`", ""))
                        .filter(name -> !name.equals("–"))
                        .collect(Collectors.toCollection(TreeSet::new));
                shown.put(cells[1].strip().replace("`", ""), imports);
            }
        }

        assertThat(shown).isEqualTo(OURS);
    }

    @Test
    void theArchitectureDocumentNamesTypesThatExist() throws IOException {
        Set<String> known = new TreeSet<>();
        for (Path folder : sources().toList()) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> known.add(name.substring(0, name.length() - ".java".length())));
            }
        }
        List<String> named = Pattern.compile("`(?:[a-z.]+\\.)?([A-Z]\\w+[a-z]\\w*)[`.]")
                .matcher(Files.readString(Path.of("ARCHITECTURE.md")))
                .results()
                .map(type -> type.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(30).isSubsetOf(known);
    }

    @Test
    void onlyTheCommandLineWritesToTheTerminal() {
        ArchRuleDefinition.noClasses()
                .that(DescribedPredicate.not(in(Set.of("cli"))))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(MAIN);
    }

    @Test
    void onlyTheCommandLinePrintsStackTraces() {
        ArchRuleDefinition.noClasses()
                .that(DescribedPredicate.not(in(Set.of("cli"))))
                .should()
                .callMethodWhere(DescribedPredicate.<JavaMethodCall>describe(
                        "printStackTrace", call -> call.getName().equals("printStackTrace")))
                .check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void noFileIsTooLongAndNoLineTooWide(Path folder) throws IOException {
        List<String> faults = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() > LONGEST_FILE) {
                    faults.add(file + " has " + lines.size() + " lines");
                }
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).codePointCount(0, lines.get(i).length()) > LONGEST_LINE) {
                        faults.add(file + ":" + (i + 1) + " is too wide");
                    }
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    static Stream<Path> sources() {
        return Stream.of(Path.of("src/main/java"), Path.of("src/test/java"));
    }

    private static void assertTypes(String name, String... names) {
        assertThat(topLevelTypes().filter(type -> packageOf(type).equals(name)).map(JavaClass::getSimpleName))
                .as("types of %s", name)
                .containsExactlyInAnyOrder(names);
    }

    private static Stream<JavaClass> topLevelTypes() {
        return MAIN.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"));
    }

    /** The packages that each package really imports, {@code error} and itself left out. */
    private static Map<String, Set<String>> imports() {
        Map<String, Set<String>> imports = new TreeMap<>();
        for (JavaClass type : MAIN) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(ArchitectureTest::isOurs)
                    .map(ArchitectureTest::packageOf)
                    .filter(name -> !name.equals(packageOf(type)) && !name.equals("error"))
                    .forEach(name -> imports.computeIfAbsent(packageOf(type), key -> new TreeSet<>())
                            .add(name));
        }
        return imports;
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> imports) {
        Set<String> seen = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            for (String name : imports.getOrDefault(next.pop(), Set.of())) {
                if (seen.add(name)) {
                    next.push(name);
                }
            }
        }
        return seen;
    }

    private static DescribedPredicate<JavaClass> in(Set<String> names) {
        return DescribedPredicate.describe("in " + names, type -> isOurs(type) && names.contains(packageOf(type)));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /** The package below the root package, such as {@code conversation.prompt}, or “root”. */
    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? ROOT_PACKAGE : name.substring(ROOT.length() + 1);
    }
}
