package io.github.bigdatamigrator.source.typed;

import io.github.bigdatamigrator.source.HadoopFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.catalog.HiveTableRelation;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.execution.datasources.v2.FileTable;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Nil$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Identifies the state of a table or view of a catalog: by the files, or else the versions, of the tables that it
 * reads, and the definitions of the views among them.
 */
final class CatalogVersion {
    private final Configuration hadoop;
    private final List<String> states = new ArrayList<>();

    private CatalogVersion(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /** Returns null if one of the tables has neither files nor a version. Lists the files anew, also for Spark. */
    static @Nullable String of(Dataset<Row> rows) {
        CatalogVersion version =
                new CatalogVersion(rows.sparkSession().sparkContext().hadoopConfiguration());
        version.states.add(rows.schema().json());
        try {
            return version.add(rows.queryExecution().analyzed())
                    ? DigestUtils.sha256Hex(String.join("\n", version.states)).substring(0, 24)
                    : null;
        } catch (IOException e) {
            throw HadoopFiles.unreadable("the files of a table", e);
        }
    }

    private boolean add(LogicalPlan plan) throws IOException {
        boolean known = addNode(plan);
        for (LogicalPlan child : CollectionConverters.asJava(plan.children())) {
            known = known && add(child);
        }
        for (LogicalPlan subquery : CollectionConverters.asJava(plan.subqueries())) {
            known = known && add(subquery);
        }
        return known;
    }

    private boolean addNode(LogicalPlan plan) throws IOException {
        if (plan instanceof View view) {
            states.add(view.desc().viewText().getOrElse(() -> ""));
            return plan.deterministic();
        } else if (plan instanceof LogicalRelation relation) {
            return relation.relation() instanceof HadoopFsRelation files && addFiles(files.location());
        } else if (plan instanceof DataSourceV2Relation relation) {
            return addTable(relation.table());
        } else if (plan instanceof HiveTableRelation hive) {
            return addFolder(new Path(hive.tableMeta().location()));
        }
        boolean constant = plan instanceof LocalRelation || plan instanceof Range || plan instanceof OneRowRelation;
        return (constant || !plan.children().isEmpty()) && plan.deterministic();
    }

    private boolean addTable(Table table) throws IOException {
        if (table instanceof FileTable files) {
            return addFiles(files.fileIndex());
        }
        String version = table.version();
        states.add(table.name() + " " + table.id() + " " + version);
        return version != null;
    }

    private boolean addFiles(FileIndex files) throws IOException {
        for (Path root : CollectionConverters.asJava(files.rootPaths())) {
            if (DeltaLog.isIn(root, hadoop)) {
                states.add(String.valueOf(DeltaLog.version(root, null, hadoop)));
                return true;
            }
        }
        files.refresh();
        List<String> found = new ArrayList<>();
        CollectionConverters.asJava(files.listFiles(nothing(), nothing()))
                .forEach(partition -> CollectionConverters.asJava(partition.files())
                        .forEach(file ->
                                found.add(file.getPath() + " " + file.getLen() + " " + file.getModificationTime())));
        Collections.sort(found);
        return states.addAll(found) || found.isEmpty();
    }

    private boolean addFolder(Path folder) throws IOException {
        FileSystem system = HadoopFiles.fileSystem(folder, hadoop);
        List<String> found = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> files = system.listFiles(folder, true);
        while (files.hasNext()) {
            LocatedFileStatus file = files.next();
            found.add(file.getPath() + " " + file.getLen() + " " + file.getModificationTime());
        }
        Collections.sort(found);
        return states.addAll(found) || found.isEmpty();
    }

    @SuppressWarnings("unchecked") // Scala's empty list is a list of everything
    private static <T> scala.collection.immutable.Seq<T> nothing() {
        return (scala.collection.immutable.Seq<T>) Nil$.MODULE$;
    }
}
