package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.Connector;
import io.github.bigdatamigrator.source.FileNameParser;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.typed.DeltaConnector;
import io.github.bigdatamigrator.text.NearestName;
import io.github.bigdatamigrator.text.SourceName;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a name refers to: a table of a connector if the name has its prefix, an existing file or folder of that
 * name, a sheet of a workbook, then a pattern. Driver only.
 */
final class FileFinder {
    /**
     * From this number on, files of one folder that match a pattern are treated like a folder: one table if their
     * layout is the same.
     */
    private static final int ONE_TABLE_MATCHES = 100;

    private static final int OTHERS_SHOWN = 5;

    private final LazySpark spark;
    private final Configuration hadoop;

    FileFinder(LazySpark spark) {
        this.spark = spark;
        hadoop = spark.hadoop();
    }

    /**
     * Files that were named together, or a table that is no file.
     *
     * @param location the name that the user gave, or the file found for it
     * @param folder the folder of the files, or null for a single file
     * @param sheet the requested sheet, or null for all
     * @param table the table that is no file, or null
     * @param others the names of the folder's files that are of no known format
     */
    record Found(
            String location,
            @Nullable Path folder,
            List<FileStatus> files,
            @Nullable String sheet,
            Connector.@Nullable NamedTable table,
            List<String> others) {
        Found(String location, @Nullable Path folder, List<FileStatus> files, @Nullable String sheet) {
            this(location, folder, files, sheet, null, List.of());
        }

        /** The opened tables, of which the first tells what of the folder is not read. */
        List<SourceTable> noting(List<SourceTable> opened) {
            if (others.isEmpty() || opened.isEmpty()) {
                return opened;
            }
            String names = others.stream().sorted().limit(OTHERS_SHOWN).collect(Collectors.joining(", "));
            String more = others.size() > OTHERS_SHOWN ? ", …" : "";
            String message = "files of an unknown format are not read: " + names + more;
            List<SourceTable> tables = new ArrayList<>(opened);
            tables.set(
                    0, tables.get(0).withProblem(new Problem(location, message, others.size(), Problem.Severity.LOW)));
            return tables;
        }

        private static Found of(Connector.NamedTable table) {
            return new Found(table.location(), null, List.of(), null, table, List.of());
        }
    }

    List<Found> find(String name) {
        Optional<Connector> connector = Connectors.named(name);
        if (connector.isPresent()) {
            return connector.get().find(spark, name).stream().map(Found::of).toList();
        }
        try {
            FileStatus status = status(name);
            if (status != null) {
                return inLocation(name, status);
            }
            int hash = name.lastIndexOf('#');
            FileStatus book = hash > 0 ? status(name.substring(0, hash)) : null;
            if (book != null && !book.isDirectory()) {
                return List.of(new Found(name, null, List.of(book), name.substring(hash + 1)));
            }
            if (name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0)) {
                return matching(name);
            }
            throw missing(hash > 0 ? name.substring(0, hash) : name);
        } catch (IOException e) {
            throw HadoopFiles.unreadable(name, e);
        } catch (IllegalArgumentException e) {
            throw new MigratorException(
                    ErrorCode.FILE_NOT_FOUND, "“" + name + "” is not a path. Name a file, a folder or a pattern.", e);
        }
    }

    private @Nullable FileStatus status(String name) throws IOException {
        return HadoopFiles.status(path(name), hadoop);
    }

    /** Converts a name to a path; Hadoop would read a colon in a local name as a scheme. */
    private static Path path(String name) {
        File local = new File(name);
        return !SourceName.of(name).isUri() && name.indexOf(':') >= 0 && local.exists()
                ? new Path(local.getAbsolutePath())
                : new Path(name);
    }

    private List<Found> inLocation(String name, FileStatus status) throws IOException {
        if (!status.isDirectory()) {
            return List.of(new Found(name, null, List.of(status), null));
        }
        if (DeltaConnector.isTable(status, hadoop)) {
            return Connectors.of(SourceFormat.DELTA).find(spark, DeltaConnector.name(status)).stream()
                    .map(Found::of)
                    .toList();
        }
        List<Found> found = new ArrayList<>();
        FileSystem files = HadoopFiles.fileSystem(status.getPath(), hadoop);
        List<FileStatus> data = new ArrayList<>();
        List<String> others = new ArrayList<>();
        dataFiles(files, status.getPath(), data, others);
        if (!data.isEmpty()) {
            found.add(new Found(name, status.getPath(), sorted(data), null, null, List.copyOf(others)));
        }
        for (FileStatus child : sorted(List.of(files.listStatus(status.getPath())))) {
            if (child.isDirectory()
                    && (FileNameParser.format(child.getPath().getName()).isPresent()
                            || DeltaConnector.isTable(child, hadoop))) {
                found.addAll(inLocation(HadoopFiles.text(child.getPath()), child));
            }
        }
        if (found.isEmpty()) {
            throw new MigratorException(
                    ErrorCode.FILE_NOT_FOUND,
                    "The folder " + name
                            + " has no data files. Name a folder with csv, tsv, json, jsonl, xml, parquet, orc, avro,"
                            + " xlsx or xls files.");
        }
        return found;
    }

    /**
     * Collects the data files of a folder and of its partition folders ({@code year=2024}), and the names of others.
     */
    private static void dataFiles(FileSystem files, Path folder, List<FileStatus> data, List<String> others)
            throws IOException {
        for (FileStatus child : files.listStatus(folder)) {
            String name = child.getPath().getName();
            if (FileNameParser.isHidden(name)) {
                continue;
            }
            if (child.isDirectory()) {
                if (FileNameParser.isPartition(name)) {
                    dataFiles(files, child.getPath(), data, others);
                }
            } else if (FileNameParser.format(name).isPresent() || FileNameParser.isPart(name)) {
                data.add(child);
            } else {
                others.add(name);
            }
        }
    }

    private List<Found> matching(String pattern) throws IOException {
        Path path = new Path(pattern);
        FileStatus[] matches = HadoopFiles.fileSystem(path, hadoop).globStatus(path);
        List<Found> found = new ArrayList<>();
        List<FileStatus> all = sorted(matches == null ? List.of() : Arrays.asList(matches)).stream()
                .filter(match -> !FileNameParser.isHidden(match.getPath().getName()))
                .toList();
        if (all.size() >= ONE_TABLE_MATCHES && inOneFolder(all)) {
            return List.of(new Found(pattern, all.get(0).getPath().getParent(), all, null));
        }
        for (FileStatus match : all) {
            found.addAll(inLocation(HadoopFiles.text(match.getPath()), match));
        }
        if (found.isEmpty()) {
            throw new MigratorException(
                    ErrorCode.FILE_NOT_FOUND,
                    "The pattern " + pattern
                            + " matches no file. Check the folder and the pattern (*, ?, [a-c], {a,b}).");
        }
        return found;
    }

    private static boolean inOneFolder(List<FileStatus> matches) {
        Path folder = matches.get(0).getPath().getParent();
        return folder != null
                && matches.stream()
                        .allMatch(match ->
                                match.isFile() && folder.equals(match.getPath().getParent()));
    }

    private MigratorException missing(String name) throws IOException {
        Path path = path(name);
        Path folder = HadoopFiles.fileSystem(path, hadoop).makeQualified(path).getParent();
        String remedy = "Check the path.";
        try {
            List<String> names = folder == null
                    ? List.of()
                    : Stream.of(HadoopFiles.fileSystem(folder, hadoop).listStatus(folder))
                            .map(status -> status.getPath().getName())
                            .toList();
            remedy = NearestName.within(Math.max(2, path.getName().length() / 3), path.getName(), names)
                    .map(near -> "Did you mean " + new Path(path.getParent() == null ? folder : path.getParent(), near)
                            + "?")
                    .orElse("The folder " + HadoopFiles.text(folder) + " has no file of a similar name.");
        } catch (FileNotFoundException e) {
            remedy = "There is no folder " + (folder == null ? "/" : HadoopFiles.text(folder)) + ".";
        }
        return new MigratorException(ErrorCode.FILE_NOT_FOUND, "No such file or folder: " + name + ". " + remedy);
    }

    private static List<FileStatus> sorted(List<FileStatus> files) {
        return files.stream().sorted(Comparator.comparing(FileStatus::getPath)).toList();
    }
}
