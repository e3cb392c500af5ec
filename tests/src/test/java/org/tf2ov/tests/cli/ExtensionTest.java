package org.tf2ov.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;
import org.tf2ov.cli.Tf2ov;

/// Operations of one's own: translated by a jar, or kept for a library of the runtime.
class ExtensionTest {
    private static final Path SAMPLE = Path.of("../java/samples/native-extension");

    @TempDir private Path folder;

    private record Said(int code, String text) {}

    private static Said tf2ov(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code =
                Tf2ov.run(
                        Arrays.stream(arguments).map(Object::toString).toArray(String[]::new),
                        stream,
                        stream);
        return new Said(code, out.toString(StandardCharsets.UTF_8));
    }

    private static void passes(Object... arguments) {
        Said said = tf2ov(arguments);
        assertEquals(0, said.code(), said.text());
    }

    private static void refuses(String words, Object... arguments) {
        Said said = tf2ov(arguments);
        assertTrue(said.code() != 0 && said.text().contains(words), said.text());
    }

    /// `y = op(-x)` with a factor of 3.
    private Path model(String op) throws IOException {
        AttrValue type = AttrValue.newBuilder().setType(DataType.DT_FLOAT).build();
        TensorShapeProto shape =
                TensorShapeProto.newBuilder()
                        .addDim(TensorShapeProto.Dim.newBuilder().setSize(3))
                        .build();
        GraphDef graph =
                GraphDef.newBuilder()
                        .addNode(
                                NodeDef.newBuilder()
                                        .setName("x")
                                        .setOp("Placeholder")
                                        .putAttr("dtype", type)
                                        .putAttr(
                                                "shape",
                                                AttrValue.newBuilder().setShape(shape).build()))
                        .addNode(
                                NodeDef.newBuilder()
                                        .setName("minus")
                                        .setOp("Neg")
                                        .addInput("x")
                                        .putAttr("T", type))
                        .addNode(
                                NodeDef.newBuilder()
                                        .setName("y")
                                        .setOp(op)
                                        .addInput("minus")
                                        .putAttr("T", type)
                                        .putAttr("factor", AttrValue.newBuilder().setF(3).build()))
                        .build();
        return Files.write(folder.resolve("model.pb"), graph.toByteArray());
    }

    private Path input(float... elements) throws IOException {
        String header =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (" + elements.length + ",), }";
        ByteBuffer file =
                ByteBuffer.allocate(128 + 4 * elements.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93).put("NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
        file.putShort((short) 118);
        file.put(String.format("%-117s\n", header).getBytes(StandardCharsets.ISO_8859_1));
        for (float element : elements) {
            file.putFloat(element);
        }
        return Files.write(folder.resolve("x.npy"), file.array());
    }

    private static float[] floats(Path npy) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(npy)).order(ByteOrder.LITTLE_ENDIAN);
        file.position(10 + file.getShort(8));
        float[] floats = new float[file.remaining() / 4];
        file.asFloatBuffer().get(floats);
        return floats;
    }

    @Test
    void theProjectThatIsWrittenWorks() throws Exception {
        Path project = folder.resolve("project");
        passes("extension", "new", "Addons>MyOp", "-o", project);
        refuses("exists already", "extension", "new", "Addons>MyOp", "-o", project);
        refuses("not the name of a TensorFlow operation", "extension", "new", "my op");

        // What `mvn package` does: compile, test, and make a jar.
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(project.resolve("src"), classes);
        Path services = project.resolve("src/main/resources");
        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {classes.toUri().toURL(), services.toUri().toURL()},
                        ExtensionTest.class.getClassLoader())) {
            Class<?> test = loader.loadClass("extension.TfAddonsMyOpTest");
            var constructor = test.getDeclaredConstructor();
            constructor.setAccessible(true);
            Method method = test.getDeclaredMethod("becomesOperationsOfOpenVino");
            method.setAccessible(true);
            method.invoke(constructor.newInstance());
        }
        Path jar = folder.resolve("myop.jar");
        jar(jar, List.of(classes, services));

        Path model = model("Addons>MyOp");
        refuses("there is no translation", "convert", model, "-o", folder);
        passes("convert", model, "-o", folder, "--extensions", jar);
        Path y = folder.resolve("y.npy");
        passes("infer", folder.resolve("model.xml"), input(1, 2, -3), "--out", y);
        assertArrayEquals(new float[] {3, 12, 27}, floats(y));
        passes("infer", model, folder.resolve("x.npy"), "--extensions", jar, "--out", y);
        assertArrayEquals(new float[] {3, 12, 27}, floats(y));
    }

    @Test
    void jarsWithoutTranslators() throws IOException {
        Path model = model("MyOp");
        Path jar = folder.resolve("empty.jar");
        jar(jar, List.of());
        refuses("there is no translator in it", "convert", model, "--extensions", jar);
        refuses(
                "there is no such file",
                "convert",
                model,
                "--extensions",
                folder.resolve("missing.jar"));
        Path library = Files.createFile(folder.resolve("lib.so"));
        refuses("a library for the OpenVINO runtime", "convert", model, "--extensions", library);
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--release",
                                "25",
                                "-proc:none",
                                "-Xlint:all",
                                "-Werror",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(arguments::add);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code =
                compiler.run(
                        null,
                        OutputStream.nullOutputStream(),
                        said,
                        arguments.toArray(String[]::new));
        // Lints of the class path itself, such as manifests that name missing jars, are not ours.
        assertTrue(
                code == 0
                        || !said.toString(StandardCharsets.UTF_8)
                                .contains("extension" + File.separator),
                () -> said.toString(StandardCharsets.UTF_8));
        if (code != 0) {
            arguments.remove("-Werror");
            assertEquals(0, compiler.run(null, null, said, arguments.toArray(String[]::new)));
        }
    }

    private static void jar(Path jar, List<Path> roots) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path root : roots) {
                List<Path> files;
                try (Stream<Path> all = Files.walk(root)) {
                    files = all.filter(Files::isRegularFile).sorted().toList();
                }
                for (Path file : files) {
                    out.putNextEntry(
                            new JarEntry(root.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
            if (roots.isEmpty()) {
                out.putNextEntry(new JarEntry("nothing"));
                out.closeEntry();
            }
        }
    }

    @Test
    void aKeptOperationRunsInItsLibrary() throws Exception {
        Path model = model("CustomScale");
        passes("convert", model, "-o", folder, "--keep_op", "CustomScale");
        Path xml = folder.resolve("model.xml");
        assertTrue(
                Files.readString(xml).contains("type=\"CustomScale\" version=\"extension\""),
                Files.readString(xml));
        assumeTrue(
                runs("cmake", "--version") && runs("c++", "--version"),
                "the sample library needs CMake and a C++ compiler");
        Path library = library();
        Path y = folder.resolve("y.npy");
        refuses("CustomScale", "infer", xml, input(1, 2, -3));
        passes("infer", xml, folder.resolve("x.npy"), "--extension", library, "--out", y);
        assertArrayEquals(new float[] {-3, -6, 9}, floats(y));
        passes(
                "infer",
                model,
                folder.resolve("x.npy"),
                "--keep_op",
                "CustomScale",
                "--extension",
                library,
                "--out",
                y);
        assertArrayEquals(new float[] {-3, -6, 9}, floats(y));
    }

    private Path library() throws IOException, InterruptedException {
        Path build = folder.resolve("build");
        String openVino = output("../scripts/openvino").strip();
        output(
                "cmake",
                "-S",
                SAMPLE.toString(),
                "-B",
                build.toString(),
                "-DOpenVINO_DIR=" + openVino + "/openvino/cmake");
        output("cmake", "--build", build.toString());
        return build.resolve("libcustom_scale.so");
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false; // it is not installed
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
