package io.github.bigdatamigrator.source.delimited;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Detects the encoding of text from its head. */
public final class EncodingDetector {
    private static final String WESTERN = "windows-1252";
    private static final int HEAD_BYTES = 1 << 12;
    /** One invalid byte in this many non-ASCII bytes is tolerated in UTF-8. */
    private static final int ONE_BROKEN_IN = 20;
    /** One NUL in this many bytes is tolerated in text of single bytes; UTF-16 has more, or other control bytes. */
    private static final int ONE_NUL_IN = 10;

    private static final int ONE_CONTROL_IN = 50;

    private static final int SAMPLE_BYTES = 8000;
    /** Confidence, of 100, from which on the library's word for a double-byte encoding suffices. */
    private static final int SURE = 40;

    private static final Set<String> DOUBLE_BYTE = Set.of("GB18030", "Big5", "Shift_JIS", "EUC-JP", "EUC-KR");
    /** Encodings of other alphabets, and the letters that make up most of a text of it. */
    private static final Map<String, String> FREQUENT_LETTERS = Map.of(
            "windows-1251", "оеаинтсрвл",
            "KOI8-R", "оеаинтсрвл",
            "ISO-8859-5", "оеаинтсрвл",
            "windows-1253", "αοιετσνηυρς",
            "windows-1255", "יוהלאמתרבש",
            "windows-1256", "اليمنوترةبع");
    /** Signs of windows-1252 that are letters of Central Europe; no word has such a sign inside. */
    private static final Pattern SIGN_IN_WORD = Pattern.compile("\\p{L}[£¥¯±³¶¹¼¾¿]\\p{Ll}");

    private static final Pattern OLDER_SIGN_IN_WORD = Pattern.compile("\\p{L}[±¶]\\p{Ll}");

    private EncodingDetector() {}

    /**
     * Returns the encoding of the byte order mark, else UTF-16 if its zero bytes are found, else UTF-8 if valid, else
     * the most likely of the older encodings.
     *
     * @param complete whether the head is the whole file; otherwise its last character may be truncated
     */
    public static String of(byte[] head, boolean complete) {
        String mark = new String(head, 0, Math.min(head.length, 3), StandardCharsets.ISO_8859_1);
        if (mark.equals("\u00EF\u00BB\u00BF")) {
            return "UTF-8";
        }
        if (mark.startsWith("\u00FF\u00FE")) {
            return "UTF-16LE";
        }
        if (mark.startsWith("\u00FE\u00FF")) {
            return "UTF-16BE";
        }
        int[] zeros = new int[2];
        int length = Math.min(head.length, HEAD_BYTES);
        for (int i = 0; i < length; i++) {
            zeros[i & 1] += head[i] == 0 ? 1 : 0;
        }
        // Non-Latin letters have no zero bytes in UTF-16, but delimiters and line ends do.
        int enough = Math.max(2, length / 100);
        boolean wide = !isText(head) && Math.min(zeros[0], zeros[1]) == 0;
        if (wide && zeros[1] >= enough) {
            return "UTF-16LE";
        }
        if (wide && zeros[0] >= enough) {
            return "UTF-16BE";
        }
        return mostlyUtf8(head, complete) ? "UTF-8" : older(head);
    }

    /** Whether bytes can be text of an encoding with ASCII as its part: few NULs and hardly other control bytes. */
    public static boolean isText(byte[] head) {
        int nuls = 0;
        int controls = 0;
        for (byte b : head) {
            nuls += b == 0 ? 1 : 0;
            // Separators and marks of older systems (1 to 3, 26 to 31) and white space are text.
            controls += b > 3 && b < 26 && !(b >= '\b' && b <= '\r') ? 1 : 0;
        }
        return nuls * ONE_NUL_IN <= head.length && controls * ONE_CONTROL_IN <= head.length;
    }

    private static boolean mostlyUtf8(byte[] head, boolean complete) {
        int end = head.length;
        int high = 0;
        for (byte b : head) {
            high += b < 0 ? 1 : 0;
        }
        int broken = 0;
        int p = Utf8Validator.firstInvalid(head, 0, end);
        while (p < end) {
            boolean cut = !complete && p > end - 4;
            broken += cut ? 0 : 1;
            if (broken * ONE_BROKEN_IN > high) {
                return false;
            }
            p = Utf8Validator.firstInvalid(head, p + 1, end);
        }
        return true;
    }

    /** The likeliest encoding of text that is not Unicode: double bytes, another alphabet, else Latin letters. */
    private static String older(byte[] head) {
        byte[] sample = linesWithHighBytes(head);
        CharsetDetector detector = new CharsetDetector();
        detector.setText(sample);
        CharsetMatch best = detector.detect();
        if (best != null && best.getConfidence() >= SURE && DOUBLE_BYTE.contains(best.getName())) {
            return best.getName();
        }
        int high = 0;
        int inWords = 0;
        int oddWords = 0;
        int hanzi = 0;
        int kana = 0;
        int runs = 0;
        int mixed = 0;
        int run = 0;
        for (int i = 0; i <= sample.length; i++) {
            int b = i < sample.length ? sample[i] & 0xFF : 0;
            if (b >= 0x80) {
                high++;
                mixed += run == 0 && i > 0 && Character.isLetter(sample[i - 1]) ? 1 : 0;
                run++;
                hanzi += run % 2 == 1 && b >= 0xB0 && b <= 0xD7 ? 2 : 0;
                kana += b >= 0x81 && b <= 0x9F ? 2 : 0;
            } else {
                inWords += run > 1 ? run : 0;
                runs += run > 0 ? 1 : 0;
                oddWords += run % 2;
                run = 0;
            }
        }
        if (kana >= high && decodes(sample, "Shift_JIS")) {
            return "Shift_JIS";
        }
        // Non-ASCII letters of Latin words are single among ASCII letters.
        if (inWords * 5 < high * 3 || mixed * 4 > runs) {
            String latin = new String(sample, StandardCharsets.ISO_8859_1);
            return !SIGN_IN_WORD.matcher(latin).find()
                    ? WESTERN
                    : OLDER_SIGN_IN_WORD.matcher(latin).find() ? "ISO-8859-2" : "windows-1250";
        }
        if (oddWords == 0 && hanzi * 10 >= high * 9 && decodes(sample, "GB18030")) {
            return "GB18030";
        }
        return FREQUENT_LETTERS.keySet().stream()
                .max(Comparator.comparingInt((String charset) -> likelihood(sample, charset))
                        .thenComparing("windows-1251"::equals))
                .orElse(WESTERN);
    }

    /** How well the bytes read as words of the encoding's alphabet: by frequent letters, and no capitals inside. */
    private static int likelihood(byte[] sample, String charset) {
        String frequent = FREQUENT_LETTERS.getOrDefault(charset, "");
        String text = new String(sample, Charset.forName(charset));
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                boolean known = Character.isLetter(c)
                        && Character.UnicodeScript.of(c) == Character.UnicodeScript.of(frequent.charAt(0));
                sum += !known ? -2 : frequent.indexOf(Character.toLowerCase(c)) >= 0 ? 2 : 1;
                sum -= i > 0 && Character.isUpperCase(c) && Character.isLowerCase(text.charAt(i - 1)) ? 3 : 0;
            }
        }
        return sum;
    }

    private static byte[] linesWithHighBytes(byte[] head) {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        int start = 0;
        boolean high = false;
        for (int i = 0; i < head.length && sample.size() < SAMPLE_BYTES; i++) {
            high |= head[i] < 0;
            if (head[i] == '\n' || head[i] == '\r' || i == head.length - 1) {
                if (high) {
                    sample.write(head, start, Math.min(i + 1 - start, SAMPLE_BYTES));
                }
                start = i + 1;
                high = false;
            }
        }
        return sample.toByteArray();
    }

    private static boolean decodes(byte[] bytes, String charset) {
        try {
            Charset.forName(charset).newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
