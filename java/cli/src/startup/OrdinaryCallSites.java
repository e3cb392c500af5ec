import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Makes ordinary code of call sites that the JVM would link anew at every start.
///
/// `switch` on types and the `equals` and `hashCode` of records are compiled to `invokedynamic`: the
/// JVM makes a class or a tree of method handles for each when it is first reached, and unlike those
/// of lambdas and text its AOT cache doesn't keep them. Here each becomes a call of a private static
/// method in the same class, which does the same by `instanceof`, or component by component.
///
///     java OrdinaryCallSites.java JAR…        rewrites the jars, which may refer to each other
///
/// Source: `java.lang.runtime.SwitchBootstraps`, `java.lang.runtime.ObjectMethods`.
public final class OrdinaryCallSites {
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

    private final ClassFile classes;

    private OrdinaryCallSites(ClassLoader loader) {
        this.classes =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(loader)
                                        .orElse(ClassHierarchyResolver.defaultResolver())));
    }

    /// Rewrites jars.
    ///
    /// @param arguments their paths
    public static void main(String... arguments) throws IOException {
        URL[] urls = new URL[arguments.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = Path.of(arguments[i]).toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls)) {
            OrdinaryCallSites rewriting = new OrdinaryCallSites(loader);
            for (String jar : arguments) {
                rewriting.rewrite(Path.of(jar));
            }
        }
    }

    private void rewrite(Path jar) throws IOException {
        Path half = jar.resolveSibling(jar.getFileName() + ".part");
        boolean changed = false;
        try (JarFile in = new JarFile(jar.toFile());
                OutputStream file = Files.newOutputStream(half);
                JarOutputStream out = new JarOutputStream(file)) {
            for (JarEntry entry : in.stream().toList()) {
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                try (InputStream content = in.getInputStream(entry)) {
                    byte[] bytes = content.readAllBytes();
                    byte[] rewritten = entry.getName().endsWith(".class") ? rewrite(bytes) : bytes;
                    changed |= rewritten != bytes;
                    out.write(rewritten);
                }
            }
        }
        if (changed) {
            Files.move(half, jar, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(half);
        }
    }

    /// The same class with ordinary call sites, or the same array if there is nothing to do.
    private byte[] rewrite(byte[] bytes) {
        ClassModel model = classes.parse(bytes);
        List<Consumer<ClassBuilder>> methods = new ArrayList<>();
        ClassTransform calls =
                ClassTransform.transformingMethodBodies((code, element) -> {
                    if (element instanceof InvokeDynamicInstruction call
                            && ordinary(call, "ordinary$" + methods.size(), model, methods)) {
                        code.invokestatic(
                                model.thisClass().asSymbol(),
                                "ordinary$" + (methods.size() - 1),
                                call.typeSymbol(),
                                isInterface(model));
                    } else {
                        code.with(element);
                    }
                });
        ClassTransform additions =
                ClassTransform.endHandler(
                        builder -> methods.forEach(method -> method.accept(builder)));
        byte[] result = classes.transformClass(model, calls.andThen(additions));
        return methods.isEmpty() ? bytes : result;
    }

    private static boolean isInterface(ClassModel model) {
        return (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
    }

    /// Whether a call site can become ordinary; the method that it is to call is put into `methods`
    /// then.
    private static boolean ordinary(
            InvokeDynamicInstruction call,
            String name,
            ClassModel model,
            List<Consumer<ClassBuilder>> methods) {
        DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
        List<ConstantDesc> arguments = call.bootstrapArgs();
        Consumer<CodeBuilder> body;
        if (bootstrap.owner().equals(SWITCHES)
                && bootstrap.methodName().equals("typeSwitch")
                && arguments.stream().allMatch(ClassDesc.class::isInstance)) {
            body = code -> switchOnType(code, arguments);
        } else if (bootstrap.owner().equals(RECORDS)
                && call.name().stringValue().equals("hashCode")) {
            body = code -> hash(code, model.thisClass().asSymbol(), components(arguments));
        } else if (bootstrap.owner().equals(RECORDS)
                && call.name().stringValue().equals("equals")) {
            body = code -> equal(code, model.thisClass().asSymbol(), components(arguments));
        } else {
            return false;
        }
        methods.add(builder ->
                builder.withMethodBody(
                        name,
                        call.typeSymbol(),
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                        body));
        return true;
    }

    /// `(target, restart)`: the first label from `restart` on that the target is an instance of, -1
    /// for null, or the number of labels.
    private static void switchOnType(CodeBuilder code, List<ConstantDesc> labels) {
        Label notNull = code.newLabel();
        code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
        for (int i = 0; i < labels.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    /// The getters of a record's components, of whose names and the record itself nothing is
    /// needed.
    private static List<DirectMethodHandleDesc> components(List<ConstantDesc> arguments) {
        return arguments.stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
    }

    /// `(record)`: `(31 * hash(a) + hash(b)) * 31 + …`
    private static void hash(
            CodeBuilder code, ClassDesc record, List<DirectMethodHandleDesc> components) {
        code.iconst_0();
        for (DirectMethodHandleDesc component : components) {
            ClassDesc type = component.invocationType().returnType();
            code.bipush(31).imul();
            code.aload(0).getfield(record, component.methodName(), type);
            if (type.isPrimitive()) {
                code.invokestatic(box(type), "hashCode", MethodTypeDesc.of(CD_int, type));
            } else {
                code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
            }
            code.iadd();
        }
        code.ireturn();
    }

    /// `(record, other)`: whether the other is such a record and has equal components.
    private static void equal(
            CodeBuilder code, ClassDesc record, List<DirectMethodHandleDesc> components) {
        Label different = code.newLabel();
        Label other = code.newLabel();
        code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
        code.aload(1).instanceOf(record).ifeq(different);
        for (DirectMethodHandleDesc component : components) {
            ClassDesc type = component.invocationType().returnType();
            code.aload(0).getfield(record, component.methodName(), type);
            code.aload(1).checkcast(record).getfield(record, component.methodName(), type);
            if (TypeKind.from(type).asLoadable() == TypeKind.INT) {
                code.if_icmpne(different);
            } else if (type.isPrimitive()) {
                code.invokestatic(box(type), "compare", MethodTypeDesc.of(CD_int, type, type));
                code.ifne(different);
            } else {
                code.invokestatic(
                        OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object));
                code.ifeq(different);
            }
        }
        code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
    }

    private static ClassDesc box(ClassDesc primitive) {
        return switch (primitive.descriptorString()) {
            case "Z" -> ClassDesc.of("java.lang.Boolean");
            case "B" -> ClassDesc.of("java.lang.Byte");
            case "C" -> ClassDesc.of("java.lang.Character");
            case "S" -> ClassDesc.of("java.lang.Short");
            case "I" -> ClassDesc.of("java.lang.Integer");
            case "J" -> ClassDesc.of("java.lang.Long");
            case "F" -> ClassDesc.of("java.lang.Float");
            default -> ClassDesc.of("java.lang.Double");
        };
    }
}
