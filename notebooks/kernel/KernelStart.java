import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.channels.LoopThread;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.Transform;

/**
 * Starts the Java kernel in place of its own main class, which listens before it knows what to do with a message: one
 * that comes that early, and Jupyter sends it at once, ends the kernel with “this.handlers is null”. Here no channel
 * reads before all is set up. notebook.sh compiles the files of this folder when it installs the kernel.
 */
final class KernelStart {
    private KernelStart() {}

    public static void main(String[] args) throws Exception {
        // Spark's compiler of queries stumbles when everything is logged, as the kernel's own configuration has it.
        Logger.getLogger("").setLevel(Level.WARNING);
        Channels channels =
                new Channels(Transform.fromJson(Files.readString(Path.of(args[0])), ConnectionProperties.class));
        channels.connect(MainApp.kernel);
        LoopThread.begin();
        channels.joinUntilClose();
    }
}
