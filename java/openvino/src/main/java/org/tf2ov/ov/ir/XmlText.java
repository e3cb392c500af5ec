package org.tf2ov.ov.ir;

/// XML 1.0 as text, made from left to right: elements, attributes, nothing else.
///
/// Characters that XML cannot hold (control characters, unpaired surrogates) are written as
/// `\u0001`, so that every name gives a well-formed document and different names stay different.
final class XmlText {
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\"?>\n");
    private int depth;
    private boolean open;

    /// Starts an element.
    XmlText element(String name) {
        finishStart(true);
        indent();
        text.append('<').append(name);
        open = true;
        depth++;
        return this;
    }

    /// An attribute of the element just started.
    XmlText attribute(String name, Object value) {
        text.append(' ').append(name).append("=\"");
        escape(value.toString());
        text.append('"');
        return this;
    }

    /// An attribute that is a number.
    XmlText attribute(String name, long value) {
        text.append(' ').append(name).append("=\"").append(value).append('"');
        return this;
    }

    /// Ends the element with this name, which is the innermost one.
    XmlText end(String name) {
        depth--;
        if (open) {
            text.append("/>\n");
            open = false;
        } else {
            indent();
            text.append("</").append(name).append(">\n");
        }
        return this;
    }

    /// An element that holds only a number.
    XmlText number(String name, long value) {
        finishStart(true);
        indent();
        text.append('<')
                .append(name)
                .append('>')
                .append(value)
                .append("</")
                .append(name)
                .append(">\n");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void finishStart(boolean newline) {
        if (open) {
            text.append(newline ? ">\n" : ">");
            open = false;
        }
    }

    private void indent() {
        text.repeat('\t', depth);
    }

    private void escape(String value) {
        if (isPlain(value)) {
            text.append(value);
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                default -> {
                    if (c < 0x20 || c == 0xfffe || c == 0xffff || unpaired(value, i)) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
    }

    /// Whether it is ASCII that needs no care, as nearly all is.
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || c == '<' || c == '>' || c == '&' || c == '"') {
                return false;
            }
        }
        return true;
    }

    private static boolean unpaired(String value, int at) {
        char c = value.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
        }
        return Character.isLowSurrogate(c)
                && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
    }
}
