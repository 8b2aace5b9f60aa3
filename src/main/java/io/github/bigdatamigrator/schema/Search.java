package io.github.bigdatamigrator.schema;

/** Tells proposals that were made to be tried from those whose refutation says something about the data. */
final class Search {
    /** A rule that nearly holds was meant to hold. */
    private static final double NEARLY = 0.05;

    private Search() {}

    /**
     * Dependencies and duplicate rows are tried wherever they could be; one that few rows break was meant to hold and is told with these
     * rows, one that many break never was a rule. What a model proposes is always answered.
     */
    static boolean worthTelling(Proposal proposal, Recommendation made) {
        if (proposal.origin() == Recommendation.Origin.MODEL) {
            return true;
        }
        return switch (proposal.kind()) {
            case NORMALISE, SPLIT, ENUM, CHECK ->
                made.status() != Recommendation.Status.REFUTED
                        || made.violations() <= Math.max(1, NEARLY * made.rowsChecked());
            case DUPLICATE_ROWS -> made.violations() > 0;
            case TYPE, NULLABILITY, KEY, FOREIGN_KEY, DROP_CONSTANT, PARTITION, SORT -> true;
        };
    }
}
