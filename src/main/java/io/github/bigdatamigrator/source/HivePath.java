package io.github.bigdatamigrator.source;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/** Reads the partition columns in a file's path: {@code year=2024/month=01/part-0.csv}. */
public final class HivePath {
    private static final String NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

    private HivePath() {}

    /** Names and values of the partition columns, outermost first; a missing value is empty. */
    public static Map<String, String> columns(String file) {
        Map<String, String> inner = new LinkedHashMap<>();
        Path folder = new Path(file).getParent();
        if (folder != null && FileNameParser.isPartition(folder.getName())) {
            inner.putAll(columns(folder.toString()));
            int equals = folder.getName().indexOf('=');
            String value =
                    ExternalCatalogUtils.unescapePathName(folder.getName().substring(equals + 1));
            inner.put(
                    ExternalCatalogUtils.unescapePathName(folder.getName().substring(0, equals)),
                    value.equals(NO_VALUE) ? "" : value);
        }
        return inner;
    }

    /** The folder above the partition folders. */
    public static String base(String file) {
        Path folder = new Path(file).getParent();
        while (folder != null && FileNameParser.isPartition(folder.getName())) {
            folder = folder.getParent();
        }
        return folder == null ? "/" : folder.toString();
    }
}
