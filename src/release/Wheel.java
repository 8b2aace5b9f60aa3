import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the Python package as a wheel, which is a zip with metadata (PyPA's “Binary distribution format”), so that a
 * release needs no Python. Usage: {@code java Wheel.java FOLDER VERSION TARGET}.
 */
final class Wheel {
    private static final String NAME = "big_data_migrator";

    private Wheel() {}

    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        Path folder = Path.of(args[0]);
        String version = args[1];
        String info = NAME + "-" + version + ".dist-info/";
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> sources = Files.list(folder.resolve("bdm"))) {
            List<Path> sorted = sources.filter(file -> file.toString().matches(".*(\\.py|py\\.typed)"))
                    .sorted()
                    .toList();
            for (Path file : sorted) {
                files.put("bdm/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        put(files, info + "METADATA", """
            Metadata-Version: 2.1
            Name: big-data-migrator
            Version: %s
            Summary: Profiles, questions and schema plans about Spark DataFrames and files, in a notebook
            License: Apache-2.0
            Requires-Python: >=3.10
            Provides-Extra: pandas
            Requires-Dist: pandas>=2.2; extra == "pandas"
            Description-Content-Type: text/markdown

            %s""".formatted(version, Files.readString(folder.resolve("README.md"))));
        put(files, info + "WHEEL", """
            Wheel-Version: 1.0
            Generator: big-data-migrator
            Root-Is-Purelib: true
            Tag: py3-none-any
            """);
        put(files, info + "RECORD", record(files) + info + "RECORD,,\n");
        Path wheel = Path.of(args[2], NAME + "-" + version + "-py3-none-any.whl");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                // One time, in no time zone, so that the same sources give the same wheel everywhere.
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        System.out.println(wheel);
    }

    private static void put(Map<String, byte[]> files, String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String record(Map<String, byte[]> files) throws NoSuchAlgorithmException {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.getValue());
            lines.append(file.getKey())
                    .append(",sha256=")
                    .append(Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
                    .append(',')
                    .append(file.getValue().length)
                    .append('\n');
        }
        return lines.toString();
    }
}
