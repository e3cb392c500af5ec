/// The rewrites of the optimizing middle, one a file. [org.tf2ov.convert.Stages] says in which
/// order they run.
package org.tf2ov.convert.pass;
