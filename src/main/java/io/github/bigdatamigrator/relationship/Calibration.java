package io.github.bigdatamigrator.relationship;

/**
 * Turns the scores' own idea of their certainty into a frequency: what says 0.9 is right at least nine times in ten on generated databases
 * (Platt 1999, with the slope left at one). The scores are a little too modest where several targets compete.
 */
final class Calibration {
    /** In natural-log odds; a long test holds it against the generated databases. */
    private static final double SHIFT = 0.5;

    private static final double NEVER_CERTAIN = 0.999;

    private Calibration() {}

    static double confidence(double probability) {
        double odds = Math.exp(SHIFT) * probability / Math.max(1e-12, 1 - probability);
        return Math.min(NEVER_CERTAIN, odds / (1 + odds));
    }
}
