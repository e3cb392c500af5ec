/// Files that are written. Content enters, and leaves as a file that is whole.
package org.tf2ov.file;
