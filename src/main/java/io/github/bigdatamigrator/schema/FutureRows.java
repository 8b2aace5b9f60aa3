package io.github.bigdatamigrator.schema;

import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile.TopValue;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.schema.Proposal.Detail;
import io.github.bigdatamigrator.text.IdentifierWords;
import java.util.Set;

/**
 * Decides which proposals, proven on the rows of today, are expected to hold for those that come later, and which pay.
 *
 * <p>What held for n rows without exception fails in the next 100 with a probability of at most 100/(e·n), whatever the
 * share of exceptions: 3.7 % for 1,000 rows. So names must speak for a rule, too.
 */
final class FutureRows {
    private static final long ENOUGH_ROWS = 1000;
    private static final long ENOUGH_OF_EACH = 20; // rows of each value of a closed list
    private static final long LARGE_ROWS = 5_000_000;
    private static final long LARGE_BYTES = 1_000_000_000;
    private static final Set<String> ID_WORDS =
            Set.of("id", "ids", "key", "code", "no", "nr", "number", "nummer", "uuid", "guid", "isbn", "ean", "sku");

    private FutureRows() {}

    /** Whether partitions, clustering and splits pay. */
    static boolean isLarge(PlannedTable table) {
        return !isSmall(table.rows(), table.profile().origin().bytes());
    }

    static boolean isSmall(long rows, long bytes) {
        return rows < LARGE_ROWS && bytes < LARGE_BYTES;
    }

    /** Whether a proven proposal of a rule is worth a line. */
    static boolean isOffered(Proposal proposal) {
        boolean enough = proposal.table().rows() >= ENOUGH_ROWS;
        String name = proposal.column().name();
        return switch (proposal.kind()) {
            case TYPE -> proposal.column().sourceType().kind() != ColumnType.Kind.STRING || !ColumnMeaning.isCode(name);
            case KEY, FOREIGN_KEY, DROP_CONSTANT, DUPLICATE_ROWS -> true;
            case NULLABILITY -> enough && ColumnMeaning.isRequired(name);
            case ENUM -> enough && ColumnMeaning.isClosedSet(name) && isFrequent(proposal);
            case CHECK ->
                enough
                        && (proposal.detail() instanceof Detail.ColumnOrder
                                ? ColumnMeaning.areInOrder(
                                        name, proposal.columns().get(1).name())
                                : ColumnMeaning.isNeverNegative(name));
            case SPLIT, NORMALISE, PARTITION, SORT -> isLarge(proposal.table());
        };
    }

    /** Whether the schema has it unless somebody decides otherwise: not what only people can know to hold. */
    static boolean isExpected(Proposal proposal) {
        return switch (proposal.kind()) {
            case TYPE ->
                proposal.detail(Detail.NewType.class)
                        .type()
                        .equals(proposal.column().type());
            case NULLABILITY -> isOffered(proposal);
            case KEY -> identifies(proposal);
            case FOREIGN_KEY -> true;
            case ENUM, CHECK, DROP_CONSTANT, SPLIT, NORMALISE, PARTITION, SORT, DUPLICATE_ROWS -> false;
        };
    }

    private static boolean isFrequent(Proposal proposal) {
        return proposal.column().profile().topValues().stream()
                .mapToLong(TopValue::count)
                .allMatch(count -> count >= ENOUGH_OF_EACH);
    }

    /**
     * Whether a key is one by its nature: it has several columns, others refer to it, it is named or numbered like one.
     * Names and measures are unique only until one repeats.
     */
    private static boolean identifies(Proposal key) {
        PlannedColumn column = key.column();
        ColumnFindings findings = column.profile().findings();
        boolean numbers = column.sourceType().kind() == ColumnType.Kind.BIGINT
                && findings.order() == ColumnFindings.Order.STRICTLY_ASCENDING;
        boolean named = IdentifierWords.of(column.name()).stream().anyMatch(ID_WORDS::contains);
        boolean referenced = column.isRelated();
        return key.columns().size() > 1 || numbers || named || referenced;
    }
}
