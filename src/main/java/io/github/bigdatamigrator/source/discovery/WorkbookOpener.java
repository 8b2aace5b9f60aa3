package io.github.bigdatamigrator.source.discovery;

import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.context.Origin;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.source.HadoopFiles;
import io.github.bigdatamigrator.source.SourceTable;
import io.github.bigdatamigrator.source.delimited.DelimitedTableOpener;
import io.github.bigdatamigrator.source.excel.ExcelSheets;
import io.github.bigdatamigrator.source.excel.SheetSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/** Opens the sheets of a workbook as tables. */
final class WorkbookOpener {
    private WorkbookOpener() {}

    /** Returns one table for each sheet with cells, or for the requested sheet. */
    static List<SourceTable> open(
            String name,
            String location,
            FileStatus file,
            FormatDetector.Detected detected,
            @Nullable String wanted,
            DialectOptions given,
            Configuration hadoop) {
        DataFile book = HadoopFiles.dataFile(file);
        List<SheetSurvey> sheets = ExcelSheets.survey(book, detected.format(), wanted, hadoop);
        List<Problem> problems = new ArrayList<>(detected.problems());
        if (wanted == null) {
            sheets.stream().filter(SheetSurvey::isEmpty).forEach(sheet -> problems.add(sheet.leftOut(name)));
        }
        List<SourceTable> tables = new ArrayList<>();
        for (SheetSurvey sheet : sheets) {
            if (!sheet.isEmpty()) {
                SourceTable table = DelimitedTableOpener.openSheet(
                        name + "_" + sheet.sheet(),
                        location,
                        book,
                        sheet,
                        given,
                        tables.isEmpty() ? problems : List.of(),
                        hadoop);
                for (Problem problem : sheet.problems(table.name(), unnamed(table))) {
                    table = table.withProblem(problem);
                }
                tables.add(table);
            }
        }
        if (tables.isEmpty()) {
            problems.add(new Problem(name, "empty workbook: no sheet has cells", 1));
            Origin origin = new Origin(detected.format().text(), List.of(book), wanted, null);
            tables.add(DelimitedTableOpener.empty(name, location, origin, problems));
        }
        return tables;
    }

    private static List<Integer> unnamed(SourceTable table) {
        return IntStream.range(0, table.columns().size())
                .filter(i -> table.columns().get(i).name().equals("column_" + (i + 1)))
                .boxed()
                .toList();
    }
}
