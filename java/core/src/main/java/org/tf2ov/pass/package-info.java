/// Passes over the immutable graph: a graph enters, an equal or better one leaves.
package org.tf2ov.pass;
