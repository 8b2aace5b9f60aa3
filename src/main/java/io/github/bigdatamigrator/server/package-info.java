/**
 * The REST server, its page and the Model Context Protocol: translates requests to calls of the façade and results to
 * responses.
 *
 * <p>Decision: access is checked by address, {@code Host}, {@code Origin} and token together, because every web page in
 * the user's browser can reach a loopback address.
 */
@NullMarked
package io.github.bigdatamigrator.server;

import org.jspecify.annotations.NullMarked;
