package io.github.bigdatamigrator.source.delimited;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects texts and what should be read from them. */
abstract class MessyTexts {
    /**
     * A text.
     *
     * @param columns names with a bar between them
     * @param rows cells with a bar between them, rows with a slash
     * @param problems something of what must be said
     */
    record Layout(String name, String text, Charset charset, String columns, String rows, List<String> problems) {
        @Override
        public String toString() {
            return name;
        }
    }

    final List<Layout> all = new ArrayList<>();

    final void add(String name, String text, String columns, String rows, String... problems) {
        add(name, text, UTF_8, columns, rows, problems);
    }

    final void add(String name, String text, Charset charset, String columns, String rows, String... problems) {
        all.add(new Layout(name, text, charset, columns, rows, Arrays.asList(problems)));
    }
}
