package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.DataContext;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds all tables that have rows, linked by their foreign keys, the most relevant one for questions first. */
record SchemaGraph(List<TableNode> nodes) {
    SchemaGraph {
        nodes = List.copyOf(nodes);
    }

    static SchemaGraph of(DataContext context) {
        Map<TableProfile, TableNode> nodes = new LinkedHashMap<>();
        for (TableProfile table : context.tables()) {
            if (table.rows() > 0 && !table.columns().isEmpty()) {
                nodes.put(table, new TableNode(table));
            }
        }
        for (Relationship relationship : context.foreignKeys()) {
            TableNode child =
                    context.table(relationship.fromTable()).map(nodes::get).orElse(null);
            TableNode parent =
                    context.table(relationship.toTable()).map(nodes::get).orElse(null);
            if (child != null && parent != null && !relationship.possible()) {
                List<ColumnProfile> from = columns(child, relationship.fromColumns());
                List<ColumnProfile> to = columns(parent, relationship.toColumns());
                if (from.size() == relationship.fromColumns().size()
                        && to.size() == relationship.toColumns().size()) {
                    ForeignKeyEdge edge = new ForeignKeyEdge(child, from, parent, to, relationship);
                    child.addParent(edge);
                    parent.addChild(edge);
                }
            }
        }
        nodes.values().forEach(TableNode::reclassifyUnitAmounts);
        return new SchemaGraph(nodes.values().stream()
                .sorted(Comparator.comparingDouble(TableNode::relevance).reversed())
                .toList());
    }

    private static List<ColumnProfile> columns(TableNode node, List<String> names) {
        return names.stream()
                .flatMap(name -> node.table().column(name).stream())
                .toList();
    }
}
