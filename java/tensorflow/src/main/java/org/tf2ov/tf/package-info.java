/// TensorFlow models as they are: files of every TensorFlow format enter, a [TfGraph] leaves.
///
/// Nothing here knows OpenVINO. A graph is not yet judged either: operations that nobody can
/// translate, cycles and variables are all part of it.
package org.tf2ov.tf;
