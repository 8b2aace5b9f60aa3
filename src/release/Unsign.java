import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes the signatures of the jars in folders. Java archives no class of a signed jar, and versions before 18 abort
 * while they archive a lambda of such a class. Usage: {@code java Unsign.java FOLDER...}.
 */
final class Unsign {
    private Unsign() {}

    public static void main(String[] folders) throws IOException {
        for (String folder : folders) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(folder), "*.jar")) {
                for (Path jar : jars) {
                    unsign(jar);
                }
            }
        }
    }

    /** Rewrites the jar only if it is signed. */
    private static void unsign(Path jar) throws IOException {
        List<Path> signatures = new ArrayList<>();
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Path metadata = zip.getPath("META-INF");
            if (Files.isDirectory(metadata)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(metadata, "*.{SF,RSA,DSA,EC}")) {
                    files.forEach(signatures::add);
                }
            }
            for (Path signature : signatures) {
                Files.delete(signature);
            }
        }
    }
}
