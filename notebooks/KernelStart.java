import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.Transform;

/**
 * Starts the Java kernel in place of its own main class, which listens before it knows what to do with a message: one that comes that early, and Jupyter
 * sends it at once, ends the kernel with “this.handlers is null”. A channel reads while it holds its own lock, so whoever holds that until
 * everything is set up makes early messages wait. notebook.sh compiles this file when it installs the kernel.
 */
final class KernelStart {
    private KernelStart() {}

    public static void main(String[] args) throws Exception {
        // Spark's compiler of queries stumbles when everything is logged, as the kernel's own configuration has it.
        Logger.getLogger("").setLevel(Level.WARNING);
        ConnectionProperties connection = Transform.fromJson(Files.readString(Path.of(args[0])), ConnectionProperties.class);
        Channels channels = new Channels(connection);
        synchronized (channel(channels, "shell")) {
            synchronized (channel(channels, "control")) {
                channels.connect(MainApp.kernel);
            }
        }
        channels.joinUntilClose();
    }

    private static Object channel(Channels channels, String name) throws ReflectiveOperationException {
        var field = Channels.class.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(channels);
    }
}
