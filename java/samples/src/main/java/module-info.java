/// tf2ov: samples.
module org.tf2ov.samples {}
