package io.github.bigdatamigrator.batch;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** A local file system under another scheme, {@code ledger:/…}, which exposes code that expects local paths. */
public final class LedgerFileSystem extends FilterFileSystem {
    static final String SCHEME = "ledger";

    public LedgerFileSystem() {
        super(new LocalFileSystem());
    }

    /** Registers the scheme. */
    static void register(Configuration hadoop) {
        hadoop.set("fs." + SCHEME + ".impl", LedgerFileSystem.class.getName());
    }

    @Override
    public void initialize(URI name, Configuration conf) throws java.io.IOException {
        super.initialize(URI.create("file:///"), conf);
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public Path makeQualified(Path path) {
        return path.makeQualified(getUri(), new Path("/"));
    }

    @Override
    protected void checkPath(Path path) {
        if (!SCHEME.equals(path.toUri().getScheme()) && path.toUri().getScheme() != null) {
            throw new IllegalArgumentException("not of this file system: " + path);
        }
    }

    private static Path local(Path path) {
        return new Path("file", null, path.toUri().getPath());
    }

    private FileStatus ours(FileStatus status) {
        return new FileStatus(
                status.getLen(),
                status.isDirectory(),
                status.getReplication(),
                status.getBlockSize(),
                status.getModificationTime(),
                makeQualified(new Path(status.getPath().toUri().getPath())));
    }

    @Override
    public FileStatus getFileStatus(Path path) throws java.io.IOException {
        return ours(fs.getFileStatus(local(path)));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws java.io.IOException {
        FileStatus[] found = fs.listStatus(local(path));
        for (int i = 0; i < found.length; i++) {
            found[i] = ours(found[i]);
        }
        return found;
    }

    @Override
    public org.apache.hadoop.fs.FSDataInputStream open(Path path, int buffer) throws java.io.IOException {
        return fs.open(local(path), buffer);
    }

    @Override
    public org.apache.hadoop.fs.FSDataOutputStream create(
            Path path,
            org.apache.hadoop.fs.permission.FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            org.apache.hadoop.util.Progressable progress)
            throws java.io.IOException {
        return fs.create(local(path), overwrite, buffer, replication, block, progress);
    }

    /** Like HDFS, does not overwrite an existing file. */
    @Override
    public boolean rename(Path from, Path to) throws java.io.IOException {
        return !fs.exists(local(to)) && fs.rename(local(from), local(to));
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws java.io.IOException {
        return fs.delete(local(path), recursive);
    }

    @Override
    public boolean mkdirs(Path path, org.apache.hadoop.fs.permission.FsPermission permission)
            throws java.io.IOException {
        return fs.mkdirs(local(path));
    }

    static FileSystem of(Configuration hadoop) throws java.io.IOException {
        return FileSystem.get(URI.create(SCHEME + ":///"), hadoop);
    }
}
