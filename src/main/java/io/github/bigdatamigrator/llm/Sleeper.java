package io.github.bigdatamigrator.llm;

import java.time.Duration;

/** Waits for a time; tests pass one that records the time instead. */
interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
