import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes `CApi.java`, the OpenVINO C API as Java sees it, from the headers of the runtime.
///
///     java GenerateCApi.java HEADERS > CApi.java      HEADERS is the folder openvino/include/openvino/c
///
/// The headers are plain enough for regular expressions: after comments and preprocessor lines are
/// gone, what is left are `typedef`s, `OPENVINO_C_API(type) name(parameters);` and
/// `OPENVINO_C_VAR(type) name;`. Whatever does not fit one of these stops the generator.
///
/// Spotless formats the output; the test that compares it with the installed headers ignores space.
final class GenerateCApi {
    /// How many words the call of a plain function passes; see `OpenVino.function`.
    private static final int WORDS = 6;

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern PREPROCESSOR =
            Pattern.compile("^[ \t]*#(?:[^\n]*\\\\\n)*[^\n]*", Pattern.MULTILINE);
    private static final Pattern STATEMENT =
            Pattern.compile(
                    "OPENVINO_C_API\\((?<result>[^)]*)\\)\\s*(?<function>\\w+)\\s*\\((?<parameters>[^;]*)\\);"
                            + "|OPENVINO_C_VAR\\(const char\\*\\)\\s*(?<variable>\\w+);"
                            + "|typedef enum \\{(?<constants>[^}]*)\\} (?<enum>\\w+);"
                            + "|typedef struct(?: \\w+)? \\{(?<fields>(?:[^{}]|\\{[^}]*\\})*)\\} (?<struct>\\w+);"
                            + "|typedef void \\(\\*(?<callback>\\w+)\\)\\((?<arguments>[^;]*)\\);"
                            + "|typedef struct (?<opaque>\\w+) \\w+;"
                            + "|typedef (?<old>\\w+) (?<alias>\\w+);");
    private static final Pattern INNER_ENUM = Pattern.compile("enum (\\w+) \\{([^}]*)\\}");
    private static final Pattern INNER_CALLBACK =
            Pattern.compile("void\\(OPENVINO_C_API_CALLBACK\\* (\\w+)\\)\\(([^)]*)\\)");

    /// A parameter or a field: its C type without `const`, and its name.
    private record Variable(String type, String name) {
        static Variable parse(String text) {
            String plain = text.replace("const", " ").replace("*", " * ").trim();
            Matcher name = Pattern.compile("(\\w+)$").matcher(plain);
            check(name.find(), "a name in '" + text + "'");
            return new Variable(
                    plain.substring(0, name.start()).replaceAll("\\s+", " ").trim(), name.group());
        }
    }

    private record Function(
            String result,
            String name,
            List<Variable> parameters,
            boolean isVariadic,
            String text) {}

    private final Map<String, Function> functions = new TreeMap<>();
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, String> enums = new TreeMap<>();
    private final Map<String, List<Variable>> structs = new TreeMap<>();
    private final Map<String, List<Variable>> callbacks = new TreeMap<>();
    private final Map<String, String> aliases = new TreeMap<>();

    public static void main(String[] arguments) throws IOException {
        check(arguments.length == 1, "one argument, the folder of the headers");
        GenerateCApi generator = new GenerateCApi();
        try (Stream<Path> headers = Files.walk(Path.of(arguments[0]))) {
            for (Path header :
                    headers.filter(path -> path.toString().endsWith(".h")).sorted().toList()) {
                generator.read(Files.readString(header));
            }
        }
        IO.print(generator.write());
    }

    private void read(String header) {
        String text = COMMENT.matcher(header.replace("\r", "")).replaceAll(" ");
        text = PREPROCESSOR.matcher(text).replaceAll("");
        Matcher statement = STATEMENT.matcher(text);
        int end = 0;
        while (statement.find()) {
            check(
                    text.substring(end, statement.start()).isBlank(),
                    "only known statements in " + text.substring(end, statement.start()));
            end = statement.end();
            take(statement);
        }
        check(text.substring(end).isBlank(), "only known statements in " + text.substring(end));
    }

    private void take(Matcher statement) {
        if (statement.group("function") != null) {
            function(statement);
        } else if (statement.group("variable") != null) {
            variables.put(statement.group("variable"), "");
        } else if (statement.group("enum") != null) {
            enums.put(statement.group("enum"), statement.group("constants"));
        } else if (statement.group("struct") != null) {
            struct(statement.group("struct"), statement.group("fields"));
        } else if (statement.group("callback") != null) {
            callbacks.put(statement.group("callback"), arguments(statement.group("arguments")));
        } else if (statement.group("alias") != null) {
            aliases.put(statement.group("alias"), statement.group("old"));
        }
    }

    private void function(Matcher statement) {
        String parameters = statement.group("parameters").replaceAll("\\s+", " ").trim();
        boolean isVariadic = parameters.endsWith(", ...");
        String result = Variable.parse(statement.group("result") + " result").type();
        String name = statement.group("function");
        functions.put(
                name,
                new Function(
                        result,
                        name,
                        arguments(isVariadic ? parameters.replace(", ...", "") : parameters),
                        isVariadic,
                        statement.group("result") + " " + name + "(" + parameters + ")"));
    }

    private void struct(String name, String fields) {
        Matcher inner = INNER_ENUM.matcher(fields);
        while (inner.find()) {
            enums.put(
                    name + "_" + inner.group(1).toLowerCase(java.util.Locale.ROOT), inner.group(2));
        }
        String flat = inner.replaceAll("int");
        Matcher callback = INNER_CALLBACK.matcher(flat);
        while (callback.find()) {
            callbacks.put(name + "_" + callback.group(1), arguments(callback.group(2)));
        }
        flat = callback.replaceAll("void* $1");
        structs.put(
                name,
                Stream.of(flat.split(";"))
                        .filter(field -> !field.isBlank())
                        .map(Variable::parse)
                        .toList());
    }

    private static List<Variable> arguments(String text) {
        List<Variable> arguments = new ArrayList<>();
        for (String argument : text.isBlank() ? new String[0] : text.split(",")) {
            boolean isNameless = argument.trim().matches("(const )?(char|size_t)\\*?");
            arguments.add(Variable.parse(isNameless ? argument + " argument" : argument));
        }
        return arguments;
    }

    /// The layout of a C type, as an expression of the generated class.
    private String layout(String type) {
        if (type.endsWith("*") || callbacks.containsKey(type)) {
            return "ADDRESS";
        }
        if (enums.containsKey(type)) {
            return "JAVA_INT";
        }
        if (structs.containsKey(type)) {
            return "Layouts." + type;
        }
        if (aliases.containsKey(type)) {
            return layout(aliases.get(type));
        }
        return switch (type) {
            case "int", "int32_t" -> "JAVA_INT";
            case "int64_t", "size_t" -> "JAVA_LONG";
            case "bool" -> "JAVA_BOOLEAN";
            case "float" -> "JAVA_FLOAT";
            default -> throw new IllegalStateException("unknown C type " + type);
        };
    }

    private String javaType(String type) {
        if (type.equals("void")) {
            return "void";
        }
        return switch (layout(type)) {
            case "JAVA_INT" -> "int";
            case "JAVA_LONG" -> "long";
            case "JAVA_BOOLEAN" -> "boolean";
            case "JAVA_FLOAT" -> "float";
            default -> "MemorySegment";
        };
    }

    private String write() {
        StringBuilder out = new StringBuilder();
        out.append(
                """
                package org.tf2ov.ov.runtime;

                import static java.lang.foreign.MemorySegment.NULL;
                import static java.lang.foreign.ValueLayout.ADDRESS;
                import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
                import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
                import static java.lang.foreign.ValueLayout.JAVA_INT;
                import static java.lang.foreign.ValueLayout.JAVA_LONG;

                import java.lang.foreign.FunctionDescriptor;
                import java.lang.foreign.MemorySegment;
                import java.lang.foreign.StructLayout;
                import java.lang.invoke.MethodHandle;

                /// The OpenVINO C API, name for name. Generated from its headers by `GenerateCApi`; not edited.
                ///
                /// A function is linked when it is first called. Variadic functions are left out: each has a
                /// twin that takes an array.
                @SuppressWarnings({"MemberName", "unused", "UnusedVariable", "EffectivelyPrivate"})
                final class CApi {
                    private CApi() {}

                """);
        writeLayouts(out);
        enums.forEach((name, constants) -> writeEnum(out, name, constants));
        callbacks.forEach((name, arguments) ->
                out.append("/// What C calls through a `%s`.\n".formatted(name))
                        .append(
                                "static final FunctionDescriptor %s = FunctionDescriptor.ofVoid(%s);\n\n"
                                        .formatted(name, layouts(arguments))));
        for (String variable : variables.keySet()) {
            out.append(
                    "static String %s() { return OpenVino.text(\"%s\"); }\n\n"
                            .formatted(variable, variable));
        }
        functions.values().forEach(function -> writeFunction(out, function));
        return out.append("}\n").toString();
    }

    private void writeLayouts(StringBuilder out) {
        out.append(
                "/// The structures of the API.\nstatic final class Layouts {\nprivate Layouts() {}\n\n");
        List<String> waiting = new ArrayList<>(structs.keySet());
        List<String> written = new ArrayList<>();
        while (!waiting.isEmpty()) { // those that others contain come first
            for (String name : List.copyOf(waiting)) {
                boolean ready =
                        structs.get(name).stream()
                                .map(field -> aliases.getOrDefault(field.type(), field.type()))
                                .allMatch(type ->
                                        !structs.containsKey(type) || written.contains(type));
                if (ready) {
                    String fields =
                            structs.get(name).stream()
                                    .map(field ->
                                            layout(field.type()).replace("Layouts.", "")
                                                    + ".withName(\""
                                                    + field.name()
                                                    + "\")")
                                    .collect(Collectors.joining(", "));
                    out.append(
                            "static final StructLayout %s = CStruct.of(%s);\n"
                                    .formatted(name, fields));
                    written.add(name);
                    waiting.remove(name);
                }
            }
        }
        out.append("}\n\n");
    }

    private static void writeEnum(StringBuilder out, String name, String constants) {
        out.append("/// `enum %s`\n".formatted(name));
        out.append("static final class %s {\nprivate %s() {}\n\n".formatted(name, name));
        int value = 0;
        for (String constant : constants.split(",")) {
            if (!constant.isBlank()) {
                String[] sides = constant.trim().split("\\s*=\\s*");
                value = sides.length == 2 ? Integer.parseInt(sides[1].replace("U", "")) : value;
                out.append("static final int %s = %d;\n".formatted(sides[0], value++));
            }
        }
        out.append("}\n\n");
    }

    private void writeFunction(StringBuilder out, Function function) {
        if (function.isVariadic()) {
            return;
        }
        boolean isPlain =
                function.parameters().size() <= WORDS
                        && function.parameters().stream().allMatch(p -> isWord(p.type()));
        out.append(
                """
                /// `%1$s`
                static %2$s %3$s(%4$s) {
                    final class Linked {
                        static final MethodHandle HANDLE = OpenVino.function("%3$s"%5$s);
                    }
                    try {
                        %6$s
                    } catch (Throwable unexpected) {
                        throw OpenVino.broken("%3$s", unexpected);
                    }
                }

                """
                        .formatted(
                                wrapped(function.text()),
                                javaType(function.result()),
                                function.name(),
                                function.parameters().stream()
                                        .map(p -> javaType(p.type()) + " " + camelCase(p.name()))
                                        .collect(Collectors.joining(", ")),
                                isPlain ? "" : ", " + descriptor(function),
                                isPlain ? plainCall(function) : exactCall(function)));
    }

    /// Whether a parameter fills one general-purpose register in every calling convention.
    private boolean isWord(String type) {
        return Stream.of("ADDRESS", "JAVA_INT", "JAVA_LONG").anyMatch(layout(type)::equals);
    }

    private String descriptor(Function function) {
        String parameters = layouts(function.parameters());
        return function.result().equals("void")
                ? "FunctionDescriptor.ofVoid(" + parameters + ")"
                : "FunctionDescriptor.of(" + layout(function.result()) + ", " + parameters + ")";
    }

    private String exactCall(Function function) {
        String result = javaType(function.result());
        String names =
                function.parameters().stream()
                        .map(p -> camelCase(p.name()))
                        .collect(Collectors.joining(", "));
        return (result.equals("void") ? "" : "return (" + result + ") ")
                + "Linked.HANDLE.invokeExact("
                + names
                + ");";
    }

    private String plainCall(Function function) {
        List<String> words = new ArrayList<>();
        for (Variable parameter : function.parameters()) {
            String name = camelCase(parameter.name());
            words.add(
                    layout(parameter.type()).equals("ADDRESS")
                            ? name
                            : "OpenVino.word(" + name + ")");
        }
        while (words.size() < WORDS) {
            words.add("NULL");
        }
        String call = "(long) Linked.HANDLE.invokeExact(" + String.join(", ", words) + ")";
        return switch (javaType(function.result())) {
            case "void" -> "long ignored = " + call + ";";
            case "int" -> "return (int) " + call + ";";
            case "boolean" -> "return OpenVino.bool(" + call + ");";
            default -> "return MemorySegment.ofAddress(" + call + ");";
        };
    }

    private String layouts(List<Variable> variables) {
        return variables.stream().map(v -> layout(v.type())).collect(Collectors.joining(", "));
    }

    /// A declaration, broken after commas so that no line of the comment is too long.
    private static String wrapped(String declaration) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (String part : declaration.split("(?<=, )")) {
            if (column + part.length() > 80) {
                out.append("\n/// ");
                column = 0;
            }
            out.append(part);
            column += part.length();
        }
        return out.toString().replaceAll(" \n", "\n");
    }

    private static String camelCase(String name) {
        return Pattern.compile("_(\\w)")
                .matcher(name)
                .replaceAll(m -> m.group(1).toUpperCase(java.util.Locale.ROOT));
    }

    private static void check(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalStateException("expected " + expected);
        }
    }
}
