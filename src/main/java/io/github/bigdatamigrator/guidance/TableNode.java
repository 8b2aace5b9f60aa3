package io.github.bigdatamigrator.guidance;

import static io.github.bigdatamigrator.sql.SqlIdentifiers.columnAlias;
import static io.github.bigdatamigrator.sql.SqlIdentifiers.quoteIfNeeded;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.Meanings;
import io.github.bigdatamigrator.context.Meanings.ColumnMeaning;
import io.github.bigdatamigrator.context.Meanings.Definition;
import io.github.bigdatamigrator.context.Meanings.TableMeaning;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes a table in the {@link SchemaGraph}: its name in words, the roles of its columns, and the foreign keys to
 * and from it. Not safe for threads while the graph is built.
 */
final class TableNode {
    private static final Set<String> SALES_WORDS = NounPhrase.set("""
        sale sales order invoice purchase transaction receipt basket cart checkout booking verkauf
        verkäufe umsatz bestellung bestellungen rechnung rechnungen
        """);

    private final TableProfile table;
    private final TableMeaning meaning;
    private final List<Definition> definitions;
    private final NounPhrase words;
    private final IdentityHashMap<ColumnProfile, ColumnRole> roles = new IdentityHashMap<>();
    private final List<ForeignKeyEdge> parents = new ArrayList<>();
    private final List<ForeignKeyEdge> children = new ArrayList<>();

    TableNode(TableProfile table, Meanings meanings) {
        this.table = table;
        meaning = meanings.of(table);
        definitions = meanings.definitions().stream()
                .filter(each -> each.table().equals(table.name()))
                .toList();
        words = NounPhrase.of(table.name()).withoutSize();
        table.columns().forEach(column -> roles.put(column, ColumnRoles.of(column, table.rows())));
        if (isSalesTable()) {
            columns(ColumnRole.NON_ADDITIVE).stream()
                    .filter(column -> ColumnRoles.isValue(column) && ColumnRoles.mayBeSummed(column))
                    .forEach(column -> roles.put(column, ColumnRole.ADDITIVE));
        }
        List<ColumnProfile> key = key();
        // The parts of a key of several columns still group rows: the prices of each share, the yield of each site.
        key.stream()
                .filter(column -> key.size() == 1 || !role(column).groups())
                .forEach(column -> roles.put(column, ColumnRole.KEY));
    }

    void addParent(ForeignKeyEdge edge) {
        parents.add(edge);
        edge.childColumns().forEach(column -> roles.put(column, ColumnRole.REFERENCE));
    }

    void addChild(ForeignKeyEdge edge) {
        children.add(edge);
    }

    /**
     * Marks amounts per piece as non-additive in a master table, such as the cost of each film copy: they can be
     * averaged, but their sum has no meaning.
     */
    void reclassifyUnitAmounts() {
        boolean masterTable = children.stream().anyMatch(edge -> !edge.isSelfReference())
                && !isSalesTable()
                && columns(ColumnRole.DATE).isEmpty();
        if (masterTable) {
            columns(ColumnRole.ADDITIVE).stream()
                    .filter(ColumnRoles::isPerUnit)
                    .forEach(column -> roles.put(column, ColumnRole.NON_ADDITIVE));
        }
    }

    TableProfile table() {
        return table;
    }

    /** The table's name as in the file. */
    String name() {
        return table.name();
    }

    /** The table's name in SQL. */
    String sqlName() {
        return quoteIfNeeded(table.sqlName());
    }

    /** The column's name in SQL, without its table. */
    static String quoted(ColumnProfile column) {
        return quoteIfNeeded(column.sqlName());
    }

    long rows() {
        return table.rows();
    }

    NounPhrase words() {
        return words;
    }

    /** One row in words: {@code order detail}. */
    String singular() {
        return words.singularNoun();
    }

    /** The rows in words: {@code order details}. */
    String plural() {
        return words.pluralNoun();
    }

    /** The alias of a count of rows: {@code number_of_order_details}. */
    String countAlias() {
        return columnAlias("number of " + plural());
    }

    /** {@code sales.amount}, as in the file. */
    String nameOf(ColumnProfile column) {
        return name() + "." + column.name();
    }

    /** {@code sales.amount runs from 1 to 9} */
    String rangeOf(ColumnProfile column) {
        return nameOf(column) + " runs from " + number(column.min()) + " to " + number(column.max());
    }

    /** {@code sales.status has about 4 different values} */
    String distinctValuesOf(ColumnProfile column) {
        return nameOf(column) + " has " + (column.distinct().exact() ? "" : "about ")
                + NumberFormat.of(column.distinct().value()) + " different values";
    }

    static String number(@Nullable String value) {
        return NumberFormat.ofText(String.valueOf(value));
    }

    /** {@code 7 of 1,200} */
    String ofRows(long part) {
        return NumberFormat.of(part) + " of " + NumberFormat.of(rows());
    }

    /** {@code 7 of 1,200 rows (0.6 %)} */
    String shareOfRows(long part) {
        return ofRows(part) + " rows (" + NumberFormat.percent(part, rows()) + ")";
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

    /** The columns of these roles in the order of the table, those that are mostly null last. */
    List<ColumnProfile> columns(ColumnRole... wanted) {
        Set<ColumnRole> set = Set.of(wanted);
        return table.columns().stream()
                .filter(column -> set.contains(role(column)))
                .sorted(Comparator.comparing(this::isMostlyNull))
                .toList();
    }

    boolean isMostlyNull(ColumnProfile column) {
        return column.nulls() * 2 > rows();
    }

    /** The numbers that can be summed or averaged. */
    List<ColumnProfile> measures() {
        return columns(ColumnRole.ADDITIVE, ColumnRole.NON_ADDITIVE);
    }

    /** The numbers that have a total where someone asks for it, though it may not be worth suggesting. */
    List<ColumnProfile> summable() {
        return measures().stream().filter(this::isSummable).toList();
    }

    boolean isSummable(ColumnProfile column) {
        return role(column) == ColumnRole.ADDITIVE
                || (role(column).isMeasure() && ColumnRoles.mayBeSummed(column) && !ColumnRoles.isPerUnit(column));
    }

    boolean isSalesTable() {
        return words.any(SALES_WORDS);
    }

    /** Whether the table only links rows of two other tables (many to many) and has no data of its own. */
    boolean isJunction() {
        return parents.size() == 2
                && columns(ColumnRole.KEY, ColumnRole.CODE, ColumnRole.CATEGORY, ColumnRole.NAME)
                        .isEmpty()
                && measures().isEmpty();
    }

    /** In a junction table, the edge to the other parent. */
    ForeignKeyEdge otherParent(ForeignKeyEdge edge) {
        return parents.get(parents.get(0).equals(edge) ? 1 : 0);
    }

    /** What is counted per parent, in words: in a junction table, the rows of the other parent. */
    String countedNoun(ForeignKeyEdge edge) {
        return isJunction() ? otherParent(edge).parent().plural() : plural();
    }

    /** Whether the rows are events, such as sales, payments, or rentals, and not entities. */
    boolean isEventTable() {
        return isSalesTable() || (!parents.isEmpty() && mainDate().isPresent());
    }

    /** Other names of the table. */
    List<String> synonyms() {
        return meaning.synonyms();
    }

    /** Other names of a column. */
    List<String> synonyms(ColumnProfile column) {
        ColumnMeaning known = meaning.columns().get(column.name());
        return known == null ? List.of() : known.synonyms();
    }

    /** The measures and filters that people defined on the table. */
    List<Definition> definitions() {
        return definitions;
    }

    /** The date of the event: the one that people named, or that is named after the table, or else the first. */
    Optional<ColumnProfile> mainDate() {
        // A series of days or months has its date in the key.
        List<ColumnProfile> dates = table.columns().stream()
                .filter(column -> role(column) == ColumnRole.DATE
                        || (role(column) == ColumnRole.KEY && ColumnRoles.isEventDate(column, rows())))
                .toList();
        return Optional.ofNullable(meaning.timeColumn())
                .flatMap(table::column)
                .or(() -> dates.stream()
                        .filter(date -> NounPhrase.of(date).any(words.singular().list()))
                        .findFirst())
                .or(() -> dates.stream().findFirst());
    }

    /** The number of the year in a table without a date. */
    Optional<ColumnProfile> year() {
        return table.columns().stream()
                .filter(column -> ColumnRoles.isYearOfEvent(column))
                .findFirst();
    }

    /** The columns of the primary key; empty where it is unknown. */
    List<ColumnProfile> key() {
        List<String> key = table.primaryKey();
        return key == null
                ? List.of()
                : key.stream().flatMap(name -> table.column(name).stream()).toList();
    }

    /** Sort key for questions: sales with money first, then tables with many references and rows. */
    double relevance() {
        double relevance = parents.size() + Math.log10(1.0 + rows());
        relevance += Measure.money(this).isPresent() ? 6 : 0;
        relevance += Measure.units(this).isPresent() ? 2 : 0;
        relevance += mainDate().isPresent() ? 2 : 0;
        return isSalesTable() ? relevance + 5 : relevance;
    }
}
