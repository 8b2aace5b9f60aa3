package io.github.bigdatamigrator.report;

/** Collects the lines of a text of a given width. Not thread-safe. */
final class TextLines {
    private final int width;
    private final StringBuilder text = new StringBuilder();

    TextLines(int width) {
        this.width = width;
    }

    void add(String line) {
        text.append(line).append('\n');
    }

    void blank() {
        if (!text.isEmpty() && !("\n" + text).endsWith("\n\n")) {
            text.append('\n');
        }
    }

    /** Adds a text wrapped at the width; the first line follows {@code first}, the others are indented. */
    void wrapped(String first, int indent, String words) {
        StringBuilder line = new StringBuilder();
        String start = first;
        for (String word : TextTable.clean(words).split(" ")) {
            if (!line.isEmpty() && TextTable.width(line.toString()) + 1 + TextTable.width(word) > width - indent) {
                add(start + line);
                start = " ".repeat(indent);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        add(start + line);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
