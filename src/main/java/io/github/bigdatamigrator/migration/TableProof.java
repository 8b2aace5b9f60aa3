package io.github.bigdatamigrator.migration;

import java.util.List;

/**
 * Tells how the rows of a loaded table differ from those of its source.
 *
 * @param missing rows of the source that the target lacks; the rejected ones are among them
 * @param wrong rows of the target that are not in the source, or that have a changed cell
 * @param rules by which cells that are stored differently are equal, in words
 * @param examples some differences, in words
 */
public record TableProof(long missing, long wrong, List<String> rules, List<String> examples) {
    public TableProof {
        rules = List.copyOf(rules);
        examples = List.copyOf(examples);
    }
}
