/// Protocol buffers, read where they lie: a mapped file or a few bytes enter, fields leave one
/// after the other. Nothing is copied that is only a place in the file, and no length is believed
/// before it is checked.
package org.tf2ov.tf.wire;
