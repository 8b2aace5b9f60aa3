package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.FileFormat;
import io.github.bigdatamigrator.source.FileNameParser;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.delimited.DelimitedTableOpener;
import io.github.bigdatamigrator.source.delimited.LayoutMatcher;
import io.github.bigdatamigrator.source.discovery.FileFinder.Found;
import io.github.bigdatamigrator.source.discovery.FormatDetector.Detected;
import io.github.bigdatamigrator.source.typed.TypedTableOpener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Opens files as tables, and decides whether the files of a folder are one table or many. Driver only. */
final class TableOpener {
    private static final int FIRST_FILES = 16;
    /** More tables cannot be profiled together: their sketches would fill the driver's memory. */
    static final int MAX_TABLES = 5000;

    private final SparkSession spark;
    private final Configuration hadoop;
    private final DialectOptions dialect;
    private final ProgressListener progress;
    private final @Nullable List<Problem> leftOut;
    private @Nullable MigratorException firstFailure;

    /** @param leftOut takes a problem for each file that cannot be read; null if such a file is a failure */
    TableOpener(
            SparkSession spark, DialectOptions dialect, ProgressListener progress, @Nullable List<Problem> leftOut) {
        this.spark = spark;
        this.leftOut = leftOut;
        this.dialect = dialect;
        this.progress = progress;
        hadoop = spark.sparkContext().hadoopConfiguration();
    }

    List<SourceTable> open(List<String> names) {
        FileFinder finder = new FileFinder(hadoop);
        List<Found> found = names.stream()
                .flatMap(name -> orLeftOut(name, () -> finder.find(name)).stream())
                .toList();
        requireTableLimit(found.size());
        List<SourceTable> tables = new ArrayList<>();
        Map<Object, Integer> places = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            progress.progress("opening " + found.get(i).location(), i, found.size());
            Found one = found.get(i);
            for (SourceTable table : orLeftOut(one.location(), () -> open(one))) {
                List<Object> key = new ArrayList<>(table.origin().files());
                key.add(String.valueOf(table.origin().sheet()));
                Integer place = places.putIfAbsent(key, tables.size());
                if (place == null) {
                    tables.add(table);
                } else {
                    tables.set(
                            place,
                            tables.get(place)
                                    .withProblem(new Problem(table.name(), "named more than once; read once", 1)));
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
            throw MigratorException.badInput(String.format(
                    Locale.ROOT,
                    "%,d tables are more than can be profiled together (%,d). Files of a folder or a pattern"
                            + " with"
                            + " the same layout are one table: name the folder, or fewer files.",
                    tables,
                    MAX_TABLES));
        }
    }

    private List<SourceTable> open(Found found) {
        if (found.folder() == null) {
            return openFile(found.files().get(0), found.location(), found);
        }
        String name = FileNameParser.tableName(found.folder().getName());
        boolean parts = found.files().stream()
                .allMatch(file -> FileNameParser.isPart(file.getPath().getName()));
        if (parts || found.files().size() == 1) {
            Detected detected = FormatDetector.detect(firstFilled(found.files()), dialect.encoding(), hadoop);
            if (!detected.format().isWorkbook()) {
                return openAs(detected.format(), name, found.location(), found.files(), dialect, detected.problems());
            }
        }
        List<SourceTable> like = openAsOneTable(name, found);
        if (!like.isEmpty()) {
            return like;
        }
        List<SourceTable> each = new ArrayList<>();
        for (FileStatus file : found.files()) {
            String path = HadoopFiles.text(file.getPath());
            each.addAll(orLeftOut(path, () -> openFile(file, path, found)));
        }
        List<SourceTable> filled =
                each.stream().filter(table -> !table.columns().isEmpty()).toList();
        boolean one = haveSameLayout(filled);
        if (!one) {
            requireTableLimit(each.size());
        }
        return one ? openLike(filled.get(0), name, found) : each;
    }

    /** Opens all files as one table with the format and footer of one of them. */
    private List<SourceTable> openLike(SourceTable table, String name, Found found) {
        return openAs(
                FileFormat.of(table.origin().format()),
                name,
                found.location(),
                found.files(),
                withFooterOf(table),
                List.of());
    }

    private static FileStatus firstFilled(List<FileStatus> files) {
        return files.stream().filter(file -> file.getLen() > 0).findFirst().orElse(files.get(0));
    }

    /**
     * Opens the files as one table if all surely have the layout of the first that is not empty; else returns nothing.
     */
    private List<SourceTable> openAsOneTable(String name, Found found) {
        FileStatus first = firstFilled(found.files());
        List<SourceTable> opened;
        try {
            opened = openFile(first, HadoopFiles.text(first.getPath()), found);
        } catch (MigratorException e) {
            if (leftOut == null) {
                throw e;
            }
            // It is told when each file is opened by itself.
            return List.of();
        }
        LayoutMatcher matcher = opened.size() == 1 ? LayoutMatcher.create(opened.get(0), first, dialect, hadoop) : null;
        if (matcher == null) {
            return List.of();
        }
        // The first files usually show whether a folder has different tables.
        List<FileStatus> files = found.files();
        List<FileStatus> begin = files.subList(0, Math.min(files.size(), FIRST_FILES));
        return ParallelFileIo.map(begin, matcher::matches).contains(false)
                        || ParallelFileIo.map(files.subList(begin.size(), files.size()), matcher::matches)
                                .contains(false)
                ? List.of()
                : openLike(opened.get(0), name, found);
    }

    /**
     * Whether all tables have the same format, columns and text layout, and a header: without one, equal columns may be
     * chance.
     */
    private static boolean haveSameLayout(List<SourceTable> tables) {
        Set<Object> layouts = new HashSet<>();
        for (SourceTable table : tables) {
            FileFormat format = FileFormat.of(table.origin().format());
            boolean headless = table.origin().dialect() != null
                    && !table.origin().dialect().header();
            if (format.isWorkbook() || headless) {
                return false;
            }
            layouts.add(List.of(format, table.columns(), textLayout(table)));
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

    private List<SourceTable> openFile(FileStatus file, String location, Found found) {
        Detected detected = FormatDetector.detect(file, dialect.encoding(), hadoop);
        String name = FileNameParser.tableName(file.getPath().getName());
        if (detected.format().isWorkbook() && file.getLen() > 0) {
            return WorkbookOpener.open(name, location, file, detected, found.sheet(), dialect, hadoop);
        }
        return openAs(detected.format(), name, location, List.of(file), dialect, detected.problems());
    }

    private List<SourceTable> openAs(
            FileFormat format,
            String name,
            String location,
            List<FileStatus> files,
            DialectOptions given,
            List<Problem> problems) {
        List<DataFile> dataFiles = files.stream().map(HadoopFiles::dataFile).toList();
        boolean empty = dataFiles.stream().allMatch(file -> file.bytes() == 0);
        return List.of(
                format.isDelimited() || empty
                        ? DelimitedTableOpener.open(name, location, dataFiles, given, problems, hadoop)
                        : TypedTableOpener.open(spark, format, name, location, dataFiles, problems));
    }
}
