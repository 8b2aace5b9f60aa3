/** Benchmarks, never part of the tests: {@code mvn -Pbench test}. */
@NullMarked
package io.github.bigdatamigrator.bench;

import org.jspecify.annotations.NullMarked;
