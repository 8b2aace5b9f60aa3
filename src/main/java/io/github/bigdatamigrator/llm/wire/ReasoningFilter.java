package io.github.bigdatamigrator.llm.wire;

import io.github.bigdatamigrator.llm.ReplyListener;

/**
 * Removes {@code <think>…</think>} from a reply that arrives in pieces; a tag may be split anywhere. Some templates
 * open the block in the prompt, so that only its end arrives: then the text before it is dropped, although the listener
 * has received it.
 */
final class ReasoningFilter {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private final ReplyListener listener;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder pending = new StringBuilder();
    private boolean inside;
    private boolean trimming;
    private boolean reasoned;

    ReasoningFilter(ReplyListener listener) {
        this.listener = listener;
    }

    void accept(String piece) {
        pending.append(piece);
        while (step()) {
            // each step removes one tag
        }
    }

    /** Ends the reply: an incomplete tag counts as text. */
    void end() {
        if (!inside) {
            emit(pending.toString());
        }
        pending.setLength(0);
    }

    String text() {
        return text.toString();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    boolean reasoned() {
        return reasoned;
    }

    private boolean step() {
        int close = pending.indexOf(CLOSE);
        int open = inside ? -1 : pending.indexOf(OPEN);
        if (open >= 0 && (close < 0 || open < close)) {
            emit(pending.substring(0, open));
            pending.delete(0, open + OPEN.length());
            inside = true;
            reasoned = true;
            return true;
        }
        if (close >= 0) {
            if (!inside) {
                text.setLength(0);
            }
            pending.delete(0, close + CLOSE.length());
            inside = false;
            reasoned = true;
            trimming = text.isEmpty();
            return true;
        }
        int held = possibleTagLength();
        if (!inside) {
            emit(pending.substring(0, pending.length() - held));
        }
        pending.delete(0, pending.length() - held);
        return false;
    }

    /** The length of the longest end of the text that may be the start of a tag. */
    private int possibleTagLength() {
        for (int length = Math.min(CLOSE.length() - 1, pending.length()); length > 0; length--) {
            String tail = pending.substring(pending.length() - length);
            if (CLOSE.startsWith(tail) || OPEN.startsWith(tail)) {
                return length;
            }
        }
        return 0;
    }

    private void emit(String piece) {
        String shown = trimming ? piece.stripLeading() : piece;
        if (!shown.isEmpty()) {
            trimming = false;
            text.append(shown);
            listener.accept(shown);
        }
    }
}
