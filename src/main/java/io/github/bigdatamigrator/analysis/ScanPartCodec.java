package io.github.bigdatamigrator.analysis;

import io.github.bigdatamigrator.profiling.ScanPart;
import io.github.bigdatamigrator.source.RowRepairCounts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Serializes sketches as compressed bytes. Reading accepts only classes that sketches consist of. */
final class ScanPartCodec {
    private static final ObjectInputFilter SKETCHES = ObjectInputFilter.Config.createFilter(String.join(
            ";",
            "maxdepth=64",
            ScanPart.class.getName(),
            RowRepairCounts.class.getName(),
            "io.github.bigdatamigrator.source.SmallestLineNumbers",
            "io.github.bigdatamigrator.sketch.*",
            "java.lang.Object;java.lang.Number;java.lang.Long;java.lang.Integer;java.lang.Double;java.lang.Boolean",
            "java.lang.String;java.lang.Enum;java.math.BigDecimal;java.math.BigInteger;java.util.ArrayList",
            "java.util.BitSet;java.util.HashMap;java.util.LinkedHashMap;java.util.Map$Entry;java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.CollSer",
            "!*"));

    private ScanPartCodec() {}

    static void write(ScanPart part, OutputStream out) throws IOException {
        // The fastest level, since most of a sketch is hashes, which do not compress.
        Deflater quick = new Deflater(Deflater.BEST_SPEED);
        DeflaterOutputStream compressed = new DeflaterOutputStream(out, quick, 1 << 16);
        try {
            ObjectOutputStream objects = new ObjectOutputStream(compressed);
            objects.writeObject(part);
            objects.flush();
            compressed.finish();
        } finally {
            quick.end();
        }
    }

    /** @throws IOException for anything but what {@link #write} wrote */
    static ScanPart read(byte[] bytes) throws IOException {
        try (ObjectInputStream objects =
                new ObjectInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            objects.setObjectInputFilter(SKETCHES);
            return (ScanPart) objects.readObject();
        } catch (ClassNotFoundException | RuntimeException e) {
            InvalidClassException foreign = new InvalidClassException("not sketches: " + e);
            foreign.initCause(e);
            throw foreign;
        }
    }
}
