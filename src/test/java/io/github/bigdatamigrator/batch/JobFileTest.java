package io.github.bigdatamigrator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bigdatamigrator.checks.CheckFormat;
import io.github.bigdatamigrator.context.DialectOptions;
import io.github.bigdatamigrator.error.ErrorCode;
import io.github.bigdatamigrator.error.MigratorException;
import io.github.bigdatamigrator.schema.SchemaTarget;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the keys of job files and the error message of each wrong value. */
class JobFileTest {
    private static final String PLACE = "/jobs/weekly.yaml";

    @Test
    void everyKeyIsRead() {
        Job job = Job.parse(PLACE, """
            title: Sales of the week
            files:
              - data/sales.csv
              - /srv/customers.xlsx#Sheet2
              - hdfs://nn:8020/shop/*.parquet
            questions:
              - What sells best?
              - "And in December: what?"
            guidance: true
            schema: [postgresql, spark]
            checks: [dbt, sql]
            migrate: tables
            output: s3a://results/weekly
            ask_model: true
            keep_going: true
            text:
              delimiter: '||'
              quote: "'"
              escape: none
              encoding: windows-1252
              header_rows: 2
              skip_lines: 3
              skip_footer: 1
              comment: '#'
              decimal: comma
              thousands: '.'
              null_values: [n/a, -999]
            """);
        assertThat(job.title()).isEqualTo("Sales of the week");
        assertThat(job.files())
                .containsExactly("/jobs/data/sales.csv", "/srv/customers.xlsx#Sheet2", "hdfs://nn:8020/shop/*.parquet");
        assertThat(job.questions()).containsExactly("What sells best?", "And in December: what?");
        assertThat(job.guidance()).isTrue();
        assertThat(job.schemas()).containsExactly(SchemaTarget.POSTGRESQL, SchemaTarget.SPARK);
        assertThat(job.checks()).containsExactly(CheckFormat.DBT, CheckFormat.SQL);
        assertThat(job.migrate()).isEqualTo("/jobs/tables");
        assertThat(job.output()).isEqualTo("s3a://results/weekly");
        assertThat(job.askModel()).isTrue();
        assertThat(job.keepGoing()).isTrue();
        assertThat(job.dialect())
                .isEqualTo(DialectOptions.builder()
                        .delimiter("||")
                        .quote('\'')
                        .escape('\0')
                        .encoding("windows-1252")
                        .headerRows(2)
                        .skipLines(3)
                        .footerLines(1)
                        .comment('#')
                        .decimalComma()
                        .grouping('.')
                        .nullValue("n/a")
                        .nullValue("-999")
                        .build());
    }

    @Test
    void missingKeysHaveDefaults() {
        Job job = Job.parse(PLACE, "files: sales.csv\n");
        assertThat(job.title()).isEqualTo("weekly");
        assertThat(job.files()).containsExactly("/jobs/sales.csv");
        assertThat(job.questions()).isEmpty();
        assertThat(job.guidance()).isFalse();
        assertThat(job.schemas()).isEmpty();
        assertThat(job.checks()).isEmpty();
        assertThat(job.migrate()).isEmpty();
        assertThat(Job.parse(PLACE, "{files: a.csv, migrate: 'db:shop#sales'}").migrate())
                .isEqualTo("db:shop#sales");
        assertThat(job.output()).isEqualTo("/jobs/weekly-results");
        assertThat(job.askModel()).isFalse();
        assertThat(job.keepGoing()).isFalse();
        assertThat(job.dialect()).isEqualTo(DialectOptions.NONE);
        assertThat(job.into("hdfs:///out").output()).isEqualTo("hdfs:///out");
    }

    @Test
    void relativeFilesFollowTheJobFilesFileSystem() {
        assertThat(Job.parse("s3a://lake/jobs/a.yaml", "files: ../sales.csv").files())
                .isEqualTo(List.of("s3a://lake/jobs/../sales.csv"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "title: [a, b] ! “title” holds a list; expected a text",
                "title: ! “title” holds nothing; expected a text",
                "title: '  ' ! “title” holds a blank text",
                "title: \"a\\nb\" ! it takes one line of at most 200",
                "files: [] ! “files” is an empty list",
                "files: {path: a.csv} ! “files” holds keys with values",
                "files: [a.csv, ~] ! “files” holds nothing; expected a text",
                "questions: [true] ! “questions” holds “true”; expected a text; put quotes around it",
                "questions: {Top products: which} ! a text with a colon in it needs quotes around it",
                "questions: [[a]] ! “questions” holds a list",
                "questions: [''] ! “questions” holds a blank text",
                "guidance: maybe ! “guidance” is “maybe”; expected true or false",
                "guidance: ! “guidance” is nothing; expected true or false",
                "guidance: 1 ! “guidance” is “1”; expected true or false",
                "schema: oracle ! “schema” is “oracle”; expected postgresql or spark",
                "schema: [spark, spark] ! “schema” names spark twice",
                "checks: soda ! “checks” is “soda”; expected dbt or odcs or sql",
                "migrate: [a, b] ! “migrate” holds a list; expected a target, such as db:shop#sales or a folder",
                "schema: true ! “schema” holds “true”",
                "output: [a] ! “output” holds a list; expected a folder",
                "output: '' ! “output” holds a blank text; expected a folder",
                "ask_model: sometimes ! “ask_model” is “sometimes”; expected true or false",
                "keep_going: 'true ' ! “keep_going” is “true ”; expected true or false",
                "text: ';' ! “text” is “;”; expected keys such as",
                "text: {delimiter: ''} ! delimiter is empty. Give one or more characters",
                "text: {delimiter: [a]} ! “delimiter” is a list; expected characters in quotes",
                "text: {quote: double} ! quote is “double”, but takes one character",
                "text: {escape: xx} ! escape is “xx”, but takes one character",
                "text: {comment: //} ! comment is “//”, but takes one character",
                "text: {thousands: x} ! “x” is no thousands separator",
                "text: {encoding: latin-seven} ! “latin-seven” is no encoding",
                "text: {header_rows: 99} ! “99” is no number of header rows",
                "text: {header_rows: two} ! “header_rows” is “two”; expected a whole number",
                "text: {skip_lines: -1} ! “skip_lines” is “-1”; expected a whole number",
                "text: {skip_footer: 2000} ! “2000” is no number of footer lines",
                "text: {decimal: dot} ! “decimal” is “dot”; expected comma or point",
                "text: {decimal: comma, thousands: ','} ! It is the decimal separator already",
                "text: {null_values: []} ! “null_values” is an empty list",
                "text: {null_value: x} ! there is no key “null_value”; did you mean “null_values”?",
                "quesions: [a] ! there is no key “quesions”; did you mean “questions”?",
                "ask-modle: true ! there is no key “ask-modle”; did you mean “ask_model”?",
                "files: b.csv ! “files” is already in line 1",
                "title: *other ! aliases (*name) are not followed",
                "title: 'open ! not YAML",
                "--- ! a second document"
            })
    void aWrongValueIsReportedWithItsLine(String line, String told) {
        String first = line.startsWith("files: b") || !line.startsWith("files") ? "files: a.csv" : "guidance: false";
        String text = first + "\n\n# a comment\n" + line + "\n" + (line.equals("---") ? "files: b.csv\n" : "");
        assertThatThrownBy(() -> Job.parse(PLACE, text))
                .isInstanceOfSatisfying(
                        MigratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT))
                .message()
                .startsWith(PLACE + ", line ")
                .contains(told)
                .satisfies(message -> assertThat(message.replaceFirst(".*, line (\\d+):(?s).*", "$1"))
                        .isIn("4", "5"));
    }

    /**
     * The keys are asked of the program, by a wrong one, so that a new key without a wrong value in the table above is
     * found.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {"files: a.csv, nosuch: 1 ! '' ! ': '", "files: a.csv, text: {nosuch: 1} ! 'text: {' ! ': '"})
    void everyKeyIsTestedWithAWrongValue(String wrong, String before, String after) throws NoSuchMethodException {
        String[] rows = JobFileTest.class
                .getDeclaredMethod("aWrongValueIsReportedWithItsLine", String.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();
        assertThatThrownBy(() -> Job.parse(PLACE, "{" + wrong + "}"))
                .message()
                .satisfies(message -> assertThat(message.replaceFirst("(?s).*The keys are (.*)\\.$", "$1")
                                .split(", "))
                        .hasSizeGreaterThan(8)
                        .allSatisfy(key -> assertThat(rows).anyMatch(row -> row.startsWith(before + key + after))));
    }

    @Test
    void aWrongListItemIsReportedWithItsLine() {
        assertThatThrownBy(() -> Job.parse(PLACE, "files:\n  - a.csv\nquestions:\n  - fine\n  - no: text\n"))
                .hasMessageStartingWith(PLACE + ", line 5: “questions” holds keys with values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "- a\n", "sales.csv", "title: no files\n"})
    void aFileThatIsNotAJobIsRejected(String text) {
        assertThatThrownBy(() -> Job.parse(PLACE, text))
                .isInstanceOf(MigratorException.class)
                .message()
                .startsWith(PLACE + ", line ")
                .contains("files");
    }
}
