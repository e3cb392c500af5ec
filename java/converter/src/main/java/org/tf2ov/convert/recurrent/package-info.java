/// Recognises recurrent networks in loops: a loop that steps a known cell through a sequence
/// enters, one operation for the whole sequence leaves.
package org.tf2ov.convert.recurrent;
