package io.github.bigdatamigrator.relationship;

/**
 * Turns the scores' own idea of their certainty into a frequency: what says 0.9 is right about nine times in ten (Platt 1999). The two
 * constants are a logistic regression of right and wrong on the scores' log-odds, over 681 chosen edges of 75 generated databases of the
 * tests that are full of doubt: careless names, references to tables that are not there, names without meaning ({@code Stress.doubtful},
 * seed 1). A long test holds them against databases of other seeds. Where names are sound, more is right than is said.
 */
final class Calibration {
    private static final double SLOPE = 0.81;
    /** In natural-log odds. */
    private static final double SHIFT = 0.13;

    private static final double NEVER_CERTAIN = 0.999;

    private Calibration() {}

    static double confidence(double probability) {
        double logit = Math.log(Math.max(1e-12, probability) / Math.max(1e-12, 1 - probability));
        return Math.min(NEVER_CERTAIN, 1 / (1 + Math.exp(-(SLOPE * logit + SHIFT))));
    }
}
