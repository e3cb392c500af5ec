/// tf2ov: converter.
module org.tf2ov.converter {}
