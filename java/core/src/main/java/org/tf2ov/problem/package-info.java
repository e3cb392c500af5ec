/// What can go wrong, in sentences: a `Problem` enters, an exit code and a line of text leave.
package org.tf2ov.problem;
