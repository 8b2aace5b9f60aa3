package io.github.bigdatamigrator.source;

/** Pairs of words, in any case, that a text file may write for true and false. */
public enum BooleanPattern {
    TRUE_FALSE("true", "false"),
    T_F("t", "f"),
    YES_NO("yes", "no"),
    Y_N("y", "n");

    private final String trueWord;
    private final String falseWord;

    BooleanPattern(String trueWord, String falseWord) {
        this.trueWord = trueWord;
        this.falseWord = falseWord;
    }

    /** As profile.json writes it: {@code t/f}. */
    public String pattern() {
        return trueWord + "/" + falseWord;
    }

    String trueWord() {
        return trueWord;
    }

    String falseWord() {
        return falseWord;
    }
}
