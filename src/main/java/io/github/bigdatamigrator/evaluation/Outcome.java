package io.github.bigdatamigrator.evaluation;

/** How an answer compares with the right one. */
public enum Outcome {
    /** The right figures; or none, where the data does not contain the answer. */
    RIGHT,
    /** Right after the model had to correct its SQL. */
    REPAIRED,
    /** Other figures, shown as the answer. */
    WRONG,
    /** The answer says that the data does not contain it, asks back, or refuses. */
    REFUSED,
    /** No answer was found. */
    FAILED;

    public boolean isRight() {
        return this == RIGHT || this == REPAIRED;
    }

    /** How much good the outcome does: a wrong figure is worse than none. */
    int rank() {
        return switch (this) {
            case RIGHT, REPAIRED -> 2;
            case REFUSED, FAILED -> 1;
            case WRONG -> 0;
        };
    }
}
