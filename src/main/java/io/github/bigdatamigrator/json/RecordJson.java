package io.github.bigdatamigrator.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bigdatamigrator.context.ColumnFindings;
import io.github.bigdatamigrator.context.ColumnProfile;
import io.github.bigdatamigrator.context.ColumnType;
import io.github.bigdatamigrator.context.DataFile;
import io.github.bigdatamigrator.context.DuplicateRows;
import io.github.bigdatamigrator.context.Relationship;
import io.github.bigdatamigrator.context.TableProfile;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts records to JSON and back. Fields have the names of the components in snake case, or those of the annotations
 * below. A null, a non-finite number and a NUL character are absent fields; so is a list in documents of earlier
 * versions.
 */
public final class RecordJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(JsonInclude.Value.construct(
                    JsonInclude.Include.CUSTOM, JsonInclude.Include.ALWAYS, Absent.class, null))
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withConfigOverride(
                    List.class, lists -> lists.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .annotationIntrospector(new RequiredComponents())
            .addMixIn(ColumnType.class, TypeName.class)
            .addMixIn(DuplicateRows.class, DuplicateFields.class)
            .addMixIn(ColumnFindings.Shapes.class, ShapeFields.class)
            .addMixIn(ColumnFindings.class, FindingFields.class)
            .addMixIn(DataFile.class, FileFields.class)
            .addMixIn(Relationship.JoinCondition.class, JoinFields.class)
            .addMixIn(TableProfile.class, TableFields.class)
            .build();

    private RecordJson() {}

    public static ObjectNode write(Record value) {
        return MAPPER.valueToTree(value);
    }

    /** @throws IllegalArgumentException for a missing field or a value of another type */
    public static <T extends Record> T read(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    e.getOriginalMessage()
                            .replaceFirst("Missing required creator property ('\\w+').*", "the field $1 is missing"),
                    e);
        }
    }

    /** Makes a component required unless it is nullable, a list or a character. */
    private static final class RequiredComponents extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
            RecordComponent[] components = member.getDeclaringClass().getRecordComponents();
            if (components == null || !(member instanceof AnnotatedParameter parameter)) {
                return super.hasRequiredMarker(member);
            }
            // Quantiles may be infinite.
            return member.getDeclaringClass() != ColumnProfile.Quantiles.class
                    && member.getRawType() != List.class
                    && member.getRawType() != char.class
                    && !components[parameter.getIndex()].getAnnotatedType().isAnnotationPresent(Nullable.class);
        }
    }

    /** Equals the values that are not written; Jackson compares each value with an instance. */
    private static final class Absent {
        @Override
        public boolean equals(@Nullable Object value) {
            return value == null
                    || (value instanceof Double number && !Double.isFinite(number))
                    || (value instanceof Character character && character == '\0');
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    private interface TypeName {
        @JsonCreator
        static ColumnType parse(String text) {
            return ColumnType.parse(text);
        }

        @Override
        @JsonValue
        String toString();
    }

    private interface DuplicateFields {
        @JsonProperty("value")
        long rows();
    }

    private interface ShapeFields {
        @JsonProperty("values")
        List<ColumnFindings.Shape> shapes();
    }

    interface FindingFields {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<ColumnProfile.TopValue> sentinels();

        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean nearKey();
    }

    private interface JoinFields {
        @JsonProperty
        String on();
    }

    interface FileFields {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Long> rowStarts();
    }

    private interface TableFields {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<List<String>> keyRivals();

        @JsonProperty("duplicate_rows")
        @Nullable
        DuplicateRows duplicates();

        @JsonSetter(nulls = Nulls.SET)
        @Nullable
        List<String> primaryKey();
    }
}
