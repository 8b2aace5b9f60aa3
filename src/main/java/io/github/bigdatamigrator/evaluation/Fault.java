package io.github.bigdatamigrator.evaluation;

/** What is wrong with an answer that is not right. */
public enum Fault {
    OTHER_VALUES("other figures"),
    OTHER_ROWS("another number of rows"),
    OTHER_ORDER("the rows in another order"),
    MISSING_COLUMN("a column too few"),
    ANSWERED("answered, though the data does not contain it"),
    NOT_ANSWERED("not answered, though the data contains it"),
    REFUSED("refused by the guard or the model"),
    UNCLEAR("asked back"),
    FAILED("no answer was found");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** The fault in words for a reader. */
    public String words() {
        return words;
    }
}
