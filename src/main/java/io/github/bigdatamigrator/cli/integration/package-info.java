/** What other programs need to call this one: its commands as JSON, and entries in their configuration. */
@NullMarked
package io.github.bigdatamigrator.cli.integration;

import org.jspecify.annotations.NullMarked;
