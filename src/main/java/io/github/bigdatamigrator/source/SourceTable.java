package io.github.bigdatamigrator.source;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.DeclaredFacts;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Represents a table that has been opened but not scanned. Driver only. */
public interface SourceTable {
    /** The file's name without extensions, {@code book_Sheet2} for a sheet, else the table's own name. */
    String name();

    /** What the user named. */
    String location();

    Origin origin();

    List<SourceColumn> columns();

    /** Problems found on opening, such as a skipped preamble or missing and repeated column names. */
    List<Problem> problems();

    /** What a database declares of the table; null for what is in none. */
    default @Nullable DeclaredFacts declared() {
        return null;
    }

    /** The same table restricted to some of its files. */
    SourceTable only(List<DataFile> files);

    /** The same table with one more problem. */
    SourceTable withProblem(Problem problem);

    /**
     * A text that identifies how the files are read: it changes when the same files would be read differently, but not
     * when a folder gains files.
     */
    default String layout() {
        List<DataFile> files = origin().files();
        return String.join(
                "\n",
                origin().format(),
                String.valueOf(origin().sheet()),
                String.valueOf(origin().dialect()),
                columns().toString(),
                files.isEmpty()
                        ? String.valueOf(origin().table())
                        : HivePath.base(files.get(0).path()));
    }

    /**
     * Scans the whole table once, in one Spark job (plus one for each split whose start was guessed wrongly), or text
     * that is small enough ({@link LazySpark#scansHere}) on the threads of this process, with the same result. Call on
     * the driver; an interrupt throws CANCELLED and cancels the job.
     */
    <T> SplitVisitor.Result<T> scan(LazySpark spark, SplitVisitor<T> visitor);
}
