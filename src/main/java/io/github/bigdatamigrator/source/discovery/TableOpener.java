package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.FileNameParser;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceColumn;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.delimited.DelimitedTableOpener;
import io.github.bigdatamigrator.source.delimited.LayoutMatcher;
import io.github.bigdatamigrator.source.discovery.FileFinder.Found;
import io.github.bigdatamigrator.source.discovery.FormatDetector.Detected;
import io.github.bigdatamigrator.source.typed.JsonArrays;
import io.github.bigdatamigrator.source.typed.TypedTableOpener;
import io.github.bigdatamigrator.source.typed.XmlRows;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/** Opens files as tables, and decides whether the files of a folder are one table or many. Driver only. */
final class TableOpener {
    private static final int FIRST_FILES = 16;
    /** More tables cannot be profiled together: their sketches would fill the driver's memory. */
    static final int MAX_TABLES = 5000;

    private final LazySpark spark;
    private final Configuration hadoop;
    private final DialectOptions dialect;
    private final ProgressListener progress;
    private final @Nullable List<Problem> leftOut;
    private @Nullable MigratorException firstFailure;

    /** @param leftOut takes a problem for each file that cannot be read; null if such a file is a failure */
    TableOpener(LazySpark spark, DialectOptions dialect, ProgressListener progress, @Nullable List<Problem> leftOut) {
        this.spark = spark;
        this.leftOut = leftOut;
        this.dialect = dialect;
        this.progress = progress;
        hadoop = spark.hadoop();
    }

    List<SourceTable> open(List<String> names) {
        FileFinder finder = new FileFinder(spark);
        List<Found> found = names.stream()
                .flatMap(name -> orLeftOut(name, () -> finder.find(name)).stream())
                .toList();
        requireTableLimit(found.size());
        List<SourceTable> tables = new ArrayList<>();
        Map<Object, Integer> places = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            progress.progress("opening " + found.get(i).location(), i, found.size());
            Found one = found.get(i);
            for (SourceTable table : one.noting(orLeftOut(one.location(), () -> open(one)))) {
                List<Object> key = new ArrayList<>(table.origin().files());
                key.add(String.valueOf(table.origin().sheet()));
                key.add(String.valueOf(table.origin().table()));
                Integer place = places.putIfAbsent(key, tables.size());
                if (place == null) {
                    tables.add(table);
                } else {
                    Problem twice = new Problem(table.name(), "named more than once; read once", 1);
                    tables.set(place, tables.get(place).withProblem(twice));
                }
            }
        }
        if (tables.isEmpty() && firstFailure != null) {
            throw firstFailure;
        }
        progress.progress("opening", found.size(), found.size());
        return List.copyOf(tables);
    }

    /** What was opened; nothing if that failed and failures are left out. */
    private <T> List<T> orLeftOut(String name, Supplier<List<T>> opening) {
        try {
            return opening.get();
        } catch (MigratorException e) {
            if (leftOut == null || e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            firstFailure = firstFailure == null ? e : firstFailure;
            leftOut.add(new Problem(name, Problem.LEFT_OUT + e.getMessage(), 1));
            return List.of();
        }
    }

    private static void requireTableLimit(int tables) {
        if (tables > MAX_TABLES) {
            throw MigratorException.badInput(NumberFormat.of(tables)
                    + " tables are more than can be profiled together ("
                    + NumberFormat.of(MAX_TABLES) + "). Files of a folder or a pattern with the same layout are one"
                    + " table: name the folder, or fewer files.");
        }
    }

    private List<SourceTable> open(Found found) {
        if (found.table() != null) {
            SourceFormat format = SourceFormat.of(found.table().origin().format());
            return List.of(Connectors.of(format).open(spark, found.table()));
        }
        if (found.folder() == null) {
            return openFile(found.files().get(0), found.location(), found.sheet());
        }
        String name = FileNameParser.tableName(found.folder().getName());
        if (found.files().size() == 1) {
            return openFile(found.files().get(0), name, found.location(), null);
        }
        boolean parts = found.files().stream()
                .allMatch(file -> FileNameParser.isPart(file.getPath().getName()));
        if (parts) {
            Detected detected = FormatDetector.detect(firstFilled(found.files()), dialect.encoding(), hadoop);
            if (detected.format().isColumnar()) {
                return openParts(detected, name, found);
            } else if (!detected.format().isWorkbook() && !hasParts(detected.format())) {
                return openAs(detected.format(), name, found.location(), found.files(), dialect, detected.problems());
            } else if (detected.format() == SourceFormat.XML) {
                String path = HadoopFiles.text(firstFilled(found.files()).getPath());
                String tag = XmlRows.of(path, hadoop).tags().get(0);
                Origin origin = new Origin(detected.format().text(), dataFiles(found.files()), tag, null);
                return openAs(origin, name, found.location(), dialect, detected.problems());
            }
        }
        FileStatus first = firstFilled(found.files());
        List<SourceTable> opened = openOneOf(first);
        if (opened.size() == 1 && areLike(opened.get(0), first, found.files())) {
            return openLike(opened.get(0), name, found);
        }
        List<SourceTable> each = new ArrayList<>();
        for (FileStatus file : found.files()) {
            each.addAll(file.equals(first) ? opened : openOneOf(file));
        }
        List<SourceTable> filled =
                each.stream().filter(table -> !table.columns().isEmpty()).toList();
        boolean one = haveSameLayout(filled);
        if (one) {
            return openLike(filled.get(0), name, found);
        }
        requireTableLimit(each.size());
        String difference = difference(filled);
        if (difference != null) {
            each.set(0, each.get(0).withProblem(severalTables(each.get(0).name(), found, difference, each.size())));
        }
        return each;
    }

    private static Problem severalTables(String table, Found found, String difference, int tables) {
        return new Problem(
                table,
                "the files of " + found.location() + " differ in " + difference + "; they are "
                        + NumberFormat.of(tables) + " tables",
                1,
                Problem.Severity.LOW);
    }

    /** Opens parts of a columnar format: as one table for each set of columns that they have. */
    private List<SourceTable> openParts(Detected detected, String name, Found found) {
        List<FileStatus> filled =
                found.files().stream().filter(file -> file.getLen() > 0).toList();
        List<String> columns = ParallelFileIo.map(
                filled,
                file -> TypedTableOpener.columns(spark.session(), detected.format(), HadoopFiles.dataFile(file)));
        Map<String, List<FileStatus>> kinds = new LinkedHashMap<>();
        for (int i = 0; i < filled.size(); i++) {
            kinds.computeIfAbsent(columns.get(i), any -> new ArrayList<>()).add(filled.get(i));
        }
        if (kinds.size() < 2) {
            return openAs(detected.format(), name, found.location(), found.files(), dialect, detected.problems());
        }
        requireTableLimit(kinds.size());
        List<SourceTable> tables = new ArrayList<>();
        for (List<FileStatus> files : kinds.values()) {
            String part = tables.isEmpty() ? name : name + "_" + (tables.size() + 1);
            tables.addAll(openAs(detected.format(), part, found.location(), files, dialect, detected.problems()));
        }
        tables.set(0, tables.get(0).withProblem(severalTables(name, found, "their columns or types", tables.size())));
        return tables;
    }

    /** What distinguishes two tables that have most columns in common; null if all are of different kinds. */
    private static @Nullable String difference(List<SourceTable> tables) {
        for (int i = 1; i < tables.size(); i++) {
            List<String> mine = names(tables.get(i));
            List<String> theirs = names(tables.get(i - 1));
            List<String> added = without(mine, theirs);
            List<String> lost = without(theirs, mine);
            boolean differ = !tables.get(i).columns().equals(tables.get(i - 1).columns());
            if (differ && 2 * (mine.size() - added.size()) >= Math.max(mine.size(), theirs.size())) {
                return added.isEmpty() && lost.isEmpty()
                        ? "the types or order of their columns"
                        : "their columns (only "
                                + tables.get(added.isEmpty() ? i - 1 : i).name() + " has "
                                + String.join(", ", added.isEmpty() ? lost : added) + ")";
            }
        }
        return null;
    }

    private static List<String> without(List<String> names, List<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }

    private static List<String> names(SourceTable table) {
        return table.columns().stream().map(SourceColumn::name).toList();
    }

    /** Opens all files as one table with the format and footer of one of them. */
    private List<SourceTable> openLike(SourceTable table, String name, Found found) {
        return openAs(
                new Origin(
                        table.origin().format(),
                        dataFiles(found.files()),
                        table.origin().sheet(),
                        null),
                name,
                found.location(),
                withFooterOf(table),
                List.of());
    }

    private static FileStatus firstFilled(List<FileStatus> files) {
        return files.stream().filter(file -> file.getLen() > 0).findFirst().orElse(files.get(0));
    }

    /** Opens a file of a folder by itself. */
    private List<SourceTable> openOneOf(FileStatus file) {
        String path = HadoopFiles.text(file.getPath());
        return orLeftOut(path, () -> openFile(file, path, null));
    }

    /** Whether all files certainly have the layout of the one that was opened as that table. */
    private boolean areLike(SourceTable table, FileStatus opened, List<FileStatus> files) {
        LayoutMatcher matcher = LayoutMatcher.create(table, opened, dialect, hadoop);
        // The first files usually show whether a folder has different tables.
        List<FileStatus> begin = files.subList(0, Math.min(files.size(), FIRST_FILES));
        return matcher != null
                && !ParallelFileIo.map(begin, matcher::matches).contains(false)
                && !ParallelFileIo.map(files.subList(begin.size(), files.size()), matcher::matches)
                        .contains(false);
    }

    /**
     * Whether all tables have the same format, columns and text layout, and a header: without one, equal columns may be
     * chance. Columns of columnar formats must also be stored alike, since they are read alike.
     */
    private static boolean haveSameLayout(List<SourceTable> tables) {
        Set<Object> layouts = new HashSet<>();
        for (SourceTable table : tables) {
            SourceFormat format = SourceFormat.of(table.origin().format());
            boolean headless = table.origin().dialect() != null
                    && !table.origin().dialect().header();
            if (format.isWorkbook() || headless) {
                return false;
            }
            layouts.add(List.of(
                    format == SourceFormat.JSONL ? SourceFormat.JSON : format,
                    table.columns(),
                    textLayout(table),
                    String.valueOf(table.origin().sheet()),
                    format.isColumnar()
                            ? String.valueOf(table.origin().schema()).replace("\"nullable\":false", "\"nullable\":true")
                            : ""));
        }
        return layouts.size() == 1;
    }

    /** The parts of the dialect that must be equal for files to be one table. */
    private static Object textLayout(SourceTable table) {
        Dialect text = table.origin().dialect();
        return text == null
                ? ""
                : List.of(
                        text.delimiter(), text.headerRows(), text.skipLines(), text.footerLines(), text.decimalComma());
    }

    /** The user's options, with the number of footer lines of the table. */
    private DialectOptions withFooterOf(SourceTable table) {
        Dialect text = table.origin().dialect();
        return text == null || text.footerLines() == 0 ? dialect : dialect.withFooterLines(text.footerLines());
    }

    private List<SourceTable> openFile(FileStatus file, String location, @Nullable String part) {
        return openFile(file, FileNameParser.tableName(file.getPath().getName()), location, part);
    }

    /** @param part the requested sheet of a workbook or array of a JSON file, or null for all */
    private List<SourceTable> openFile(FileStatus file, String name, String location, @Nullable String part) {
        Detected detected = FormatDetector.detect(file, dialect.encoding(), hadoop);
        if (part != null && !detected.format().isWorkbook() && !hasParts(detected.format())) {
            throw new MigratorException(
                    ErrorCode.FILE_NOT_FOUND,
                    HadoopFiles.text(file.getPath()) + " has neither sheets nor arrays nor elements, so there is no “"
                            + part + "”. Name the file alone.");
        }
        if (detected.format().isWorkbook() && file.getLen() > 0) {
            return WorkbookOpener.open(name, location, file, detected, part, dialect, hadoop);
        }
        if (detected.format() == SourceFormat.XML && file.getLen() > 0) {
            return openXml(file, name, location, detected, part);
        }
        return detected.format() == SourceFormat.JSON && file.getLen() > 0
                ? openJson(file, name, location, detected, part)
                : openAs(detected.format(), name, location, List.of(file), dialect, detected.problems());
    }

    /** Whether a file may hold several tables that are read each by its name. */
    private static boolean hasParts(SourceFormat format) {
        return format == SourceFormat.JSON || format == SourceFormat.XML;
    }

    /** Opens each repeated element of a file as a table. */
    private List<SourceTable> openXml(
            FileStatus file, String name, String location, Detected detected, @Nullable String wanted) {
        List<String> tags = wanted != null
                ? List.of(wanted)
                : XmlRows.of(HadoopFiles.text(file.getPath()), hadoop).tags();
        List<SourceTable> tables = new ArrayList<>();
        for (String tag : tags) {
            Origin origin = new Origin(detected.format().text(), dataFiles(List.of(file)), tag, null);
            String table = tags.size() == 1 && wanted == null ? name : name + "_" + tag;
            tables.addAll(openAs(origin, table, location, dialect, tables.isEmpty() ? detected.problems() : List.of()));
        }
        return tables;
    }

    /** Opens each array of objects in the file's object as a table, else the file's records. */
    private List<SourceTable> openJson(
            FileStatus file, String name, String location, Detected detected, @Nullable String wanted) {
        JsonArrays arrays = JsonArrays.of(HadoopFiles.text(file.getPath()), hadoop);
        if (arrays.paths().isEmpty() && wanted == null) {
            return openAs(detected.format(), name, location, List.of(file), dialect, detected.problems());
        }
        if (wanted != null && !arrays.paths().contains(wanted)) {
            throw new MigratorException(
                    ErrorCode.FILE_NOT_FOUND,
                    HadoopFiles.text(file.getPath()) + " has no array of objects “" + wanted + "”. "
                            + (arrays.paths().isEmpty()
                                    ? "Name the file alone."
                                    : "Its arrays are: " + String.join(", ", arrays.paths()) + "."));
        }
        List<SourceTable> tables = new ArrayList<>();
        for (String array : wanted == null ? arrays.paths() : List.of(wanted)) {
            String table = arrays.paths().size() == 1 ? name : name + "_" + array;
            List<Problem> problems = new ArrayList<>();
            if (tables.isEmpty()) {
                problems.addAll(detected.problems());
            }
            if (tables.isEmpty() && wanted == null) {
                problems.add(new Problem(table, arrays.description(), 1, Problem.Severity.LOW));
            }
            Origin origin = new Origin(detected.format().text(), dataFiles(List.of(file)), array, null);
            tables.addAll(openAs(origin, table, location, dialect, problems));
        }
        return tables;
    }

    private List<SourceTable> openAs(
            SourceFormat format,
            String name,
            String location,
            List<FileStatus> files,
            DialectOptions given,
            List<Problem> problems) {
        return openAs(new Origin(format.text(), dataFiles(files), null, null), name, location, given, problems);
    }

    private List<SourceTable> openAs(
            Origin origin, String name, String location, DialectOptions given, List<Problem> problems) {
        boolean empty = origin.files().stream().allMatch(file -> file.bytes() == 0);
        return List.of(
                SourceFormat.of(origin.format()).isDelimited() || empty
                        ? DelimitedTableOpener.open(name, location, origin.files(), given, problems, hadoop)
                        : TypedTableOpener.open(spark.session(), name, location, origin, problems));
    }

    private static List<DataFile> dataFiles(List<FileStatus> files) {
        return files.stream().map(HadoopFiles::dataFile).toList();
    }
}
