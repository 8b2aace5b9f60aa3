package io.github.bigdatamigrator.query;

import java.util.Locale;
import java.util.Set;

/**
 * Lists the functions that a statement may call: those that compute from their arguments only, in bounded memory.
 * Excludes functions that call classes, read files or file names, raise errors, parse XML (external entities), build
 * sketches or reveal the machine.
 */
final class AllowedFunctions {
    private static final Set<String> SCALAR_AND_AGGREGATE = words("""
        abs acos acosh add_months any any_value approx_count_distinct approx_percentile array array_agg array_append
        array_compact array_contains array_distinct array_except array_intersect array_join array_max array_min
        array_position array_prepend array_remove array_repeat array_size array_sort array_union arrays_overlap
        arrays_zip ascii asin asinh atan atan2 atanh avg aggregate between bigint bin binary bit_and bit_count
        bit_length bit_or bit_xor bool_and bool_or boolean bround btrim cardinality cast cbrt ceil ceiling char
        char_length
        character_length chr coalesce collect_list collect_set concat concat_ws contains conv convert_timezone corr
        cos cosh cot count count_if covar_pop covar_samp crc32 csc cume_dist curdate current_date current_timestamp
        current_timezone date date_add date_diff date_format date_from_unix_date date_part date_sub date_trunc
        dateadd datediff datepart day dayname dayofmonth dayofweek dayofyear decimal degrees dense_rank div double e
        element_at elt endswith equal_null every exists exp explode explode_outer expm1 extract factorial filter
        find_in_set first first_value flatten float floor forall format_number format_string from_json
        from_unixtime from_utc_timestamp get get_json_object greatest grouping grouping_id hash hex
        histogram_numeric hour hypot if ifnull ilike in initcap inline inline_outer instr int isnan isnotnull isnull
        json_array_length json_object_keys json_tuple kurtosis lag last last_day last_value lcase lead least left len
        length levenshtein like listagg ln localtimestamp locate log log10 log1p log2 lower lpad ltrim make_date
        make_dt_interval make_interval make_timestamp make_timestamp_ltz make_timestamp_ntz make_ym_interval map
        map_concat map_contains_key map_entries map_filter map_from_arrays map_from_entries map_keys map_values mask
        max max_by md5 mean median min min_by minute mod mode monotonically_increasing_id month monthname
        months_between named_struct nanvl negative next_day not now nth_value ntile nullif nullifzero nvl nvl2
        octet_length or overlay percent_rank percentile percentile_approx percentile_cont percentile_disc pi pmod
        posexplode posexplode_outer position positive pow power printf quarter radians rand randn random rank reduce
        regexp regexp_count regexp_extract regexp_extract_all regexp_instr regexp_like regexp_replace regexp_substr
        regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy repeat replace
        reverse right rint rlike round row_number rpad rtrim sec second sequence sha sha1 sha2 shiftleft shiftright
        shiftrightunsigned sign signum sin sinh size skewness slice smallint some sort_array soundex space split
        split_part sqrt stack startswith std stddev stddev_pop stddev_samp str_to_map string string_agg struct
        substr substring substring_index sum tan tanh timestamp timestamp_micros timestamp_millis
        timestamp_seconds timestampadd timestampdiff tinyint to_char to_date to_json to_number to_timestamp
        to_timestamp_ltz to_timestamp_ntz to_unix_timestamp to_utc_timestamp to_varchar transform transform_keys
        transform_values translate trim trunc try_add try_avg try_divide try_element_at try_mod try_multiply
        try_subtract try_sum try_to_date try_to_number try_to_timestamp typeof ucase unhex unix_date unix_micros
        unix_millis unix_seconds unix_timestamp upper url_decode url_encode var_pop var_samp variance weekday
        weekofyear when width_bucket window xxhash64 year zeroifnull zip_with and
        base64 bit_get collate collation current_time decode encode from_csv getbit is_valid_utf8 is_valid_variant
        is_variant_null luhn_check make_time make_valid_utf8 map_zip_with parse_json parse_url quote schema_of_csv
        schema_of_json schema_of_variant sentences session_window shuffle time_bucket time_diff time_from_micros
        time_from_millis time_from_seconds time_to_micros time_to_millis time_to_seconds time_trunc to_binary to_csv
        to_time to_variant_object try_make_interval try_make_timestamp try_make_timestamp_ltz
        try_make_timestamp_ntz try_parse_json try_parse_url try_to_binary try_to_time try_url_decode
        try_validate_utf8 try_variant_get unbase64 uniform uuid validate_utf8 variant_get vector_avg
        vector_cosine_similarity vector_inner_product vector_l2_distance vector_norm vector_normalize vector_sum
        window_time
        """);

    private static final Set<String> TABLE_VALUED =
            words("range explode explode_outer posexplode posexplode_outer inline inline_outer stack json_tuple"
                    + " variant_explode variant_explode_outer");

    private AllowedFunctions() {}

    static boolean contains(String name) {
        return SCALAR_AND_AGGREGATE.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean containsTableValued(String name) {
        return TABLE_VALUED.contains(name.toLowerCase(Locale.ROOT));
    }

    static Set<String> names() {
        return SCALAR_AND_AGGREGATE;
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
