/// tf2ov: tensorflow.
module org.tf2ov.tensorflow {}
