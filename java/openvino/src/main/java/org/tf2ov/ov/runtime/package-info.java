/// The OpenVINO runtime. A model enters as IR (files, or text and weights in memory), tensors enter
/// and leave over plain memory without being copied; nothing here knows TensorFlow or the graph.
///
/// ```java
/// try (Core core = new Core();
///         Model model = core.readModel(Path.of("model.xml"));
///         CompiledModel compiled = core.compile(model, "CPU");
///         InferRequest request = compiled.newRequest()) {
///     request.input().floats().put(image);
///     request.infer();
///     float[] scores = request.output().toFloatArray();
/// }
/// ```
///
/// Everything that holds native memory is closed by its user. Closing twice is harmless, closing in
/// any order too, and the use of something closed is an `IllegalStateException`. What the runtime
/// refuses is a [org.tf2ov.problem.RuntimeFailure] in its own words.
package org.tf2ov.ov.runtime;
