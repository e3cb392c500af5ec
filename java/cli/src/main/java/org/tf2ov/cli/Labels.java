package org.tf2ov.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tf2ov.file.NewFile;

/// The names of a model's classes: one a line, in the order of the classes.
final class Labels {
    private final List<String> names;

    private Labels(List<String> names) {
        this.names = names;
    }

    static Labels none() {
        return new Labels(List.of());
    }

    /// Reads a text file; empty lines at its end do not count.
    static Labels read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file).stream().map(String::strip).toList();
            int end = lines.size();
            while (end > 0 && lines.get(end - 1).isEmpty()) {
                end--;
            }
            return new Labels(lines.subList(0, end));
        } catch (NoSuchFileException e) {
            throw new org.tf2ov.problem.MalformedInputException(
                    file.toString(), "there is no such file", e);
        } catch (MalformedInputException e) {
            throw new org.tf2ov.problem.MalformedInputException(
                    file.toString(),
                    "this is not a text file in UTF-8, so it cannot hold labels",
                    e);
        } catch (IOException e) {
            throw new org.tf2ov.problem.MalformedInputException(
                    file.toString(), "the labels cannot be read: " + NewFile.reason(e), e);
        }
    }

    /// The name of a class.
    ///
    /// A file with one line less than there are classes leaves out the background, which is class
    /// 0: so it is with the labels of ImageNet and the networks of TF-Slim.
    Optional<String> of(int index, int classes) {
        boolean background = names.size() == classes - 1;
        if (background && index == 0) {
            return Optional.of("background");
        }
        int line = background ? index - 1 : index;
        return line < names.size() ? Optional.of(names.get(line)) : Optional.empty();
    }

    /// Whether there are labels, but too few or too many for this number of classes.
    boolean mismatch(int classes) {
        return !names.isEmpty() && names.size() != classes && names.size() != classes - 1;
    }

    int count() {
        return names.size();
    }
}
