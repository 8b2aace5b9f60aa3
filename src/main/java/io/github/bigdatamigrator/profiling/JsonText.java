package io.github.bigdatamigrator.profiling;

/** Whether a text is a JSON object or array (RFC 8259); one that was cut off may end anywhere. Not thread-safe. */
final class JsonText {
    private static final int DEEPEST = 200;

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** @param limit length from which on a text may have been cut */
    static boolean matches(String text, int limit) {
        if (text.length() < 2 || (text.charAt(0) != '{' && text.charAt(0) != '[')) {
            return false;
        }
        JsonText json = new JsonText(text);
        boolean whole = json.value(0);
        json.blanks();
        boolean ended = json.at >= text.length();
        return whole ? ended : ended && text.length() >= limit;
    }

    private boolean value(int depth) {
        blanks();
        if (at >= text.length() || depth > DEEPEST) {
            return false;
        }
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> members(depth, '}');
            case '[' -> members(depth, ']');
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean members(int depth, char close) {
        at++;
        blanks();
        if (take(close)) {
            return true;
        }
        do {
            blanks();
            if (close == '}') {
                if (at >= text.length() || text.charAt(at) != '"' || !string()) {
                    return false;
                }
                blanks();
                if (!take(':')) {
                    return false;
                }
            }
            if (!value(depth + 1)) {
                return false;
            }
            blanks();
        } while (take(','));
        return take(close);
    }

    private boolean string() {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c == '\\') {
                at++;
            } else if (c < ' ') {
                at--;
                return false;
            }
        }
        at = text.length();
        return false;
    }

    private boolean word(String word) {
        if (text.startsWith(word, at)) {
            at += word.length();
            return true;
        }
        // Cut within the word.
        if (word.startsWith(text.substring(at))) {
            at = text.length();
        }
        return false;
    }

    private boolean number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at > from && text.substring(from, at).matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    }

    private boolean take(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
