package io.github.bigdatamigrator.llm.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the model that a setting means in the list of a server, whose ids carry publishers, cases and endings of their
 * own.
 */
final class ModelNameMatcher {
    private static final List<UnaryOperator<String>> NORMALIZATIONS = List.of(
            name -> name,
            name -> name.toLowerCase(Locale.ROOT),
            name -> baseName(name),
            name -> baseName(name).replaceAll("[-_.](?:gguf|mlx|hf|i?q\\d[\\w]*|[48]bit|f16|bf16)(?=$|[-_.])", ""));

    private static final Pattern PRINTABLE = Pattern.compile("(?=.*\\S)\\P{C}{1,200}");

    private ModelNameMatcher() {}

    /** Whether a text can be a name: others would spoil the terminal, or the message that they stand in. */
    static boolean isPrintable(String name) {
        return PRINTABLE.matcher(name).matches();
    }

    /** The model of that name, a loaded one before others; null where none or several only resemble it. */
    static @Nullable ListedModel find(String name, List<ListedModel> models) {
        for (UnaryOperator<String> looser : NORMALIZATIONS) {
            String wanted = looser.apply(name);
            ListedModel match = firstLoaded(models.stream()
                    .filter(model -> looser.apply(model.id()).equals(wanted))
                    .toList());
            if (match != null) {
                return match;
            }
        }
        List<ListedModel> resembling = new ArrayList<>();
        String wanted = baseName(name);
        for (ListedModel model : models) {
            String id = baseName(model.id());
            if (id.startsWith(wanted + "-") || wanted.startsWith(id + "-")) {
                resembling.add(model);
            }
        }
        return resembling.size() == 1 ? resembling.get(0) : null;
    }

    private static @Nullable ListedModel firstLoaded(List<ListedModel> matches) {
        return matches.stream()
                .filter(ListedModel::loaded)
                .findFirst()
                .orElse(matches.isEmpty() ? null : matches.get(0));
    }

    private static String baseName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.substring(lower.lastIndexOf('/') + 1).replaceAll("[@:].*$|\\.gguf$", "");
    }
}
