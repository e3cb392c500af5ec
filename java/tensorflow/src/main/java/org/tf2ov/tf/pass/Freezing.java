package org.tf2ov.tf.pass;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tf2ov.problem.Code;
import org.tf2ov.problem.Problem;
import org.tf2ov.problem.Tf2ovException;
import org.tf2ov.tf.Format;
import org.tf2ov.tf.FrozenModel;
import org.tf2ov.tf.Signature;
import org.tf2ov.tf.TfEdge;
import org.tf2ov.tf.TfGraph;
import org.tf2ov.tf.TfModel;

/// Makes a graph of a model that needs nothing beside it.
public final class Freezing {
    /// What is done, in this order.
    private static final List<FreezeStep> STEPS =
            List.of(
                    // First, so that training costs nothing and nothing in it can fail.
                    new KeepNeeded(),
                    // Functions first of all: behind them are variables, tables and branches.
                    new InlineFunctions(),
                    new InlineChosenBranches(),
                    // Before the variables, so that those of training need not be found; and once
                    // more behind, because what variables hold may decide, and that they hold
                    // something.
                    new RemoveDeadBranches(),
                    new VariablesToConstants(),
                    new RemoveDeadBranches(),
                    new InlineChosenBranches(),
                    new InputsOfPipelines(),
                    ForgetPrints::in,
                    // Behind the variables: a rate may be one.
                    ForgetDropout::in,
                    new FillTables(),
                    // Last, because the order of things tells until here what is read after what.
                    ForgetOrder::in);

    private Freezing() {}

    /// The frozen form of a model. What has no variables and no calls comes back as it is.
    ///
    /// @throws Tf2ovException with all that makes it impossible
    public static FrozenModel freeze(TfModel model) {
        return freeze(model, Cut.NONE);
    }

    /// The frozen form of that part of a model which is going to be cut out. More than this part
    /// may be left, but what is not needed for it need not be frozen. Values that the cut gives to
    /// placeholders decide about branches here already; the placeholders stay.
    ///
    /// @throws Tf2ovException with all that makes it impossible
    public static FrozenModel freeze(TfModel model, Cut cut) {
        checkChoice(model, cut);
        TfGraph graph = model.graph();
        if (model.signature().isEmpty() && !Unfrozen.isIn(graph)) {
            return new FrozenModel(graph, Optional.empty(), model.remarks());
        }
        FreezeStep.Task task = FreezeStep.Task.of(model, cut);
        Findings findings = task.findings();
        model.remarks().forEach(findings::remark);
        for (FreezeStep step : STEPS) {
            graph = step.apply(graph, task);
        }
        findings.throwIfAny(Ends.needed(graph, task));
        return new FrozenModel(graph, signature(model, graph), findings.remarks());
    }

    /// A graph of TensorFlow 2 has a call for every signature and others for saving and restoring;
    /// which of its ends are meant, only a signature or the user can say. In one of TensorFlow 1,
    /// the ends are those of the model.
    ///
    /// A SavedModel without any signature promises nothing to anybody.
    private static void checkChoice(TfModel model, Cut cut) {
        if (model.format() == Format.SAVED_MODEL
                && model.signatures().isEmpty()
                && cut.outputs().isEmpty()) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.USAGE,
                            model.path().toString(),
                            "the model has no signature that would tell its outputs",
                            "Name them by --output; tf2ov inspect lists the nodes."));
        }
        boolean calls =
                model.signatures().values().stream()
                        .flatMap(signature -> signature.outputs().values().stream())
                        .flatMap(port ->
                                model.graph().node(TfEdge.parse(port.tensor()).node()).stream())
                        .anyMatch(node -> node.op().endsWith("PartitionedCall"));
        if (calls && model.chosen().isEmpty() && cut.outputs().isEmpty()) {
            throw new Tf2ovException(
                    Problem.of(
                            Code.USAGE,
                            model.path().toString(),
                            "the model has the signatures "
                                    + model.signatures().keySet().stream()
                                            .map(name -> "'" + name + "'")
                                            .collect(Collectors.joining(", "))
                                    + ", and none is called '"
                                    + Signature.DEFAULT
                                    + "'",
                            "Choose one by --signature."));
        }
    }

    /// The ports of the signature whose tensors are in the graph.
    private static Optional<Signature> signature(TfModel model, TfGraph graph) {
        return model.signature()
                .map(signature ->
                        new Signature(
                                signature.name(),
                                signature.method(),
                                within(signature.inputs(), graph),
                                within(signature.outputs(), graph)));
    }

    private static Map<String, Signature.Port> within(
            Map<String, Signature.Port> ports, TfGraph graph) {
        Map<String, Signature.Port> within = new LinkedHashMap<>(ports);
        within.values().removeIf(port -> graph.node(TfEdge.parse(port.tensor()).node()).isEmpty());
        return within;
    }
}
