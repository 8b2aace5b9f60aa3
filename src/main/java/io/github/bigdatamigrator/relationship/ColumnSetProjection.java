package io.github.bigdatamigrator.relationship;

import java.io.Serial;
import java.io.Serializable;

/** How a task finds a probe in the rows it reads. */
final class ColumnSetProjection implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int number;
    private final int[] ordinals;
    private final int clustering;

    /**
     * Makes a plan.
     *
     * @param number of the probe among all
     * @param ordinals the probe's columns, as positions within the row
     * @param clustering position within the row of the one among them by whose runs the rows are told apart; -1 to send
     *     all of them on
     */
    ColumnSetProjection(int number, int[] ordinals, int clustering) {
        this.number = number;
        this.ordinals = ordinals.clone();
        this.clustering = clustering;
    }

    int number() {
        return number;
    }

    int[] ordinals() {
        return ordinals.clone();
    }

    int clustering() {
        return clustering;
    }
}
