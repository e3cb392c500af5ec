/// The immutable graph that every pass takes and returns.
///
/// Operations enter through [GraphBuilder], which infers their types at once; graphs leave as lists
/// of nodes in topological order, or as text that parses back.
package org.tf2ov.graph;
