package org.tf2ov.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tf2ov.file.NewFile;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.MalformedInputException;
import org.tf2ov.problem.Problem;

/// The models of a batch, one a line.
///
///     # a comment
///     name<TAB>--input_model 'my model.pb' --input_shape "[1,2]"
///
/// Words are quoted as in a shell: between `'`, between `"` (where `\` quotes `"` and itself), or by a
/// `\` before a single character.
final class BatchList {
    /// One model.
    ///
    /// @param line where it stands, from 1
    /// @param name what its files are called; empty if the line has none
    /// @param words the options
    /// @param problem why the line is not understood
    record Entry(int line, String name, List<String> words, Optional<Problem> problem) {}

    private BatchList() {}

    /// Reads all lines. Those that are not understood are told later, as failed models.
    ///
    /// @throws org.tf2ov.problem.MalformedInputException if the file cannot be read
    static List<Entry> read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new MalformedInputException(
                    file.toString(), "a list of models is text in UTF-8, and this is not", e);
        } catch (IOException e) {
            throw new MalformedInputException(
                    file.toString(), "the list cannot be read: " + NewFile.reason(e), e);
        }
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line :
                (text.startsWith("\ufeff") ? text.substring(1) : text).split("\\R", -1)) {
            number++;
            if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
                entries.add(entry(file, number, line));
            }
        }
        return entries;
    }

    private static Entry entry(Path file, int number, String line) {
        int tab = line.indexOf('\t');
        String name = tab < 0 ? "" : line.substring(0, tab).strip();
        try {
            if (tab < 0) {
                throw new IllegalArgumentException("there is no tabulator behind the name");
            }
            ConvertJob.checkName("name", name);
            return new Entry(number, name, words(line.substring(tab + 1)), Optional.empty());
        } catch (UsageException e) {
            return wrong(file, number, "", e.problems().getFirst().what());
        } catch (IllegalArgumentException e) {
            return wrong(file, number, name, e.getMessage());
        }
    }

    private static Entry wrong(Path file, int number, String name, String what) {
        Problem problem =
                Problem.of(
                        Code.USAGE,
                        file + ", line " + number,
                        what,
                        "Write NAME, a tabulator, and the options of tf2ov convert.");
        return new Entry(number, name, List.of(), Optional.of(problem));
    }

    /// The words of a command line.
    ///
    /// @throws IllegalArgumentException if a quotation mark is not closed
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
                continue;
            }
            if (word == null) {
                word = new StringBuilder();
            }
            boolean escapes = quote == 0 || quote == '"';
            if (c == '\\' && escapes && i + 1 < text.length()) {
                char next = text.charAt(i + 1);
                if (quote == 0 || next == '"' || next == '\\' || next == '$' || next == '`') {
                    word.append(next);
                    i++;
                } else {
                    word.append(c);
                }
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("the quotation mark " + quote + " is not closed");
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }
}
