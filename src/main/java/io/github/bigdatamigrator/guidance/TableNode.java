package io.github.bigdatamigrator.guidance;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.sql.SqlIdentifiers;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A table as questions see it: its words, the parts its columns play, and the tables around it. */
final class TableNode {
    private static final Set<String> SALE_WORDS = Words.set("""
        sale sales order invoice purchase transaction receipt basket cart checkout booking verkauf
        verkäufe umsatz bestellung bestellungen rechnung rechnungen
        """);

    private final TableProfile table;
    private final Words words;
    private final IdentityHashMap<ColumnProfile, ColumnRole> roles = new IdentityHashMap<>();
    private final List<ForeignKeyEdge> parents = new ArrayList<>();
    private final List<ForeignKeyEdge> children = new ArrayList<>();

    TableNode(TableProfile table) {
        this.table = table;
        this.words = Words.of(table.name());
        for (ColumnProfile column : table.columns()) {
            roles.put(column, ColumnRoles.of(column, table.rows()));
        }
        List<String> key = table.primaryKey();
        if (key != null) {
            key.forEach(name -> table.column(name).ifPresent(column -> roles.put(column, ColumnRole.KEY)));
        }
    }

    void addParent(ForeignKeyEdge link) {
        parents.add(link);
        link.childColumns().forEach(column -> roles.put(column, ColumnRole.REFERENCE));
    }

    void addChild(ForeignKeyEdge link) {
        children.add(link);
    }

    /**
     * In a list of things that others refer to, an amount of money, time or room belongs to one piece: the cost of a
     * film copy. It can be averaged, but its sum over the list says nothing.
     */
    void tellUnitsFromTotals() {
        boolean list = children.stream().anyMatch(link -> !link.toItself())
                && !saleLike()
                && columns(ColumnRole.DATE).isEmpty();
        if (list) {
            columns(ColumnRole.AMOUNT).stream()
                    .filter(ColumnRoles::ofOnePiece)
                    .forEach(column -> roles.put(column, ColumnRole.LEVEL));
        }
    }

    TableProfile table() {
        return table;
    }

    /** The table's name in SQL. */
    String sqlName() {
        return SqlIdentifiers.quoteIfNeeded(table.sqlName());
    }

    long rows() {
        return table.rows();
    }

    Words words() {
        return words;
    }

    /** One row in words: {@code order detail}. */
    String one() {
        return words.one();
    }

    /** The rows in words: {@code order details}. */
    String many() {
        return words.many();
    }

    List<ForeignKeyEdge> parents() {
        return parents;
    }

    List<ForeignKeyEdge> children() {
        return children;
    }

    ColumnRole role(ColumnProfile column) {
        return Objects.requireNonNull(roles.get(column));
    }

    List<ColumnProfile> columns(ColumnRole... wanted) {
        Set<ColumnRole> set = Set.of(wanted);
        return table.columns().stream()
                .filter(column -> set.contains(role(column)))
                .toList();
    }

    boolean saleLike() {
        return words.any(SALE_WORDS);
    }

    /** Whether the table says nothing but which rows of two others belong together. */
    boolean pairs() {
        return parents.size() == 2
                && columns(
                                ColumnRole.KEY,
                                ColumnRole.CODE,
                                ColumnRole.AMOUNT,
                                ColumnRole.LEVEL,
                                ColumnRole.CATEGORY,
                                ColumnRole.NAME)
                        .isEmpty();
    }

    /** Of a table that pairs two others, the way to the other one. */
    ForeignKeyEdge otherThan(ForeignKeyEdge link) {
        return parents.get(parents.get(0).equals(link) ? 1 : 0);
    }

    /** What a row stands for when counted per parent: of a table that only pairs two others, the other parent. */
    String counted(ForeignKeyEdge link) {
        return pairs() ? otherThan(link).parent().many() : many();
    }

    /** Whether the rows happened rather than are: sales, payments, rentals. */
    boolean events() {
        return saleLike() || (!parents.isEmpty() && mainDate().isPresent());
    }

    /** When the rows happened, where they say so themselves. */
    Optional<ColumnProfile> mainDate() {
        List<ColumnProfile> dates = columns(ColumnRole.DATE);
        return dates.stream()
                .filter(date -> Words.of(date.name()).any(words.singular().list()))
                .findFirst()
                .or(() -> dates.stream().findFirst());
    }

    /** The columns of the key, or none where it is not known. */
    List<ColumnProfile> key() {
        List<String> key = table.primaryKey();
        if (key == null) {
            return List.of();
        }
        return key.stream().flatMap(name -> table.column(name).stream()).toList();
    }

    /** How much there is to ask: tables of events with money first, then by what they are connected to. */
    double weight() {
        double weight = parents.size() + Math.log10(1.0 + rows());
        weight += Measure.money(this).isPresent() ? 6 : 0;
        weight += Measure.units(this).isPresent() ? 2 : 0;
        weight += mainDate().isPresent() ? 2 : 0;
        return saleLike() ? weight + 5 : weight;
    }
}
