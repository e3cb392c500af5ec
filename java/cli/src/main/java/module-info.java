/// tf2ov: cli.
module org.tf2ov.cli {}
