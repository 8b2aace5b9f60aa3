package io.github.bigdatamigrator.schema;

import java.math.BigDecimal;
import java.util.List;

/** The part of a proposal beyond its kind and columns. */
public sealed interface ProposalDetail {
    record None() implements ProposalDetail {}

    record NewType(TargetType type) implements ProposalDetail {}

    record AllowedValues(List<String> texts) implements ProposalDetail {}

    record Bound(Relation relation, BigDecimal number) implements ProposalDetail {}

    record ColumnOrder(Relation relation) implements ProposalDetail {}

    /** The column's texts have so many parts. */
    record Split(String separator, int parts) implements ProposalDetail {}

    record Dependent(PlannedColumn column) implements ProposalDetail {}

    /** The columns are the primary key, or another unique key. */
    record Key(boolean primary) implements ProposalDetail {}

    record Reference(PlannedKey key) implements ProposalDetail {}

    ProposalDetail NONE = new None();

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
