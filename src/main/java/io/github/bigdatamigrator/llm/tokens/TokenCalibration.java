package io.github.bigdatamigrator.llm.tokens;

/**
 * Corrects the estimate for one model by the server's counts. The logarithm of counted by estimated tokens is assumed
 * to be normal; its mean and variance start from a prior and forget slowly, so that another model under the same name
 * is learned too. The bound is a prediction bound for the next prompt, not a bound of the mean.
 *
 * @param weight number of replies; the prior counts as two
 * @param mean mean of the logarithm
 * @param variance variance of the logarithm
 */
record TokenCalibration(double weight, double mean, double variance) {
    private static final double PRIOR_WEIGHT = 2;
    private static final double PRIOR_DEVIATION = 0.06;
    private static final double PRIOR_DEVIATION_OF_EXACT = 0.02;
    private static final double LONGEST_MEMORY = 50;
    /** Nine of ten next prompts are below the bound; the reserve covers the tenth. */
    private static final double DEVIATIONS = 1.3;

    /** The calibration before the first reply. */
    static TokenCalibration prior(boolean exact) {
        double deviation = exact ? PRIOR_DEVIATION_OF_EXACT : PRIOR_DEVIATION;
        return new TokenCalibration(PRIOR_WEIGHT, 0, deviation * deviation);
    }

    /** The calibration after one more reply. */
    TokenCalibration updated(double counted, double estimated) {
        double ratio = Math.log(counted / estimated);
        double grown = Math.min(weight, LONGEST_MEMORY) + 1;
        double newMean = mean + (ratio - mean) / grown;
        double newVariance = variance + ((ratio - mean) * (ratio - newMean) - variance) / grown;
        return new TokenCalibration(grown, newMean, newVariance);
    }

    /** The number of replies in it. */
    int replies() {
        return (int) Math.round(weight - PRIOR_WEIGHT);
    }

    /** The factor that makes an estimate as often too high as too low. */
    double meanFactor() {
        return Math.exp(mean);
    }

    /** The factor that makes an estimate rarely too low. */
    double boundFactor() {
        return Math.exp(mean + DEVIATIONS * Math.sqrt(variance * (1 + 1 / weight)));
    }

    /** The factor for a count that is implausibly low for a whole prompt. */
    double implausibleFactor() {
        return Math.exp(mean - 4 * Math.sqrt(variance * (1 + 1 / weight)));
    }
}
