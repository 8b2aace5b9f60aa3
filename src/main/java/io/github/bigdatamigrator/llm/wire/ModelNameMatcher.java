package io.github.bigdatamigrator.llm.wire;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a configured model in a server's list, whose ids differ in publisher, letter case and suffixes. */
final class ModelNameMatcher {
    private static final List<UnaryOperator<String>> NORMALIZATIONS = List.of(
            name -> name,
            name -> name.toLowerCase(Locale.ROOT),
            ModelNameMatcher::baseName,
            name -> baseName(name).replaceAll("[-_.](?:gguf|mlx|hf|i?q\\d[\\w]*|[48]bit|f16|bf16)(?=$|[-_.])", ""));

    private static final Pattern PRINTABLE = Pattern.compile("(?=.*\\S)\\P{C}{1,200}");

    private ModelNameMatcher() {}

    /** Whether a text is printable and short enough for a name, so that it may be part of a message. */
    static boolean isPrintable(String name) {
        return PRINTABLE.matcher(name).matches();
    }

    /** The model of that name, preferably a loaded one; null if none has the name, or several similar ones. */
    static @Nullable ListedModel find(String name, List<ListedModel> models) {
        for (UnaryOperator<String> normalization : NORMALIZATIONS) {
            String wanted = normalization.apply(name);
            ListedModel match = firstLoaded(models.stream()
                    .filter(model -> normalization.apply(model.id()).equals(wanted))
                    .toList());
            if (match != null) {
                return match;
            }
        }
        String wanted = baseName(name);
        List<ListedModel> similar = models.stream()
                .filter(model ->
                        baseName(model.id()).startsWith(wanted + "-") || wanted.startsWith(baseName(model.id()) + "-"))
                .toList();
        return similar.size() == 1 ? similar.get(0) : null;
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
