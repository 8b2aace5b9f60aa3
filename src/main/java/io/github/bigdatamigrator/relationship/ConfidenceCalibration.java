package io.github.bigdatamigrator.relationship;

/**
 * Calibrates scores, so that a confidence of 0.9 is right about nine times in ten (Platt 1999). Edges with name
 * evidence and edges without are calibrated separately: low scores trust names too much and data too little. The
 * constants come from two logistic regressions of right and wrong on the scores' log-odds, over 3,325 selected edges of
 * 375 generated databases with many doubtful cases: careless names, references to absent tables, names without meaning
 * ({@code Stress.doubtful}, seeds 1 and 5 to 8). A long test checks them on databases of other seeds.
 */
final class ConfidenceCalibration {
    /** Minimum natural-log odds of a name that counts as evidence. */
    private static final double NAMED = 1;

    private static final double NAME_SLOPE = 1.43;
    /** Natural-log odds. */
    private static final double NAME_SHIFT = -1.73;

    private static final double DATA_SLOPE = 0.84;
    private static final double DATA_SHIFT = 0.71;

    private static final double MAXIMUM = 0.999;

    private ConfidenceCalibration() {}

    /**
     * Returns the share of such edges that are right, 0 to 0.999.
     *
     * @param named evidence of the name, in natural-log odds
     */
    static double confidence(double probability, double named) {
        double logit = Math.log(Math.max(1e-12, probability) / Math.max(1e-12, 1 - probability));
        double odds = named >= NAMED ? NAME_SLOPE * logit + NAME_SHIFT : DATA_SLOPE * logit + DATA_SHIFT;
        return Math.min(MAXIMUM, 1 / (1 + Math.exp(-odds)));
    }
}
