/// The command line, as its users meet it.
package org.tf2ov.tests.cli;
