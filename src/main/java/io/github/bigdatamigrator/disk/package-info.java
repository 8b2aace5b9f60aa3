/** Files that are replaced as a whole. */
@NullMarked
package io.github.bigdatamigrator.disk;

import org.jspecify.annotations.NullMarked;
