package io.github.bigdatamigrator.relationship;

/**
 * Turns the scores' own idea of their certainty into a frequency: what says 0.9 is right about nine times in ten (Platt
 * 1999), where the name speaks for the reference and where the data alone does, each by itself: scores trust a name too
 * much as long as they doubt, and the data too little. The constants are two logistic regressions of right and wrong on
 * the scores' log-odds, over 3,325 chosen edges of 375 generated databases of the tests that are full of doubt:
 * careless names, references to tables that are not there, names without meaning ({@code Stress.doubtful}, seeds 1 and
 * 5 to 8). A long test holds them against databases of other seeds.
 */
final class ConfidenceCalibration {
    /** Natural-log odds that are said of a name which means something, at the least. */
    private static final double SPEAKS = 1;

    private static final double NAME_SLOPE = 1.43;
    /** In natural-log odds. */
    private static final double NAME_SHIFT = -1.73;

    private static final double DATA_SLOPE = 0.84;
    private static final double DATA_SHIFT = 0.71;

    private static final double NEVER_CERTAIN = 0.999;

    private ConfidenceCalibration() {}

    /**
     * How often such an edge is right, 0 to 0.999.
     *
     * @param named what its name says, in natural-log odds
     */
    static double confidence(double probability, double named) {
        double logit = Math.log(Math.max(1e-12, probability) / Math.max(1e-12, 1 - probability));
        double odds = named >= SPEAKS ? NAME_SLOPE * logit + NAME_SHIFT : DATA_SLOPE * logit + DATA_SHIFT;
        return Math.min(NEVER_CERTAIN, 1 / (1 + Math.exp(-odds)));
    }
}
