/// What needs several modules at once: whole networks, conformance with TensorFlow, the command
/// line.
package org.tf2ov.tests;
