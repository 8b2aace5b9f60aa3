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

/** Enforces the room table of ARCHITECTURE.md: who may import whom, how large a room and a file may be. */
class ArchitectureTest {
    private static final String ROOT = "io.github.bigdatamigrator";
    private static final String ROOT_ROOM = "root";
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_LINE = 120;
    private static final int LARGEST_ROOM = 30;
    private static final int LARGEST_ROOT = 6;
    /** The share of package-private top-level types in percent; raise it when it grows. */
    private static final int HIDDEN_PERCENT = 60;

    private static final Set<String> WEAK_NAMES =
            Set.of("util", "utils", "common", "model", "impl", "service", "helper");

    /** The rooms that hold more than 30 types, each with its reason. */
    private static final Map<String, String> LARGE_ROOMS = Map.of(
            "relationship",
            "Scores, conventions and counts share package-private vocabulary; a cut would make a third of it public.");

    /** The rooms of ours that each room may import besides {@code error} and itself. */
    private static final Map<String, Set<String>> OURS = Rooms.ours();

    /** Libraries and the only rooms that may import them. */
    private static final Map<String, Set<String>> LIBRARIES = Rooms.libraries();

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    static Stream<String> rooms() {
        return OURS.keySet().stream();
    }

    @Test
    void everyPackageIsARoomOfTheTable() {
        assertThat(MAIN.stream().map(ArchitectureTest::room).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(OURS.keySet());
    }

    @Test
    void theTableNamesOnlyRoomsThatExist() {
        Stream<String> named = Stream.concat(OURS.values().stream(), LIBRARIES.values().stream())
                .flatMap(Set::stream);

        assertThat(named).allMatch(OURS::containsKey);
        assertThat(LARGE_ROOMS.keySet()).allMatch(OURS::containsKey);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomImportsOnlyTheRoomsThatTheTableNames(String room) {
        Set<String> open = new TreeSet<>(OURS.get(room));
        open.add(room);
        open.add("error");

        ArchRuleDefinition.noClasses()
                .that(in(Set.of(room)))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are ours and outside of " + open, type -> isOurs(type) && !open.contains(room(type))))
                .check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void everyImportThatTheTableAllowsIsUsed(String room) {
        Set<String> used = imports().getOrDefault(room, Set.of());

        assertThat(OURS.get(room)).allMatch(used::contains);
    }

    @Test
    void noTwoRoomsImportEachOtherInACircle() {
        Map<String, Set<String>> imports = imports();
        Map<String, Set<String>> circles = new TreeMap<>();
        imports.keySet().forEach(room -> {
            if (reachable(room, imports).contains(room)) {
                circles.put(room, imports.get(room));
            }
        });

        assertThat(circles).isEmpty();
    }

    @Test
    void librariesAreImportedOnlyByTheRoomsThatOwnThem() {
        LIBRARIES.forEach((library, owners) -> ArchRuleDefinition.noClasses()
                .that(DescribedPredicate.not(in(owners)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library, library + "..")
                .because("only " + owners + " may import " + library)
                .check(MAIN));
    }

    @Test
    void roomsAreNamedForWhatTheyDo() {
        assertThat(OURS.keySet().stream().flatMap(room -> Stream.of(room.split("\\."))))
                .doesNotContainAnyElementsOf(WEAK_NAMES);
    }

    @Test
    void everyRoomSaysWhatItIsForAndIsNullMarked() {
        assertThat(MAIN.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allMatch(it -> it.tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isPresent());
    }

    @Test
    void noRoomHoldsTooManyTypes() {
        Map<String, Long> sizes = topLevelTypes()
                .collect(Collectors.groupingBy(ArchitectureTest::room, TreeMap::new, Collectors.counting()));

        assertThat(sizes.get(ROOT_ROOM)).isLessThanOrEqualTo(LARGEST_ROOT);
        assertThat(sizes)
                .allSatisfy((room, size) -> assertThat(size <= LARGEST_ROOM || LARGE_ROOMS.containsKey(room))
                        .as("%s holds %d types; more than %d need a reason", room, size, LARGEST_ROOM)
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
    void theLeafRoomsHoldTheseTypesAndNothingElse() {
        assertTypes(
                "text",
                "CellFormat",
                "DurationFormat",
                "FoldedWords",
                "IdentifierWords",
                "NearestName",
                "NumberFormat",
                "PhraseIndex",
                "Plurals");
        assertTypes(
                "sql",
                "DialectHints",
                "DialectRewriter",
                "ForeignSyntaxRewriter",
                "JsonColumnRewriter",
                "OriginalNameRewriter",
                "SilentDialectRewriter",
                "SortedAggregateRewriter",
                "SqlCall",
                "SqlIdentifiers",
                "SqlLexer",
                "SqlLiterals",
                "SqlOutline",
                "SqlStatements",
                "SqlTable",
                "SqlToken");
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

    private static void assertTypes(String room, String... names) {
        assertThat(topLevelTypes().filter(type -> room(type).equals(room)).map(JavaClass::getSimpleName))
                .as("types of %s", room)
                .containsExactlyInAnyOrder(names);
    }

    private static Stream<JavaClass> topLevelTypes() {
        return MAIN.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"));
    }

    /** The rooms that each room really imports, {@code error} and itself left out. */
    private static Map<String, Set<String>> imports() {
        Map<String, Set<String>> imports = new TreeMap<>();
        for (JavaClass type : MAIN) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(ArchitectureTest::isOurs)
                    .map(ArchitectureTest::room)
                    .filter(room -> !room.equals(room(type)) && !room.equals("error"))
                    .forEach(room -> imports.computeIfAbsent(room(type), key -> new TreeSet<>())
                            .add(room));
        }
        return imports;
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> imports) {
        Set<String> seen = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            for (String room : imports.getOrDefault(next.pop(), Set.of())) {
                if (seen.add(room)) {
                    next.push(room);
                }
            }
        }
        return seen;
    }

    private static DescribedPredicate<JavaClass> in(Set<String> rooms) {
        return DescribedPredicate.describe("in " + rooms, type -> isOurs(type) && rooms.contains(room(type)));
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /** The package below the root package, such as {@code conversation.prompt}, or “root”. */
    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? ROOT_ROOM : name.substring(ROOT.length() + 1);
    }
}
