package io.github.bigdatamigrator.comparison.rows;

import io.github.bigdatamigrator.comparison.rows.RowDifferences.KeySource;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.SchemaDifferences;
import io.github.bigdatamigrator.comparison.rows.RowDifferences.TypeConflict;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the columns of two tables, as told or by name and then without regard to case or punctuation, and chooses the
 * key.
 *
 * @param pairs the columns that are compared, in the order of the first table
 * @param key positions of the key's pairs; none for a comparison of multisets
 */
record ColumnPairs(List<Pair> pairs, List<Integer> key, KeySource keySource, SchemaDifferences schema) {
    /** Two columns with the meaning that their cells have in common. */
    record Pair(ColumnProfile before, ColumnProfile after, Meaning meaning) {
        String name() {
            return before.name();
        }
    }

    /**
     * @param told names of columns of the first table with those of their partners; empty to pair by name
     * @throws MigratorException BAD_INPUT for an unknown or incomparable column of the key
     */
    static ColumnPairs of(
            TableProfile before,
            TableProfile after,
            Map<String, String> told,
            List<String> given,
            Set<ComparisonRule> rules) {
        List<Function<ColumnProfile, String>> names = new ArrayList<>(List.of(ColumnProfile::name));
        if (told.isEmpty() && rules.contains(ComparisonRule.COLUMN_NAME)) {
            names.add(column -> column.name().toLowerCase(Locale.ROOT));
            names.add(column -> column.sqlName().toLowerCase(Locale.ROOT));
        }
        @Nullable
        ColumnProfile[] partners = new @Nullable ColumnProfile[before.columns().size()];
        List<ColumnProfile> free = new ArrayList<>(after.columns());
        for (Function<ColumnProfile, String> name : names) {
            Map<String, ColumnProfile> named = new HashMap<>();
            free.forEach(column -> named.putIfAbsent(name.apply(column), column));
            for (int i = 0; i < partners.length; i++) {
                if (partners[i] == null) {
                    String own = name.apply(before.columns().get(i));
                    partners[i] = named.remove(told.isEmpty() ? own : told.get(own));
                }
            }
            Set<@Nullable ColumnProfile> taken = Collections.newSetFromMap(new IdentityHashMap<>());
            taken.addAll(Arrays.asList(partners));
            free.removeIf(taken::contains);
        }
        List<Pair> pairs = new ArrayList<>();
        List<String> onlyBefore = new ArrayList<>();
        List<TypeConflict> conflicts = new ArrayList<>();
        for (int i = 0; i < partners.length; i++) {
            ColumnProfile column = before.columns().get(i);
            ColumnProfile partner = partners[i];
            Meaning meaning = partner == null ? null : Meaning.of(column, partner, rules);
            if (partner == null) {
                onlyBefore.add(column.name());
            } else if (meaning == null) {
                conflicts.add(new TypeConflict(
                        column.name(), column.type().toString(), partner.type().toString()));
            } else {
                pairs.add(new Pair(column, partner, meaning));
            }
        }
        List<String> onlyAfter = free.stream().map(ColumnProfile::name).toList();
        SchemaDifferences schema = new SchemaDifferences(onlyBefore, onlyAfter, conflicts);
        if (!given.isEmpty()) {
            return new ColumnPairs(pairs, given(pairs, given, before, after), KeySource.GIVEN, schema);
        }
        List<Integer> found = found(pairs, before, after);
        return new ColumnPairs(pairs, found, found.isEmpty() ? KeySource.NONE : KeySource.FOUND, schema);
    }

    /** Compares floating-point numbers in 32 bits where one table stores them so, or both, but read in another form. */
    ColumnPairs withSingles(SinglePrecision ours, SinglePrecision theirs) {
        List<Pair> changed = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            boolean single = ours.form(i) != theirs.form(i) && pair.meaning().kind() == Meaning.Kind.DOUBLE;
            changed.add(single ? new Pair(pair.before(), pair.after(), Meaning.SINGLE) : pair);
        }
        return new ColumnPairs(changed, key, keySource, schema);
    }

    private static List<Integer> given(List<Pair> pairs, List<String> names, TableProfile before, TableProfile after) {
        return names.stream()
                .map(name -> {
                    int position = position(pairs, name);
                    if (position >= 0) {
                        return position;
                    }
                    List<String> known = pairs.stream().map(Pair::name).toList();
                    boolean exists = before.column(name).isPresent()
                            || after.column(name).isPresent();
                    throw MigratorException.badInput("The key column “" + name + "” "
                            + (exists ? "cannot be compared: it is not in both tables with like types." : "is unknown.")
                            + NearestName.of(name, known)
                                    .map(nearest -> " Did you mean “" + nearest + "”?")
                                    .orElse(""));
                })
                .distinct()
                .toList();
    }

    private static int position(List<Pair> pairs, String name) {
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.get(i).before().name().equals(name)) {
                return i;
            }
        }
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            if (Stream.of(pair.before(), pair.after())
                    .anyMatch(column -> column.name().equalsIgnoreCase(name)
                            || column.sqlName().equalsIgnoreCase(name))) {
                return i;
            }
        }
        return -1;
    }

    /** The primary key of either profile whose columns are all paired; one that is unique in both tables first. */
    private static List<Integer> found(List<Pair> pairs, TableProfile before, TableProfile after) {
        List<List<Integer>> candidates = Stream.of(keys(before), keys(after))
                .flatMap(List::stream)
                .map(names -> names.stream().map(name -> position(pairs, name)).toList())
                .filter(positions -> !positions.contains(-1))
                .toList();
        return candidates.stream()
                .filter(positions -> positions.size() == 1
                        && pairs.get(positions.get(0)).before().uniqueNotNull()
                        && pairs.get(positions.get(0)).after().uniqueNotNull())
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElse(List.of());
    }

    private static List<List<String>> keys(TableProfile table) {
        @Nullable List<String> key = table.primaryKey();
        return Stream.concat(Stream.ofNullable(key), table.keyRivals().stream())
                .filter(Objects::nonNull)
                .toList();
    }
}
