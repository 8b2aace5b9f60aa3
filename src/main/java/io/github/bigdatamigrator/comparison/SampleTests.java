package io.github.bigdatamigrator.comparison;

/**
 * Bounds the probability that two samples of one distribution differ as much as two samples do. All results are natural
 * logarithms of that probability, since they are too small for a double where tables are large; 0 is certainty.
 * Stateless.
 */
final class SampleTests {
    /** More than the constant of Dvoretzky, Kiefer and Wolfowitz needs for two samples of any sizes. */
    private static final double KOLMOGOROV_CONSTANT = Math.E;
    /** Quantiles of the normal distribution: where an error of 95 or 99 % confidence is met, and one of 0.999999. */
    private static final double NORMAL_95 = 1.96;

    private static final double NORMAL_99 = 2.576;
    private static final double NORMAL_SURE = 4.9;
    private static final double NEGLIGIBLE = 1e-16;
    private static final int STIRLING_FROM = 16;

    private SampleTests() {}

    /** The half-width at 99.9999 % confidence of an estimate whose half-width at 99 % is known. */
    static double surely99(double error) {
        return error * NORMAL_SURE / NORMAL_99;
    }

    /** The half-width at 99.9999 % confidence of an estimate whose half-width at 95 % is known. */
    static double surely95(double error) {
        return error * NORMAL_SURE / NORMAL_95;
    }

    /** Fisher's exact test of two shares, two-sided by doubling the smaller tail. */
    static double shares(long hits, long of, long otherHits, long otherOf) {
        long all = of + otherOf;
        long allHits = hits + otherHits;
        if (of == 0 || otherOf == 0 || allHits == 0 || allHits == all) {
            return 0;
        }
        double expected = (double) allHits * of / all;
        int step = hits < expected ? -1 : 1;
        // The tail beyond the observed count, as a sum of ratios to its first term.
        double sum = 1;
        double term = 1;
        for (long k = hits; term > NEGLIGIBLE * sum; k += step) {
            double ratio = step > 0
                    ? (double) (allHits - k) * (of - k) / ((double) (k + 1) * (otherOf - allHits + k + 1))
                    : (double) k * (otherOf - allHits + k) / ((double) (allHits - k + 1) * (of - k + 1));
            term *= ratio;
            sum += term;
        }
        double first = choose(allHits, hits) + choose(all - allHits, of - hits) - choose(all, of);
        return Math.min(0, Math.log(2) + first + Math.log(sum));
    }

    /**
     * Bernstein's inequality for the mean of a sample drawn without replacement from both samples together.
     *
     * @param distance between the mean of the smaller sample and that of both together
     * @param variance of both together, or a bound of it
     * @param reach the farthest value from the mean of both together
     */
    static double mean(long of, long otherOf, double distance, double variance, double reach) {
        long drawn = Math.min(of, otherOf);
        double all = of + otherOf;
        double bound = variance / drawn * (1 - drawn / all) + reach * distance / (3 * drawn);
        return bound > 0 ? Math.min(0, Math.log(2) - distance * distance / (2 * bound)) : 0;
    }

    /** The inequality of Dvoretzky, Kiefer and Wolfowitz for the largest distance of two cumulative distributions. */
    static double distance(double distance, long of, long otherOf) {
        double size = (double) of * otherOf / ((double) of + otherOf);
        return distance <= 0 ? 0 : Math.min(0, Math.log(KOLMOGOROV_CONSTANT) - 2 * distance * distance * size);
    }

    /** How likely the {@code extreme} largest values of both samples all lie in the first. */
    static double allInOne(long extreme, long of, long otherOf) {
        return extreme <= 0 || extreme > of
                ? 0
                : logFactorial(of)
                        - logFactorial(of - extreme)
                        - logFactorial(of + otherOf)
                        + logFactorial(of + otherOf - extreme);
    }

    /**
     * McDiarmid's and Bernstein's inequalities for the number of distinct values. A sample of n rows of m has at least
     * n/m of its distinct values in expectation and no more than all of them.
     *
     * @param distinct of the first sample, the estimate's error taken off; {@code otherDistinct} likewise added
     */
    static double moreDistinct(double distinct, long of, double otherDistinct, long otherOf) {
        double expected = otherDistinct * Math.max(1, (double) of / otherOf);
        double excess = distinct - expected;
        double scale = Math.max(1, (double) of / otherOf);
        return excess <= 0
                ? 0
                : Math.min(0, Math.log(2) - excess * excess / (2 * (distinct + scale * expected + excess / 3)));
    }

    private static double choose(long of, long chosen) {
        return logFactorial(of) - logFactorial(chosen) - logFactorial(of - chosen);
    }

    /** The logarithm of n!, by Stirling's series from 16 on. */
    private static double logFactorial(long n) {
        if (n < STIRLING_FROM) {
            double product = 1;
            for (int i = 2; i <= n; i++) {
                product *= i;
            }
            return Math.log(product);
        }
        double x = n + 1.0;
        double inverse = 1 / x;
        double square = inverse * inverse;
        return (x - 0.5) * Math.log(x)
                - x
                + 0.5 * Math.log(2 * Math.PI)
                + inverse * (1 / 12.0 - square * (1 / 360.0 - square / 1260.0));
    }
}
