/**
 * The REST server, its page and the Model Context Protocol: translates a request, calls the façade, translates its
 * result.
 *
 * <p>Main types: {@link io.github.bigdatamigrator.server.RestServer}; inside, {@code Routes} (one line per request),
 * {@code ProfilingJobs} (profiling in the background), {@code AccessRules} (who may call), {@code DataPaths} (which
 * files may be named), {@code ResponseBodies} (the shapes of what is sent). Imports the root package, {@code report},
 * {@code json} and the records that the façade returns; Javalin, the MCP SDK.
 *
 * <p>Decision: whether a call comes from this machine's user is decided by address, {@code Host}, {@code Origin} and
 * token together, since a loopback address alone is open to every web page that the user's browser shows.
 */
@NullMarked
package io.github.bigdatamigrator.server;

import org.jspecify.annotations.NullMarked;
