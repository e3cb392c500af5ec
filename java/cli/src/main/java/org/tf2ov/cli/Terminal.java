package org.tf2ov.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.tf2ov.problem.Problem;

/// Where a command speaks: what was asked for on one stream, problems and remarks on the other.
///
/// Names come from files, so control characters in them are spelled out: a line stays a line.
final class Terminal {
    private static final String ESCAPE = "\u001b";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colour;
    private boolean quiet;
    private boolean json;

    /// @param colour whether headings may be bold and problems red
    Terminal(PrintStream out, PrintStream err, boolean colour) {
        this.out = out;
        this.err = err;
        this.colour = colour;
    }

    /// Says nothing any more but problems, and what was asked for by `--json`.
    void beQuiet() {
        quiet = true;
    }

    /// Says everything as one JSON document from now on.
    void speakJson() {
        json = true;
    }

    boolean speaksJson() {
        return json;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    boolean colour() {
        return colour;
    }

    /// Whether lines for people are shown. Who puts many together may ask first: formatting the
    /// first number takes 7 ms.
    boolean speaksToPeople() {
        return !quiet && !json;
    }

    /// A line for people.
    void say(String line) {
        if (speaksToPeople()) {
            out.println(line);
        }
    }

    /// A line that begins with what it is about, in a column of its own.
    void say(String about, String what) {
        if (speaksToPeople()) {
            say(bold(about + " ".repeat(Math.max(0, 8 - about.length()))) + "  " + visible(what));
        }
    }

    /// A document for programs; only with `--json`.
    void document(Object document) {
        if (json) {
            try {
                Json.write(document, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Something that the user may want to know and did not ask for.
    void remark(String text) {
        if (!quiet) {
            err.println("tf2ov: note: " + visible(text));
        }
    }

    void problem(Problem problem) {
        err.println("tf2ov: " + paint("31", "error:") + " " + visible(problem.toString()));
    }

    String bold(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return colour ? ESCAPE + "[" + code + "m" + text + ESCAPE + "[0m" : text;
    }

    /// The text with line feeds and other control characters spelled as in Java: `\n`, `\u0007`.
    static String visible(String text) {
        if (text.chars().noneMatch(Terminal::isControl)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                shown.append("\\n");
            } else if (isControl(c)) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    /// Control characters, and those that turn the direction of the text around them.
    private static boolean isControl(int c) {
        return Character.isISOControl(c)
                || c >= 0x202a && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069
                || c == 0x2028
                || c == 0x2029;
    }
}
