/// What every other module builds on: problems, files, tensors, the immutable graph, passes,
/// kernels.
module org.tf2ov.core {
    exports org.tf2ov.file;
    exports org.tf2ov.graph;
    exports org.tf2ov.kernel;
    exports org.tf2ov.pass;
    exports org.tf2ov.problem;
    exports org.tf2ov.tensor;
}
