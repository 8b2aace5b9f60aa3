package io.github.bigdatamigrator.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Recognizes formats and compressions by a file's first four bytes. */
public enum MagicBytes {
    GZIP(0x1F, 0x8B),
    ZSTD(0x28, 0xB5, 0x2F, 0xFD),
    BZIP2('B', 'Z', 'h'),
    ZIP('P', 'K', 3, 4),
    OLE2(0xD0, 0xCF, 0x11, 0xE0),
    PARQUET('P', 'A', 'R', '1'),
    ORC('O', 'R', 'C'),
    AVRO('O', 'b', 'j', 1),
    PDF('%', 'P', 'D', 'F'),
    UNKNOWN;

    private final String bytes;

    /** @param bytes the signature, kept as characters of the same values */
    MagicBytes(int... bytes) {
        this.bytes = new String(bytes, 0, bytes.length);
    }

    /** The first whose signature the head begins with; that of UNKNOWN is empty. */
    public static MagicBytes of(byte[] head) {
        String begin = new String(head, 0, Math.min(head.length, 4), StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(magic -> begin.startsWith(magic.bytes))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
