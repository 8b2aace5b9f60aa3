package io.github.bigdatamigrator.relationship.expression;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Relationship.JoinCondition;
import io.github.bigdatamigrator.relationship.ExpressionOverlaps.Pair;
import io.github.bigdatamigrator.relationship.ExpressionOverlaps.Values;
import io.github.bigdatamigrator.relationship.expression.Proposal.ColumnId;
import io.github.bigdatamigrator.sketch.HeavyHitters;
import io.github.bigdatamigrator.sketch.ValueHash;
import io.github.bigdatamigrator.sql.SqlLiterals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Proposes references to one of several tables by a type column: {@code obj_id} refers to customers where
 * {@code obj_type = 'customer'}, to orders where it is {@code 'order'}. The names of both columns must belong together;
 * a type's value must name its table, or if no value does, its ids must fit one table and fit no other by chance.
 */
final class ConditionalReferences {
    private static final int MOST_TYPES = 12;
    private static final double CONTAINED = 0.95;
    private static final double IMPROBABLE = 12; // natural log of the odds against a fit by chance
    private static final double USED = 0.8; // share of a key's range that dense ids reach
    private static final double OWN_TARGET = 5.5; // log odds of a name that is a table's or a key's
    private static final double NAMED = 5;
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Set<String> TYPES = words(
            "type typ kind class klasse table tabelle tabla model entity art tipo categorie tabella soort rodzaj");
    private static final Set<String> ANYTHING =
            words("object obj objekt objeto objet oggetto entity item record row target source ref reference owner"
                    + " parent subject resource element thing bezug content model");

    private final Columns columns;

    ConditionalReferences(Columns columns) {
        this.columns = columns;
    }

    /** A value of the type column, and the table's key that its rows refer to. */
    private record Branch(String type, ColumnId key, boolean named, Map<String, Long> ids) {}

    /** Returns the proposals by column; those of one column hold together or not at all. */
    List<List<Proposal>> find() {
        return IntStream.range(0, columns.tables().size())
                .mapToObj(this::find)
                .flatMap(List::stream)
                .toList();
    }

    private List<List<Proposal>> find(int table) {
        List<ColumnId> types = columns.of(table).filter(this::isType).toList();
        return types.isEmpty()
                ? List.of()
                : columns.of(table)
                        .filter(this::mayRefer)
                        .flatMap(id ->
                                types.stream().filter(type -> !type.equals(id) && belong(type, id)).findFirst().stream()
                                        .filter(type -> columns.keys().stream()
                                                .noneMatch(key -> columns.naming(id, key) >= OWN_TARGET))
                                        .map(type -> proposals(type, id)))
                        .filter(found -> !found.isEmpty())
                        .toList();
    }

    private boolean isType(ColumnId column) {
        ColumnProfile profile = columns.profile(column);
        return profile.distinct().exact()
                && profile.distinct().value() >= 2
                && profile.distinct().value() <= MOST_TYPES
                && columns.complete(column)
                && (Columns.isText(profile) || Columns.isWhole(profile));
    }

    private boolean mayRefer(ColumnId column) {
        ColumnProfile profile = columns.profile(column);
        return (Columns.isWhole(profile) || (Columns.isText(profile) && Columns.isShort(profile)))
                && columns.identifies(column)
                && profile.distinct().value() >= 2
                && !columns.isPrimaryKey(column);
    }

    /** Whether the names are those of one thing's type and id: {@code owner_type} and {@code owner_id}. */
    private boolean belong(ColumnId type, ColumnId id) {
        List<String> ofType = new ArrayList<>(columns.names().words(type.table(), type.column()));
        List<String> ofId = columns.names().words(id.table(), id.column());
        boolean same = ofType.equals(ofId);
        boolean says = ofType.removeIf(TYPES::contains);
        return !ofId.isEmpty()
                && (same
                        || (says && ofType.equals(ofId))
                        || (says && ofType.isEmpty() && ANYTHING.containsAll(ofId))
                        || (says && ANYTHING.containsAll(ofType) && ANYTHING.containsAll(ofId)));
    }

    private List<Proposal> proposals(ColumnId type, ColumnId id) {
        List<@Nullable String> types = columns.sample(type);
        List<@Nullable String> ids = columns.sample(id);
        List<Branch> branches = new ArrayList<>();
        int open = 0;
        for (HeavyHitters.Frequent value : columns.sketch(type).all()) {
            Map<String, Long> own = new HashMap<>();
            for (int row = 0; row < ids.size(); row++) {
                String found = ids.get(row);
                String text = found == null ? null : columns.canonical(id, found);
                if (text != null && value.text().equals(types.get(row))) {
                    own.merge(text, 1L, Long::sum);
                }
            }
            Optional<Branch> branch = branch(id, value.text(), own);
            branch.ifPresent(branches::add);
            open += branch.isEmpty() && !own.isEmpty() ? 1 : 0;
        }
        boolean named = branches.stream().anyMatch(Branch::named);
        boolean anything = ANYTHING.containsAll(columns.names().words(id.table(), id.column()));
        if (named) {
            branches.removeIf(branch -> !branch.named());
        }
        long tables = branches.stream().map(Branch::key).distinct().count();
        return tables < 2 || tables < branches.size() || (!named && (open > 0 || !anything))
                ? List.of()
                : branches.stream()
                        .sorted(Comparator.comparing(Branch::type))
                        .map(branch -> proposal(type, id, branch))
                        .toList();
    }

    /** Finds the key that the ids of a type refer to: that of the table which the type names, or the only fitting. */
    private Optional<Branch> branch(ColumnId id, String type, Map<String, Long> own) {
        Set<String> ids = own.keySet();
        List<ColumnId> keys = columns.keys().stream()
                .filter(columns::isPrimaryKey)
                .filter(key -> comparable(id, key))
                .toList();
        Optional<ColumnId> named = keys.stream()
                .filter(key -> columns.names().names(type, key.table()))
                .min(Comparator.comparing(
                        key -> columns.tables().get(key.table()).name().length()));
        if (named.isPresent()) {
            return named.filter(key -> contains(key, ids)).map(key -> new Branch(type, key, true, own));
        }
        List<ColumnId> fitting = keys.stream()
                .filter(key -> contains(key, ids))
                .sorted(Comparator.comparingLong(this::values))
                .toList();
        if (fitting.isEmpty() || ids.size() < 2) {
            return Optional.empty();
        }
        ColumnId closest = fitting.get(0);
        double rivals = fitting.size() == 1
                ? density(closest, ids)
                : Math.log((double) values(fitting.get(1)) / values(closest));
        return rivals * ids.size() >= IMPROBABLE
                ? Optional.of(new Branch(type, closest, false, own))
                : Optional.empty();
    }

    private boolean comparable(ColumnId id, ColumnId key) {
        return Columns.isText(columns.profile(id)) == Columns.isText(columns.profile(key))
                ? Columns.isText(columns.profile(key)) || Columns.isWhole(columns.profile(key))
                : Columns.isText(columns.profile(id)) && Columns.isWhole(columns.profile(key));
    }

    private long values(ColumnId key) {
        return columns.profile(key).distinct().value();
    }

    /** The log odds against one value being among the keys by chance; of dense keys, by the range that is used. */
    private double density(ColumnId key, Set<String> ids) {
        String min = columns.profile(key).min();
        String max = columns.profile(key).max();
        if (min == null
                || max == null
                || !WHOLE.matcher(min).matches()
                || !WHOLE.matcher(max).matches()) {
            return 1;
        }
        double range = Double.parseDouble(max) - Double.parseDouble(min) + 1;
        double used = ids.stream().mapToDouble(Double::parseDouble).max().orElse(0) - Double.parseDouble(min) + 1;
        double sparse = Math.log(range / values(key));
        return sparse > 0 || used < USED * range ? sparse : 1;
    }

    private boolean contains(ColumnId key, Set<String> ids) {
        boolean text = Columns.isText(columns.profile(key));
        long known = 0;
        long found = 0;
        for (String id : ids) {
            if (!text && !WHOLE.matcher(id).matches()) {
                known++;
                continue;
            }
            byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
            long hash = text ? ValueHash.ofText(bytes, 0, bytes.length) : ValueHash.ofLong(Long.parseLong(id));
            if (columns.sketch(key).distinct().sample().covers(hash)) {
                known++;
                found += columns.sketch(key).distinct().sample().contains(hash) ? 1 : 0;
            }
        }
        return found >= CONTAINED * known;
    }

    private Proposal proposal(ColumnId type, ColumnId id, Branch branch) {
        String value = Columns.isText(columns.profile(type)) ? SqlLiterals.quote(branch.type) : branch.type;
        boolean texts = Columns.isText(columns.profile(id));
        UnaryOperator<String> key = sql -> texts ? columns.text(branch.key, sql) : sql;
        String when = "CASE WHEN " + columns.sql(type) + " = " + value + " THEN " + columns.sql(id) + " END";
        Values child = new Values(id.table(), when, columns.profile(id).type(), false);
        Values parent = new Values(
                branch.key.table(),
                key.apply(columns.sql(branch.key)),
                texts ? columns.profile(id).type() : columns.profile(branch.key).type(),
                false);
        JoinCondition join = new JoinCondition(
                columns.qualified(id),
                key.apply(columns.qualifiedKey(branch.key, id)),
                columns.qualified(type) + " = " + value,
                null);
        String evidence =
                branch.named ? "the type names the table" : "the ids of this type fit this table and no other";
        boolean whole =
                columns.sample(id).size() == columns.tables().get(id.table()).rows();
        Map<String, Long> keys = whole ? columns.counts(branch.key) : null;
        return new Proposal(
                id,
                branch.key,
                new Pair(child, parent),
                Proposal.count(branch.ids, Stream::of, keys == null ? null : List.copyOf(keys.keySet())),
                join,
                branch.named ? NAMED : 0,
                CONTAINED,
                evidence);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }
}
