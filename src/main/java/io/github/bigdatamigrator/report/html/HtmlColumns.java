package io.github.bigdatamigrator.report.html;

import static j2html.TagCreator.*;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.Correlations;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Problem;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.report.ReportWording;
import j2html.tags.DomContent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds the section of each table in the HTML report, with one card for each of its columns. */
final class HtmlColumns {
    private static final int CORRELATIONS_LISTED = 8;
    private static final int MANY_COLUMNS = 400; // from here on, a chart is one shape: small pages
    private static final int MANY_TABLES = 12; // from here on, tables are folded: less to lay out

    private final DataContext context;
    private final ColumnCharts.Detail detail;
    private final Map<String, String> anchors = new HashMap<>();
    private final Map<String, List<Problem>> problems;

    HtmlColumns(DataContext context) {
        this.context = context;
        long columns = 0;
        for (int i = 0; i < context.tables().size(); i++) {
            TableProfile table = context.tables().get(i);
            anchors.putIfAbsent(table.name(), "t" + i);
            for (int j = 0; j < table.columns().size(); j++) {
                anchors.putIfAbsent(table.name() + "." + table.columns().get(j).name(), "t" + i + "c" + j);
            }
            columns += table.columns().size();
        }
        detail = columns > MANY_COLUMNS ? ColumnCharts.Detail.WHOLE_CHART : ColumnCharts.Detail.EACH_BAR;
        problems = ReportWording.problems(context).stream().collect(Collectors.groupingBy(Problem::subject));
    }

    /** The id of the table or column that the problem concerns, or empty. */
    String anchor(Problem problem) {
        return anchors.getOrDefault(problem.subject(), "");
    }

    DomContent table(int index, TableProfile table) {
        boolean open = context.tables().size() < MANY_TABLES;
        List<String> key = table.primaryKey() == null ? List.of() : table.primaryKey();
        Set<String> references = ReportWording.references(context, table);
        DomContent facts = span(attrs(".soft.small"), ReportWording.tableSummary(table) + " · " + table.location());
        return details(attrs("#t" + index + ".table"))
                .withCondOpen(open)
                .with(
                        summary(h3(table.name()), text(" "), facts),
                        p(attrs(".soft.small"), ReportWording.duplicates(table)),
                        iff(table.declared() != null, Html.list(ReportWording.declared(context, table))),
                        iff(!table.sampleRows().isEmpty(), sample(table)),
                        iff(!table.correlations().pairs().isEmpty(), correlations(table.correlations())),
                        div(attrs(".cards"), Html.lines(table.columns(), (i, column) -> {
                            boolean inKey = key.contains(column.name());
                            boolean reference = references.contains(column.name());
                            List<Problem> warnings =
                                    problems.getOrDefault(table.name() + "." + column.name(), List.of());
                            return new ColumnCard(table, column, inKey, reference, warnings, detail)
                                    .html("t" + index + "c" + i);
                        })));
    }

    private static DomContent sample(TableProfile table) {
        List<String> names = table.columns().stream().map(ColumnProfile::name).toList();
        List<ColumnType> types =
                table.columns().stream().map(ColumnProfile::type).toList();
        return details(summary("Sample rows"), Html.rows(names, types, table.sampleRows()));
    }

    private static DomContent correlations(Correlations found) {
        List<String> listed = found.pairs().stream()
                .limit(CORRELATIONS_LISTED)
                .map(ReportWording::correlationLine)
                .toList();
        DomContent matrix = div(attrs(".scroll"), CorrelationMatrix.draw(found));
        DomContent strongest = div(Html.list(listed), p(attrs(".soft.small"), ReportWording.correlationBasis(found)));
        return details(summary("Correlations"), div(attrs(".panel.matrices"), matrix, strongest));
    }
}
