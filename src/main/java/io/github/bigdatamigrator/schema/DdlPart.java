package io.github.bigdatamigrator.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A piece of the DDL, so that the DDL of any choice of recommendations is the concatenation of its pieces.
 *
 * @param requires the ids of the recommendations that must all be chosen for {@code text}; none for fixed text
 * @param otherwise the text if one of them is not chosen
 */
public record DdlPart(String text, List<String> requires, String otherwise) {
    public DdlPart {
        requires = List.copyOf(requires);
    }

    static String render(List<DdlPart> parts, Set<String> chosen) {
        return parts.stream()
                .map(part -> chosen.containsAll(part.requires) ? part.text : part.otherwise)
                .collect(Collectors.joining());
    }

    /** Collects pieces; adjacent fixed ones become one. */
    public static final class Builder {
        private final List<DdlPart> parts = new ArrayList<>();
        private final StringBuilder fixed = new StringBuilder();

        public Builder add(String text) {
            fixed.append(text);
            return this;
        }

        public Builder addIf(List<String> requires, String text, String otherwise) {
            if (requires.isEmpty() || text.equals(otherwise)) {
                return add(text);
            }
            flush();
            parts.add(new DdlPart(text, requires, otherwise));
            return this;
        }

        public Builder addIf(List<String> requires, String text) {
            return addIf(requires, text, "");
        }

        private void flush() {
            if (!fixed.isEmpty()) {
                parts.add(new DdlPart(fixed.toString(), List.of(), ""));
                fixed.setLength(0);
            }
        }

        public List<DdlPart> parts() {
            flush();
            return List.copyOf(parts);
        }
    }
}
