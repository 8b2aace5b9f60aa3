package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.schema.Recommendation.Kind;
import io.github.bigdatamigrator.text.NearestName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses recommendations by the names of tables ({@code sales}), columns ({@code status}, {@code sales.status}) and
 * kinds ({@code type}, {@code not null}); letter case does not count.
 *
 * @param only those to choose, the possible ones too; none for those that the plan has chosen
 * @param without those to leave out
 */
public record PlanChoice(List<String> only, List<String> without) {
    public PlanChoice {
        only = List.copyOf(only);
        without = List.copyOf(without);
    }

    /**
     * Copies the plan with this choice.
     *
     * @throws MigratorException BAD_INPUT for a name that the plan does not have, with the nearest one
     */
    public SchemaPlan apply(SchemaPlan plan) {
        Set<String> known = new TreeSet<>();
        for (Kind kind : Kind.values()) {
            known.add(word(kind));
        }
        plan.tables().forEach(table -> {
            known.add(folded(table.table()));
            table.columns().forEach(column -> known.addAll(names(table.table(), column.column())));
        });
        Set<String> wanted = checked(only, known);
        Set<String> unwanted = checked(without, known);
        return plan.choose(one -> {
            Set<String> names = new LinkedHashSet<>(List.of(word(one.kind()), folded(one.table())));
            one.columns().forEach(column -> names.addAll(names(one.table(), column)));
            return (wanted.isEmpty() ? one.chosen() : names.stream().anyMatch(wanted::contains))
                    && names.stream().noneMatch(unwanted::contains);
        });
    }

    private static Set<String> checked(List<String> names, Set<String> known) {
        Set<String> checked = new LinkedHashSet<>();
        for (String name : names) {
            String folded = folded(name);
            if (!known.contains(folded)) {
                String near = NearestName.of(folded, known).orElse("type");
                throw MigratorException.badInput("The plan has no table, column or kind of recommendation \"" + name
                        + "\". Do you mean \"" + near + "\"?");
            }
            checked.add(folded);
        }
        return checked;
    }

    private static List<String> names(String table, String column) {
        return List.of(folded(column), folded(table + "." + column));
    }

    /** {@code not null} for NULLABILITY, which is what its clause says; others by their own name. */
    private static String word(Kind kind) {
        return kind == Kind.NULLABILITY ? "not null" : folded(kind.name());
    }

    /** Without case; {@code foreign_key} and {@code foreign-key} are {@code foreign key}. */
    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    }
}
