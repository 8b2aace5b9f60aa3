package io.github.bigdatamigrator.schema;

import java.math.BigDecimal;
import java.util.List;

/** The part of a proposal beyond its kind and columns. */
public sealed interface ProposalDetail {
    record None() implements ProposalDetail {}

    /** The column gets this type. */
    record NewType(TargetType type) implements ProposalDetail {}

    /** The column has only these texts. */
    record AllowedValues(List<String> texts) implements ProposalDetail {
        public AllowedValues {
            texts = List.copyOf(texts);
        }
    }

    /** The column compares to the number in this way. */
    record Bound(Relation relation, BigDecimal number) implements ProposalDetail {}

    /** The first column compares to the second in this way. */
    record ColumnOrder(Relation relation) implements ProposalDetail {}

    /** The column's texts have so many parts. */
    record Split(String separator, int parts) implements ProposalDetail {}

    /** The columns determine this one. */
    record Dependent(PlannedColumn column) implements ProposalDetail {}

    /** The columns are the primary key, or another unique key. */
    record Key(boolean primary) implements ProposalDetail {}

    /** The columns refer to a key. */
    record Reference(PlannedKey key) implements ProposalDetail {}

    ProposalDetail NONE = new None();

    /** A comparison of two numbers or times. */
    enum Relation {
        LESS("<"),
        AT_MOST("<="),
        AT_LEAST(">="),
        MORE(">"),
        EQUAL("=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }
}
