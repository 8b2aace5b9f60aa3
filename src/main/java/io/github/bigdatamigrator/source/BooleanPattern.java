package io.github.bigdatamigrator.source;

/** Lists the pairs of words, in any case, that a text file may write for true and false. */
public enum BooleanPattern {
    TRUE_FALSE("true", "false"),
    T_F("t", "f"),
    YES_NO("yes", "no"),
    Y_N("y", "n");

    final String trueWord;
    final String falseWord;

    BooleanPattern(String trueWord, String falseWord) {
        this.trueWord = trueWord;
        this.falseWord = falseWord;
    }

    /** The form that profile.json writes: {@code t/f}. */
    public String pattern() {
        return trueWord + "/" + falseWord;
    }
}
