package io.github.bigdatamigrator.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses numbers that are not written as plain digits: with a plus or a Unicode minus sign, a trailing point, thousands
 * separators, a currency or percent sign, or in parentheses. Only {@link CellReader} uses it, for the few cells that it
 * cannot read itself. Not thread-safe.
 */
final class SpelledNumberReader {
    private static final int MAX_LENGTH = 48;
    /** A longer whole number after a plus sign is rather a telephone number. */
    private static final int MAX_DIGITS_AFTER_PLUS = 6;

    private static final Set<String> CURRENCY_CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final List<byte[]> CURRENCY_WORDS = Stream.of(
                    "kr.", "kr", "Rs.", "Rs", "Fr.", "z\u0142", "K\u010d", "Ft", "\u0440\u0443\u0431.")
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();
    private static final int PER_MILLE = 0x2030;
    private static final int APOSTROPHE = 0x2019;

    private final CellReader numbers;
    private final byte point;
    private final char grouping;
    private final byte[] plain = new byte[MAX_LENGTH + Long.BYTES];
    private int length;

    private byte[] bytes = plain;
    private int at;
    private int end;
    // The character at an index, and its number of bytes.
    private int character;
    private int characterBytes;
    private int notation;

    /** @param grouping the file's thousands separator; NUL if unknown */
    SpelledNumberReader(CellReader numbers, byte point, char grouping) {
        this.numbers = numbers;
        this.point = point;
        this.grouping = grouping;
    }

    /** Whether the first and last bytes can be those of a number; rejects most texts quickly. */
    private static boolean canBeNumber(byte[] bytes, int from, int to) {
        int first = bytes[from];
        int at = from + 1;
        if (CellReader.isDigit(bytes[from])) {
            while (at < to && CellReader.isDigit(bytes[at])) {
                at++;
            }
            int next = at < to ? bytes[at] : 'a';
            return next < 0
                    || (next >= ' ' && next <= '.' && next != '-')
                    || (next >= 'A' && next <= 'Z')
                    || next == 'k';
        } else if ((first | 32) >= 'a' && (first | 32) <= 'z') {
            boolean ends = CellReader.isDigit(bytes[to - 1]) || bytes[to - 1] == ')';
            while (ends && at < to && at - from <= 3 && (bytes[at] | 32) >= 'a' && (bytes[at] | 32) <= 'z') {
                at++;
            }
            return ends && at - from <= 3 && (bytes[at] <= ' ' || bytes[at] == '$' || bytes[at] == '.');
        }
        return (first < 0 || (first >= '$' && first <= '.')) && hasDigit(bytes, from, to);
    }

    private static boolean hasDigit(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (CellReader.isDigit(bytes[i])) {
                return true;
            }
        }
        return false;
    }

    /** Makes the cell a number and returns true, or leaves it unchanged and returns false. */
    boolean read(byte[] source, int from, int to, Cell cell) {
        if (to - from > MAX_LENGTH || to - from < 2 || !canBeNumber(source, from, to)) {
            return false;
        }
        bytes = source;
        at = from;
        end = to;
        length = 0;
        notation = Notation.SPELLED;
        String unit = null;
        boolean enclosed = false;
        boolean plus = false;
        while (at < end && !CellReader.isDigit(bytes[at]) && bytes[at] != point) {
            next(at);
            if (bytes[at] == '(' && !enclosed && length == 0 && bytes[end - 1] == ')') {
                enclosed = true;
                plain[length++] = '-';
                end--;
                at++;
            } else if (length == 0 && !plus && (bytes[at] == '+' || isMinus(character))) {
                plus = bytes[at] == '+';
                if (!plus) {
                    plain[length++] = '-';
                }
                at += characterBytes;
            } else if ((unit != null || enclosed) && isBlank(character)) {
                at += characterBytes;
            } else {
                int unitLength = unit == null ? unitLength(at) : 0;
                if (unitLength == 0 || (isWord(at, unitLength) && blanks(at + unitLength) == 0)) {
                    return false;
                }
                unit = text(at, unitLength);
                at += unitLength;
            }
        }
        if (!digits(plus, unit != null)) {
            return false;
        }
        if (at < end && unit == null) {
            int blanks = blanks(at);
            int unitLength = unitLength(at + blanks);
            unit = text(at + blanks, unitLength);
            at += blanks + unitLength;
        }
        return at == end && set(source, from, to, unit, enclosed, cell);
    }

    private boolean set(byte[] source, int from, int to, @Nullable String unit, boolean enclosed, Cell cell) {
        int wholeFrom = cell.wholeFrom();
        int wholeTo = cell.wholeTo();
        if (!numbers.readNumber(plain, 0, length, cell)) {
            return false;
        }
        cell.setText(source, from, to, wholeFrom, wholeTo);
        boolean zero = cell.real() == 0;
        cell.setNotation(
                notation | (enclosed ? Notation.ENCLOSED : 0) | (unit != null && !zero ? Notation.UNIT : 0), unit);
        return true;
    }

    /** Copies digits, thousands separators left out, decimals and an exponent. */
    private boolean digits(boolean plus, boolean prefixed) {
        int whole = countDigits(at);
        int groups = 0;
        int start = at;
        copy(whole);
        if (whole >= 1 && whole <= 3 && bytes[start] != '0') {
            groups = groups(whole, prefixed);
        }
        boolean onlyDigits = true;
        if (at < end && bytes[at] == point) {
            int places = countDigits(at + 1);
            if (places == 0 && (groups > 0 || whole == 0)) {
                return false;
            }
            if (places == 0) {
                at++;
            } else {
                copy(places + 1);
                onlyDigits = false;
            }
        }
        if (groups == 0 && at < end && (bytes[at] | 32) == 'e' && CellReader.isExponent(bytes, at, end)) {
            copy(end - at);
            onlyDigits = false;
        }
        if (groups > 0 && !onlyDigits) {
            notation = (notation | Notation.GROUPED) & ~Notation.GROUPED_ONCE;
        }
        return groups >= 0 && !(plus && onlyDigits && groups == 0 && whole > MAX_DIGITS_AFTER_PLUS);
    }

    /**
     * Copies groups of three digits, or as in India of two before the last three. Returns their number; -1 if a
     * separator is not followed by such groups.
     */
    private int groups(int first, boolean prefixed) {
        int twos = 0;
        int threes = 0;
        int separator = 0;
        while (at < end) {
            next(at);
            if (separator == 0 ? !isSeparator(character) : character != separator) {
                break;
            }
            int digits = countDigits(at + characterBytes);
            if (digits == 0) {
                break;
            }
            if (digits > 3 || digits < 2 || (digits == 2 && threes > 0)) {
                return -1;
            }
            separator = character;
            at += characterBytes;
            copy(digits);
            twos += digits == 2 ? 1 : 0;
            threes += digits == 3 ? 1 : 0;
        }
        if (twos + threes == 0) {
            return 0;
        }
        if (threes == 0 || (twos > 0 && (threes > 1 || first > 2))) {
            return -1;
        }
        boolean sure = separator > 127
                || separator == '\''
                || separator == grouping
                || prefixed
                // Telephone numbers and ids have three groups of three digits.
                || (twos + threes > 1 && (separator != ' ' || first < 3));
        notation |= sure ? Notation.GROUPED : Notation.GROUPED_ONCE;
        return twos + threes;
    }

    private static boolean isMinus(int c) {
        return c == '-' || c == 0x2212 || c == 0x2013 || c == 0xFE63 || c == 0xFF0D;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x2007 || c == 0x2009;
    }

    private boolean isSeparator(int c) {
        return grouping != CellReader.UNGROUPED
                && c != point
                && (c == ',' || c == '.' || c == '\'' || c == APOSTROPHE || isBlank(c));
    }

    /** The length of the currency, percent or per mille sign at an index; 0 for none. */
    private int unitLength(int index) {
        if (index >= end) {
            return 0;
        }
        next(index);
        if (character == '%' || character == PER_MILLE || Character.getType(character) == Character.CURRENCY_SYMBOL) {
            return characterBytes;
        }
        int capitals = index;
        while (capitals < end && capitals - index < 3 && bytes[capitals] >= 'A' && bytes[capitals] <= 'Z') {
            capitals++;
        }
        if (capitals > index && capitals < end && bytes[capitals] == '$') {
            return capitals + 1 - index;
        }
        if (capitals - index == 3 && !isLetter(capitals) && CURRENCY_CODES.contains(text(index, 3))) {
            return 3;
        }
        for (byte[] word : CURRENCY_WORDS) {
            int after = index + word.length;
            if (after <= end && Arrays.equals(word, 0, word.length, bytes, index, after) && !isLetter(after)) {
                return word.length;
            }
        }
        return 0;
    }

    /** Whether a unit ends with a letter or an abbreviation's point, so that a blank must follow it before digits. */
    private boolean isWord(int index, int unitLength) {
        byte last = bytes[index + unitLength - 1];
        return last == '.' || isLetter(index);
    }

    private boolean isLetter(int index) {
        if (index >= end) {
            return false;
        }
        next(index);
        return Character.isLetter(character);
    }

    private int blanks(int index) {
        int i = index;
        while (i < end) {
            next(i);
            if (!isBlank(character)) {
                break;
            }
            i += characterBytes;
        }
        return i - index;
    }

    private int countDigits(int index) {
        int i = index;
        while (i < end && CellReader.isDigit(bytes[i])) {
            i++;
        }
        return i - index;
    }

    private void copy(int count) {
        System.arraycopy(bytes, at, plain, length, count);
        length += count;
        at += count;
    }

    private @Nullable String text(int index, int count) {
        return count == 0 ? null : new String(bytes, index, count, StandardCharsets.UTF_8);
    }

    /** Decodes the character at an index; one of four bytes counts as its first byte. */
    private void next(int index) {
        int first = bytes[index];
        characterBytes = 1;
        character = first & 0xFF;
        if (first >= 0) {
            return;
        }
        if ((first & 0xE0) == 0xC0 && index + 1 < end) {
            character = (first & 0x1F) << 6 | (bytes[index + 1] & 0x3F);
            characterBytes = 2;
        } else if ((first & 0xF0) == 0xE0 && index + 2 < end) {
            character = (first & 0x0F) << 12 | (bytes[index + 1] & 0x3F) << 6 | (bytes[index + 2] & 0x3F);
            characterBytes = 3;
        }
    }
}
