package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tables that hold rows, linked by their relationships, the one with most to ask first. */
record SchemaGraph(List<TableNode> subjects) {
    SchemaGraph {
        subjects = List.copyOf(subjects);
    }

    static SchemaGraph of(DataContext context) {
        Map<TableProfile, TableNode> subjects = new LinkedHashMap<>();
        for (TableProfile table : context.tables()) {
            if (table.rows() > 0 && !table.columns().isEmpty()) {
                subjects.put(table, new TableNode(table));
            }
        }
        for (Relationship relationship : context.relationships()) {
            Optional<TableNode> child = context.table(relationship.fromTable()).map(subjects::get);
            Optional<TableNode> parent = context.table(relationship.toTable()).map(subjects::get);
            if (child.isPresent() && parent.isPresent()) {
                ForeignKeyEdge link = new ForeignKeyEdge(
                        child.get(),
                        columns(child.get(), relationship.fromColumns()),
                        parent.get(),
                        columns(parent.get(), relationship.toColumns()),
                        relationship);
                if (link.childColumns().size() == relationship.fromColumns().size()
                        && link.parentColumns().size()
                                == relationship.toColumns().size()) {
                    child.get().addParent(link);
                    parent.get().addChild(link);
                }
            }
        }
        subjects.values().forEach(TableNode::tellUnitsFromTotals);
        List<TableNode> ordered = new ArrayList<>(subjects.values());
        ordered.sort(Comparator.comparingDouble(TableNode::weight).reversed());
        return new SchemaGraph(ordered);
    }

    private static List<ColumnProfile> columns(TableNode subject, List<String> names) {
        return names.stream()
                .flatMap(name -> subject.table().column(name).stream())
                .toList();
    }
}
