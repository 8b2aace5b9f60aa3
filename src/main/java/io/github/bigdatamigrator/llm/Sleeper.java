package io.github.bigdatamigrator.llm;

import java.time.Duration;

/** Waits; a parameter, so that tests record the waits instead of having them. */
interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
