/// Loops over arrays that are too large for the heap: strided copies, float conversions, hashing.
///
/// [org.tf2ov.kernel.StridedArray]s over mapped files or other memory go in, and bytes in a buffer
/// of the caller come out. [org.tf2ov.kernel.JavaKernels] says what the bytes are; the native
/// kernels write the same ones faster.
package org.tf2ov.kernel;
