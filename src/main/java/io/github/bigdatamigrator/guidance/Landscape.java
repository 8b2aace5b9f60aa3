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
record Landscape(List<Subject> subjects) {
    Landscape {
        subjects = List.copyOf(subjects);
    }

    static Landscape of(DataContext context) {
        Map<TableProfile, Subject> subjects = new LinkedHashMap<>();
        for (TableProfile table : context.tables()) {
            if (table.rows() > 0 && !table.columns().isEmpty()) {
                subjects.put(table, new Subject(table));
            }
        }
        for (Relationship relationship : context.relationships()) {
            Optional<Subject> child = context.table(relationship.fromTable()).map(subjects::get);
            Optional<Subject> parent = context.table(relationship.toTable()).map(subjects::get);
            if (child.isPresent() && parent.isPresent()) {
                Link link = new Link(
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
        subjects.values().forEach(Subject::tellUnitsFromTotals);
        List<Subject> ordered = new ArrayList<>(subjects.values());
        ordered.sort(Comparator.comparingDouble(Subject::weight).reversed());
        return new Landscape(ordered);
    }

    private static List<ColumnProfile> columns(Subject subject, List<String> names) {
        return names.stream()
                .flatMap(name -> subject.table().column(name).stream())
                .toList();
    }
}
