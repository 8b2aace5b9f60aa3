package io.github.bigdatamigrator.report;

import io.github.bigdatamigrator.context.DataContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Exports keys and relationships in formats of diagram tools. */
public final class RelationshipExports {
    private RelationshipExports() {}

    /** The documents by file name, for Mermaid, Graphviz and dbdiagram.io. */
    public static Map<String, String> files(DataContext context) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("relationships.mmd", Mermaid.diagram(context));
        files.put("relationships.dot", Dot.graph(context));
        files.put("relationships.dbml", Dbml.schema(context));
        return files;
    }
}
