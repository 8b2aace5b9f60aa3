package io.github.bigdatamigrator.bench;

import io.github.bigdatamigrator.conversation.AnswerListener;
import io.github.bigdatamigrator.conversation.ConversationManager;
import io.github.bigdatamigrator.conversation.LongConversation;
import io.github.bigdatamigrator.conversation.OpenedData;
import io.github.bigdatamigrator.conversation.store.FileConversationStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the cost of a turn and the memory of a conversation from the tenth turn to the thousandth: the median time
 * of the last turns (without model and data, which answer at once, but with the log forced to disk each turn), the live
 * heap after a collection, and the time to list the conversations. Run by {@code mvn test -Pbench
 * -Dbench.main=TurnBench}; the table goes to target/bench/turns.md.
 */
public final class TurnBench {
    private static final int[] WINDOWS = {2048, 4096, 8192, 16_384};
    private static final List<Integer> MARKS = List.of(10, 30, 100, 300, 1000);
    private static final int LAST = 10;
    private static final int LISTS = 9;

    private TurnBench() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(System.getProperty("bench.data", "target/bench"));
        Files.createDirectories(folder);
        talk(folder, 4096, new ArrayList<>()); // warms up
        List<String> table = new ArrayList<>();
        table.add("| window | turn | ms per turn, median of the last " + LAST
                + " | ms of processor, likewise | live heap MiB | log KiB | ms to list conversations |");
        table.add("|--:|--:|--:|--:|--:|--:|--:|");
        for (int window : WINDOWS) {
            talk(folder, window, table);
        }
        table.forEach(System.out::println);
        Files.write(folder.resolve("turns.md"), table);
    }

    private static void talk(Path folder, int window, List<String> table) throws IOException {
        Path home = Files.createTempDirectory(folder, "turns");
        LongConversation talk = LongConversation.counted(window);
        FileConversationStore store = new FileConversationStore(home);
        ConversationManager manager = talk.manager(store);
        OpenedData data = talk.data();
        String id = manager.create("Long talk", List.of("sales.csv"));
        manager.saveProfile(id, data.context());
        List<Double> spans = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        for (int turn = 1; turn <= MARKS.get(MARKS.size() - 1); turn++) {
            String question = LongConversation.question(turn);
            long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            spans.add(millis(() -> manager.ask(id, data, question, AnswerListener.NONE)));
            processor.add((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy) / 1e6);
            if (MARKS.contains(turn)) {
                List<Double> lists = new ArrayList<>();
                for (int i = 0; i < LISTS; i++) {
                    lists.add(millis(manager::list));
                }
                table.add(String.format(
                        Locale.ROOT,
                        "| %d | %d | %.2f | %.2f | %.1f | %d | %.2f |",
                        window,
                        turn,
                        median(spans.subList(turn - LAST, turn)),
                        median(processor.subList(turn - LAST, turn)),
                        liveHeap(),
                        Files.size(home.resolve(id).resolve("events.jsonl")) >> 10,
                        median(lists)));
            }
        }
        manager.delete(id);
        Files.delete(home);
    }

    private static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }

    private static double liveHeap() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1024.0 / 1024.0;
    }
}
