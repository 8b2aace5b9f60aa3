package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.delimited.DelimitedTableOpener;
import io.github.bigdatamigrator.source.excel.ExcelSheets;
import io.github.bigdatamigrator.source.typed.TypedTableOpener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Opens the sheets of a workbook as tables. */
final class WorkbookOpener {
    private WorkbookOpener() {}

    /** Returns one table for each sheet with cells, or for the requested sheet. */
    static List<SourceTable> open(
            SparkSession spark,
            String name,
            String location,
            FileStatus file,
            FormatDetector.Detected detected,
            @Nullable String wanted) {
        Map<String, List<String>> sheets = ExcelSheets.headers(spark, file.getPath(), detected.format());
        if (wanted != null && !sheets.containsKey(wanted)) {
            throw new MigratorException(
                    ErrorCode.FILE_NOT_FOUND,
                    HadoopFiles.text(file.getPath()) + " has no sheet “" + wanted + "”. Its sheets are: "
                            + String.join(", ", sheets.keySet()) + ".");
        }
        List<Problem> problems = new ArrayList<>(detected.problems());
        sheets.forEach((sheet, header) -> {
            if (header.isEmpty() && wanted == null) {
                problems.add(new Problem(name, "the sheet “" + sheet + "” is empty; left out", 1));
            }
        });
        List<SourceTable> tables = new ArrayList<>();
        for (Map.Entry<String, List<String>> sheet : sheets.entrySet()) {
            if (!sheet.getValue().isEmpty() && (wanted == null || wanted.equals(sheet.getKey()))) {
                tables.add(TypedTableOpener.open(
                        spark,
                        name + "_" + sheet.getKey(),
                        location,
                        new Origin(detected.format().text(), List.of(HadoopFiles.dataFile(file)), sheet.getKey(), null),
                        sheet.getValue(),
                        tables.isEmpty() ? problems : List.of()));
            }
        }
        if (tables.isEmpty()) {
            problems.add(new Problem(name, "empty workbook: no sheet has cells", 1));
            Origin origin = new Origin(detected.format().text(), List.of(HadoopFiles.dataFile(file)), wanted, null);
            tables.add(DelimitedTableOpener.empty(name, location, origin, problems));
        }
        return tables;
    }
}
