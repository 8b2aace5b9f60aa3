package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.Dialect;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.ProgressListener;
import io.github.bigdatamigrator.source.FileFinder.Found;
import io.github.bigdatamigrator.source.FormatDetector.Detected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;

/** Opens found files as tables; decides whether the files of a folder are one table or many. */
final class TableOpener {
    private final SparkSession spark;
    private final Configuration hadoop;
    private final DialectOptions dialect;
    private final ProgressListener progress;

    TableOpener(SparkSession spark, DialectOptions dialect, ProgressListener progress) {
        this.spark = spark;
        this.dialect = dialect;
        this.progress = progress;
        hadoop = spark.sparkContext().hadoopConfiguration();
    }

    List<SourceTable> open(List<String> names) {
        FileFinder finder = new FileFinder(hadoop);
        List<Found> found =
                names.stream().flatMap(name -> finder.find(name).stream()).toList();
        List<SourceTable> tables = new ArrayList<>();
        Map<Object, Integer> places = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            progress.progress("opening " + found.get(i).location(), i, found.size());
            for (SourceTable table : open(found.get(i))) {
                List<Object> key = new ArrayList<>(table.origin().files());
                key.add(String.valueOf(table.origin().sheet()));
                Integer place = places.putIfAbsent(key, tables.size());
                if (place == null) {
                    tables.add(table);
                } else {
                    tables.set(
                            place,
                            new Noted(
                                    tables.get(place),
                                    new Problem(table.name(), "named more than once; read once", 1)));
                }
            }
        }
        progress.progress("opening", found.size(), found.size());
        return List.copyOf(tables);
    }

    private List<SourceTable> open(Found found) {
        if (found.folder() == null) {
            return openFile(found.files().get(0), found.location(), found);
        }
        String name = FileNames.table(found.folder().getName());
        boolean parts = found.files().stream()
                .allMatch(file -> FileNames.isPart(file.getPath().getName()));
        if (parts || found.files().size() == 1) {
            FileStatus first = found.files().stream()
                    .filter(file -> file.getLen() > 0)
                    .findFirst()
                    .orElse(found.files().get(0));
            Detected detected = FormatDetector.detect(first, dialect.encoding(), hadoop);
            if (!detected.format().workbook()) {
                return openAs(detected.format(), name, found.location(), found.files(), dialect, detected.problems());
            }
        }
        List<SourceTable> each = new ArrayList<>();
        for (FileStatus file : found.files()) {
            each.addAll(openFile(file, Files.text(file.getPath()), found));
        }
        List<SourceTable> filled =
                each.stream().filter(table -> !table.columns().isEmpty()).toList();
        return oneLayout(filled)
                ? openAs(
                        FileFormat.of(filled.get(0).origin().format()),
                        name,
                        found.location(),
                        found.files(),
                        alike(filled.get(0)),
                        List.of())
                : each;
    }

    /** Whether tables have the same format and columns, and those are real names: without a header a likeness may be chance. */
    private static boolean oneLayout(List<SourceTable> tables) {
        Set<Object> layouts = new HashSet<>();
        for (SourceTable table : tables) {
            FileFormat format = FileFormat.of(table.origin().format());
            boolean headless = table.origin().dialect() != null
                    && !table.origin().dialect().header();
            if (format.workbook() || headless) {
                return false;
            }
            layouts.add(List.of(format, table.columns(), cut(table)));
        }
        return layouts.size() == 1;
    }

    /** How the table's text is cut; files of which each is cut otherwise cannot be read as one. */
    private static Object cut(SourceTable table) {
        Dialect text = table.origin().dialect();
        return text == null
                ? ""
                : List.of(
                        text.delimiter(), text.headerRows(), text.skipLines(), text.footerLines(), text.decimalComma());
    }

    /** What the user says, and that every file of the folder ends with as many notes as this one. */
    private DialectOptions alike(SourceTable table) {
        Dialect text = table.origin().dialect();
        return text == null || text.footerLines() == 0 ? dialect : dialect.withFooterLines(text.footerLines());
    }

    private List<SourceTable> openFile(FileStatus file, String location, Found found) {
        Detected detected = FormatDetector.detect(file, dialect.encoding(), hadoop);
        String name = FileNames.table(file.getPath().getName());
        if (detected.format().workbook() && file.getLen() > 0) {
            return ExcelReader.open(spark, name, location, file, detected, found.sheet());
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
        List<DataFile> dataFiles = files.stream().map(Files::dataFile).toList();
        boolean empty = dataFiles.stream().allMatch(file -> file.bytes() == 0);
        return List.of(
                format.delimited() || empty
                        ? TextTables.open(name, location, dataFiles, given, problems, hadoop)
                        : TypedTables.open(spark, format, name, location, dataFiles, problems));
    }
}
