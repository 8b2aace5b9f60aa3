package io.github.bigdatamigrator.source.delimited;

import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.OriginalText;
import io.github.bigdatamigrator.context.TableProfile;
import io.github.bigdatamigrator.source.LazySpark;
import io.github.bigdatamigrator.source.SourceFormat;
import io.github.bigdatamigrator.source.SparkTypes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.SupportsMetadataColumns;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;

/** Exposes delimited text as a Spark table, with the scan's tokenizer and cell reader. */
public final class DelimitedView implements SupportsRead, SupportsMetadataColumns {
    private final TableProfile profile;
    private final List<ColumnProfile> originals;
    private final StructType schema;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final int cores;
    private final boolean local;

    private DelimitedView(
            TableProfile profile,
            List<ColumnProfile> originals,
            Broadcast<SerializableConfiguration> hadoop,
            int cores,
            boolean local) {
        this.local = local;
        this.profile = profile;
        this.originals = List.copyOf(originals);
        this.hadoop = hadoop;
        this.cores = cores;
        StructType fields = new StructType();
        for (ColumnProfile column : profile.columns()) {
            fields = fields.add(column.sqlName(), SparkTypes.of(column.type()), true);
        }
        for (ColumnProfile column : originals) {
            fields = fields.add(OriginalText.name(column.sqlName()), DataTypes.StringType, true);
        }
        schema = fields;
    }

    /** @param originals columns that are appended a second time as their original text */
    public static Dataset<Row> of(SparkSession spark, TableProfile profile, List<ColumnProfile> originals) {
        Broadcast<SerializableConfiguration> hadoop =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(DelimitedTable.hadoop(spark));
        DataSourceV2Relation relation = DataSourceV2Relation.create(
                new DelimitedView(
                        profile,
                        originals,
                        hadoop,
                        spark.sparkContext().defaultParallelism(),
                        spark.sparkContext().isLocal()),
                Option.empty(),
                Option.empty());
        return org.apache.spark.sql.classic.Dataset.ofRows((org.apache.spark.sql.classic.SparkSession) spark, relation);
    }

    /**
     * Opens columns of a table for the threads of this process, without Spark.
     *
     * @param columns indexes of the columns, which the rows have in this order
     * @return a source of rows for each task
     */
    public static List<Supplier<Iterator<InternalRow>>> rows(
            LazySpark spark, TableProfile profile, List<Integer> columns) {
        Configuration hadoop = spark.hadoop();
        List<ViewColumn> read = columns.stream()
                .map(index -> ViewColumn.of(index, profile.columns().get(index)))
                .toList();
        List<Supplier<Iterator<InternalRow>>> tasks = new ArrayList<>();
        for (List<TextSplit> splits :
                new SplitPlanner(profile.origin(), profile.columns().size(), spark.threads(), true).laterScan()) {
            tasks.add(() -> new DelimitedViewReader(splits, hadoop, read).iterator());
        }
        return tasks;
    }

    @Override
    public String name() {
        return profile.sqlName();
    }

    @Override
    @SuppressWarnings("deprecation") // columns() is made from it by the interface's own default
    public StructType schema() {
        return schema;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public MetadataColumn[] metadataColumns() {
        return new MetadataColumn[] {
            new MetadataColumn() {
                @Override
                public String name() {
                    return SourceFormat.LINE;
                }

                @Override
                public DataType dataType() {
                    return DataTypes.LongType;
                }
            }
        };
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return new TextScan();
    }

    private record Size(OptionalLong sizeInBytes, OptionalLong numRows) implements Statistics {}

    private final class TextScan implements SupportsPushDownRequiredColumns, SupportsReportStatistics, Batch {
        private StructType required = schema;

        @Override
        public void pruneColumns(StructType requiredSchema) {
            required = requiredSchema;
        }

        @Override
        public Scan build() {
            return this;
        }

        @Override
        public StructType readSchema() {
            return required;
        }

        @Override
        public String description() {
            return "delimited text " + profile.location();
        }

        @Override
        public Batch toBatch() {
            return this;
        }

        @Override
        public InputPartition[] planInputPartitions() {
            return new SplitPlanner(profile.origin(), profile.columns().size(), cores, local)
                    .laterScan().stream().map(DelimitedViewReader.Part::new).toArray(InputPartition[]::new);
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            return new DelimitedViewReader.Factory(
                    hadoop, Stream.of(required.fieldNames()).map(this::column).toList());
        }

        private ViewColumn column(String name) {
            if (name.equals(SourceFormat.LINE)) {
                return ViewColumn.line(name);
            }
            int index = schema.fieldIndex(name);
            int columns = profile.columns().size();
            return index < columns
                    ? ViewColumn.of(index, profile.columns().get(index))
                    : ViewColumn.originalText(profile.columns().indexOf(originals.get(index - columns)), name);
        }

        @Override
        public Statistics estimateStatistics() {
            return new Size(OptionalLong.of(profile.origin().bytes()), OptionalLong.of(profile.rows()));
        }
    }
}
