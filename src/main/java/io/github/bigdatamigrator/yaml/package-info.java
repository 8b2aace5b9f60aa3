/**
 * Reads and writes YAML files that people also write: job files, question sets, knowledge.
 *
 * <p>Main types: {@code YamlReader}, {@code Yaml} (a value with its line), {@code YamlWriter}.
 *
 * <p>Decision: a value keeps its line, because every message about a file of a user names the line.
 */
@NullMarked
package io.github.bigdatamigrator.yaml;

import org.jspecify.annotations.NullMarked;
