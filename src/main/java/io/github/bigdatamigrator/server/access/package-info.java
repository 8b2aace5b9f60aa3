/**
 * Decides which data a caller of the server may name.
 *
 * <p>Main type: {@code DataAccess}.
 *
 * <p>Decision: what is not known to be allowed is forbidden. A name that two readers may understand differently (a
 * percent sign, an empty part of a path, {@code ..}) is forbidden too, so that what was checked is what is read.
 *
 * <p>Decision: a package of its own, because {@code server} is full, and because no other code decides this.
 */
@NullMarked
package io.github.bigdatamigrator.server.access;

import org.jspecify.annotations.NullMarked;
