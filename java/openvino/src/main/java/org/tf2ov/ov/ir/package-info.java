/// OpenVINO IR: a graph enters, an `.xml` and a `.bin` leave, as files or in memory for the
/// runtime.
package org.tf2ov.ov.ir;
