package org.tf2ov.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.tf2ov.convert.OpTranslator;
import org.tf2ov.convert.Version;

/// The files of a project with a translator for one operation.
///
/// @param op the TensorFlow operation
/// @param name the same as a name of classes: letters and digits
record ExtensionProject(String op, String name) {
    /// @throws UsageException if TensorFlow can have no operation of that name
    static ExtensionProject of(String op) {
        // Source: the pattern of operation names in tensorflow/core/framework/op_def_builder.cc.
        if (!op.matches("(?:[A-Z][A-Za-z0-9_]*>)*[A-Z][A-Za-z0-9_]*")) {
            throw new UsageException(
                    "extension",
                    "'" + op + "' is not the name of a TensorFlow operation",
                    "Such a name begins with a capital letter: MyOp, or Addons>MyOp.");
        }
        return new ExtensionProject(op, op.replaceAll("[^A-Za-z0-9]", ""));
    }

    /// The name of the folder and of the jar.
    String artifact() {
        return "tf2ov-" + name.toLowerCase(Locale.ROOT);
    }

    private String className() {
        return "Tf" + name;
    }

    /// The contents of all files by their names.
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("README.md", filled(README));
        files.put("pom.xml", filled(POM));
        files.put("src/main/java/extension/" + className() + ".java", filled(TRANSLATOR));
        files.put(
                "src/main/resources/META-INF/services/" + OpTranslator.class.getName(),
                "extension." + className() + "\n");
        files.put("src/test/java/extension/" + className() + "Test.java", filled(TEST));
        return files;
    }

    private String filled(String template) {
        return template.replace("@OP@", op)
                .replace("@NAME@", name)
                .replace("@CLASS@", className())
                .replace("@ARTIFACT@", artifact())
                .replace("@VERSION@", Version.NUMBER)
                .replace("@LIB@", libraries().replace("&", "&amp;").replace("<", "&lt;"));
    }

    /// The folder of the jars that this is run from.
    private static String libraries() {
        try {
            URI place =
                    OpTranslator.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path jar = Path.of(place);
            return (Files.isDirectory(jar) ? jar : jar.getParent()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class comes from nowhere", e);
        }
    }

    private static final String README =
            """
            # @OP@ for tf2ov

            Teaches tf2ov the TensorFlow operation `@OP@`: `src/main/java/extension/@CLASS@.java` says what it means in operations of
            OpenVINO, which are the records of the package `org.tf2ov.ov.op`.

                mvn package
                tf2ov convert --input_model model.pb --extensions target/@ARTIFACT@-1.jar

            It needs a JDK 25 (in JAVA_HOME). The jars of tf2ov are expected where this project was made from; `mvn -Dtf2ov.lib=FOLDER package` takes
            them from elsewhere. Without Maven:

                javac --release 25 -cp 'FOLDER/*' -d classes src/main/java/extension/*.java
                cp -r src/main/resources/META-INF classes && jar --create --file @ARTIFACT@-1.jar -C classes .

            """;

    private static final String POM =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <project xmlns="http://maven.apache.org/POM/4.0.0"
                     xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                     xsi:schemaLocation="http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd">
              <modelVersion>4.0.0</modelVersion>
              <groupId>extension</groupId>
              <artifactId>@ARTIFACT@</artifactId>
              <version>1</version>

              <properties>
                <tf2ov.lib>@LIB@</tf2ov.lib>
                <tf2ov.version>@VERSION@</tf2ov.version>
                <maven.compiler.release>25</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>

              <dependencies>
            @DEPENDENCIES@    <dependency>
                  <groupId>org.junit.jupiter</groupId>
                  <artifactId>junit-jupiter</artifactId>
                  <version>6.1.3</version>
                  <scope>test</scope>
                </dependency>
              </dependencies>

              <build>
                <plugins>
                  <plugin>
                    <groupId>org.apache.maven.plugins</groupId>
                    <artifactId>maven-compiler-plugin</artifactId>
                    <version>3.14.1</version>
                  </plugin>
                  <plugin>
                    <groupId>org.apache.maven.plugins</groupId>
                    <artifactId>maven-surefire-plugin</artifactId>
                    <version>3.5.4</version>
                  </plugin>
                </plugins>
              </build>
            </project>
            """
                    .replace("@DEPENDENCIES@", dependencies());

    private static String dependencies() {
        StringBuilder text = new StringBuilder();
        for (String module : new String[] {"core", "tensorflow", "openvino", "converter"}) {
            text.append(
                    """
                        <dependency>
                          <groupId>org.tf2ov</groupId>
                          <artifactId>tf2ov-@MODULE@</artifactId>
                          <version>${tf2ov.version}</version>
                          <scope>system</scope>
                          <systemPath>${tf2ov.lib}/tf2ov-@MODULE@-${tf2ov.version}.jar</systemPath>
                        </dependency>
                    """
                            .replace("@MODULE@", module));
        }
        return text.toString();
    }

    private static final String TRANSLATOR =
            """
            package extension;

            import java.util.List;
            import org.tf2ov.convert.OpNode;
            import org.tf2ov.convert.OpTranslator;
            import org.tf2ov.convert.TfOp;
            import org.tf2ov.graph.GraphBuilder;
            import org.tf2ov.graph.Value;
            import org.tf2ov.ov.op.Multiply;

            /// `@OP@(x; factor)` is `factor * x * x` here: write what yours means.
            ///
            /// It needs a public constructor without parameters and must not keep state: several models may be converted at once.
            /// Throw an `UntranslatableException` with the reason where a node cannot be translated.
            @TfOp("@OP@")
            public final class @CLASS@ implements OpTranslator {
                @Override
                public List<Value> translate(OpNode node, GraphBuilder g) {
                    Value x = node.input(0);
                    Value factor = g.scalar(x.type().element(), node.attr("factor", 1.0f));
                    Value square = g.add(new Multiply(), x, x);
                    return List.of(g.add(node.name(), new Multiply(), List.of(square, factor)));
                }
            }
            """;

    private static final String TEST =
            """
            package extension;

            import static org.junit.jupiter.api.Assertions.assertTrue;

            import java.util.List;
            import java.util.Map;
            import org.junit.jupiter.api.Test;
            import org.tf2ov.convert.ConvertOptions;
            import org.tf2ov.convert.Converter;
            import org.tf2ov.convert.Translators;
            import org.tf2ov.tensor.PartialShape;
            import org.tf2ov.tf.DataType;
            import org.tf2ov.tf.TfAttribute;
            import org.tf2ov.tf.TfEdge;
            import org.tf2ov.tf.TfGraph;
            import org.tf2ov.tf.TfNode;

            class @CLASS@Test {
                @Test
                void becomesOperationsOfOpenVino() {
                    TfNode x =
                            new TfNode(
                                    "x",
                                    "Placeholder",
                                    List.of(),
                                    Map.of(
                                            "dtype", new TfAttribute.Type(DataType.FLOAT),
                                            "shape", new TfAttribute.Shape(PartialShape.of(1, 8))));
                    TfNode y =
                            new TfNode(
                                    "y",
                                    "@OP@",
                                    List.of(TfEdge.of("x", 0)),
                                    Map.of("factor", new TfAttribute.Real(2)));
                    ConvertOptions options =
                            ConvertOptions.DEFAULT.withTranslators(
                                    Translators.load(@CLASS@.class.getClassLoader()));

                    String graph =
                            Converter.convert(new TfGraph(List.of(x, y)), options).graph().toString();

                    assertTrue(graph.contains("y = Multiply"), graph);
                    assertTrue(graph.contains("f32[1,8]"), graph);
                }
            }
            """;
}
