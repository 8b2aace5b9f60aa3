package io.github.bigdatamigrator.columnar;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Shuffles batches of bytes to numbered partitions. The pairs are written as a number, a length and the bytes: Spark's
 * serializers are set up anew for each partition of each task, which takes longer than writing the batches.
 */
public final class BatchShuffle {
    private static final ClassTag<Integer> INTEGER = ClassTag$.MODULE$.apply(Integer.class);
    private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);

    private BatchShuffle() {}

    /** @param batches each with the number of its partition, below {@code partitions} */
    public static JavaRDD<Tuple2<Integer, byte[]>> of(RDD<Tuple2<Integer, byte[]>> batches, int partitions) {
        ShuffledRDD<Integer, byte[], byte[]> shuffled =
                new ShuffledRDD<>(batches, new HashPartitioner(partitions), INTEGER, BYTES, BYTES);
        shuffled.setSerializer(new Pairs());
        return shuffled.toJavaRDD();
    }

    private static final class Pairs extends Serializer implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public SerializerInstance newInstance() {
            return new Streams();
        }

        /** Spark moves what is written without reading it. */
        @Override
        public boolean supportsRelocationOfSerializedObjects() {
            return true;
        }
    }

    private static final class Streams extends SerializerInstance {
        @Override
        public SerializationStream serializeStream(OutputStream out) {
            return new Written(new DataOutputStream(out));
        }

        @Override
        public DeserializationStream deserializeStream(InputStream in) {
            return new Read(new DataInputStream(in));
        }

        @Override
        public <T> ByteBuffer serialize(T value, ClassTag<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T deserialize(ByteBuffer bytes, ClassTag<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> type) {
            throw new UnsupportedOperationException();
        }
    }

    /** Throws what Spark's streams throw and do not declare. */
    private static final class Written extends SerializationStream {
        private final DataOutputStream out;

        Written(DataOutputStream out) {
            this.out = out;
        }

        @Override
        public <T> SerializationStream writeObject(T value, ClassTag<T> type) {
            try {
                if (value instanceof byte[] batch) {
                    out.writeInt(batch.length);
                    out.write(batch);
                } else {
                    out.writeInt((Integer) value);
                }
                return this;
            } catch (IOException e) {
                return ExceptionUtils.rethrow(e);
            }
        }

        @Override
        public void flush() {
            try {
                out.flush();
            } catch (IOException e) {
                ExceptionUtils.rethrow(e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                ExceptionUtils.rethrow(e);
            }
        }
    }

    /** Ends with an EOFException, as Spark expects. */
    private static final class Read extends DeserializationStream {
        private final DataInputStream in;

        Read(DataInputStream in) {
            this.in = in;
        }

        @Override
        public <T> T readObject(ClassTag<T> type) {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("unchecked") // keys are numbers
        public <T> T readKey(ClassTag<T> type) {
            try {
                return (T) (Integer) in.readInt();
            } catch (IOException e) {
                return ExceptionUtils.rethrow(e);
            }
        }

        @Override
        @SuppressWarnings("unchecked") // values are batches
        public <T> T readValue(ClassTag<T> type) {
            try {
                byte[] batch = new byte[in.readInt()];
                in.readFully(batch);
                return (T) batch;
            } catch (IOException e) {
                return ExceptionUtils.rethrow(e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                ExceptionUtils.rethrow(e);
            }
        }
    }
}
