package io.github.bigdatamigrator.context;

/**
 * Holds the correlation of two numeric columns of a table, from −1 to 1.
 *
 * @param pearson linear correlation
 * @param spearman correlation of the ranks
 * @param rows sampled rows in which both have a value
 * @param error half-width of Pearson's 95 % confidence interval (Fisher 1921); 0 where all rows were examined
 */
public record Correlation(String left, String right, double pearson, double spearman, long rows, double error) {}
