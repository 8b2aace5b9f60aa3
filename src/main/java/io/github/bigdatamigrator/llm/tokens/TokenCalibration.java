package io.github.bigdatamigrator.llm.tokens;

/**
 * What a server's own counts taught about the estimate for one model: the logarithm of counted by estimated tokens,
 * taken as normal, with a mean and a variance that both start from what is known of the estimate and forget slowly, so
 * that a model that was exchanged under the same name is learned anew. The bound is that of a next prompt, not of the
 * mean.
 *
 * @param weight of what is known, in replies; what was known beforehand counts as two
 * @param mean of the logarithm
 * @param variance of it
 */
record TokenCalibration(double weight, double mean, double variance) {
    private static final double PRIOR_WEIGHT = 2;
    private static final double PRIOR_DEVIATION = 0.06;
    private static final double PRIOR_DEVIATION_OF_EXACT = 0.02;
    private static final double LONGEST_MEMORY = 50;
    /** Nine of ten next prompts lie under the bound; the reserve is for the tenth. */
    private static final double DEVIATIONS = 1.3;

    /** Before the first reply. */
    static TokenCalibration prior(boolean exact) {
        double deviation = exact ? PRIOR_DEVIATION_OF_EXACT : PRIOR_DEVIATION;
        return new TokenCalibration(PRIOR_WEIGHT, 0, deviation * deviation);
    }

    /** With one more reply. */
    TokenCalibration updated(double counted, double estimated) {
        double ratio = Math.log(counted / estimated);
        double grown = Math.min(weight, LONGEST_MEMORY) + 1;
        double newMean = mean + (ratio - mean) / grown;
        double newVariance = variance + ((ratio - mean) * (ratio - newMean) - variance) / grown;
        return new TokenCalibration(grown, newMean, newVariance);
    }

    /** Replies that were learned from. */
    int replies() {
        return (int) Math.round(weight - PRIOR_WEIGHT);
    }

    /** What to multiply an estimate with so that it is as often too high as too low. */
    double meanFactor() {
        return Math.exp(mean);
    }

    /** What to multiply it with so that it is seldom too low. */
    double boundFactor() {
        return Math.exp(mean + DEVIATIONS * Math.sqrt(variance * (1 + 1 / weight)));
    }

    /** What to multiply it with to come to a count that no whole prompt plausibly has. */
    double implausibleFactor() {
        return Math.exp(mean - 4 * Math.sqrt(variance * (1 + 1 / weight)));
    }
}
