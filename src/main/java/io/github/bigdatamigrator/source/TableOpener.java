package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.DataFile;
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
    private final ProgressListener progress;

    TableOpener(SparkSession spark, ProgressListener progress) {
        this.spark = spark;
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
            Detected detected = FormatDetector.detect(first, hadoop);
            if (!detected.format().workbook()) {
                return openAs(detected.format(), name, found.location(), found.files(), detected.problems());
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
            layouts.add(List.of(format, table.columns()));
        }
        return layouts.size() == 1;
    }

    private List<SourceTable> openFile(FileStatus file, String location, Found found) {
        Detected detected = FormatDetector.detect(file, hadoop);
        String name = FileNames.table(file.getPath().getName());
        if (detected.format().workbook() && file.getLen() > 0) {
            return ExcelReader.open(spark, name, location, file, detected, found.sheet());
        }
        return openAs(detected.format(), name, location, List.of(file), detected.problems());
    }

    private List<SourceTable> openAs(
            FileFormat format, String name, String location, List<FileStatus> files, List<Problem> problems) {
        List<DataFile> dataFiles = files.stream().map(Files::dataFile).toList();
        boolean empty = dataFiles.stream().allMatch(file -> file.bytes() == 0);
        return List.of(
                format.delimited() || empty
                        ? TextTables.open(name, location, dataFiles, problems, hadoop)
                        : TypedTables.open(spark, format, name, location, dataFiles, problems));
    }
}
