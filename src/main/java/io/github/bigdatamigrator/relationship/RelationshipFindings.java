package io.github.bigdatamigrator.relationship;

import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.util.List;

/** Tables with their keys, and the selected foreign keys between them. */
public record RelationshipFindings(List<TableProfile> tables, List<Relationship> relationships) {
    public RelationshipFindings {
        tables = List.copyOf(tables);
        relationships = List.copyOf(relationships);
    }
}
