package io.github.bigdatamigrator.schema;

import java.math.BigDecimal;
import java.util.List;

/** What a proposal says beyond its kind and columns. */
public sealed interface ProposalDetail {
    /** Nothing more. */
    record None() implements ProposalDetail {}

    /** The column's type shall be this one. */
    record As(TargetType type) implements ProposalDetail {}

    /** The column holds one of these texts. */
    record Values(List<String> texts) implements ProposalDetail {
        public Values {
            texts = List.copyOf(texts);
        }
    }

    /** The column stands in this relation to the number. */
    record Bound(Relation relation, BigDecimal number) implements ProposalDetail {}

    /** The first column stands in this relation to the second. */
    record Order(Relation relation) implements ProposalDetail {}

    /** The column's texts fall into so many parts. */
    record Split(String separator, int parts) implements ProposalDetail {}

    /** The columns determine this one. */
    record Dependent(PlannedColumn column) implements ProposalDetail {}

    ProposalDetail NONE = new None();

    /** How two numbers or times compare. */
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
