package io.github.bigdatamigrator.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/**
 * A local file system on which the first task that reads each {@value #STEP} bytes of a delimited file fails halfway,
 * and later tasks succeed. Each fault is recorded as a line in {@value #FAULTS} next to the file.
 */
public final class FlakyFileSystem extends LocalFileSystem {
    static final String FAULTS = "faults.txt";
    private static final long STEP = 6_000_000;
    private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

    @Override
    public FSDataInputStream open(Path path, int buffer) throws IOException {
        FSDataInputStream in = super.open(path, buffer);
        return path.getName().endsWith(".csv") ? new FSDataInputStream(new Flaky(in, path)) : in;
    }

    private static final class Flaky extends FSInputStream {
        private final FSDataInputStream in;
        private final Path path;

        Flaky(FSDataInputStream in, Path path) {
            this.in = in;
            this.path = path;
        }

        @Override
        public int read() throws IOException {
            failOnce();
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            failOnce();
            return in.read(bytes, offset, length);
        }

        private void failOnce() throws IOException {
            long position = in.getPos();
            // The driver, which looks at a file's ends, is spared: what it reads nobody tries again.
            if (TaskContext.get() != null && position % STEP > STEP / 2 && FAILED.add(path + " " + position / STEP)) {
                Files.writeString(
                        java.nio.file.Path.of(path.toUri().getPath()).resolveSibling(FAULTS),
                        position + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                throw new IOException("a planted fault at byte " + position);
            }
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public boolean seekToNewSource(long target) {
            return false;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
