/// The command line: arguments enter, files and lines of text leave.
module org.tf2ov.cli {
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires java.desktop;
    requires org.tf2ov.converter;

    exports org.tf2ov.cli;

    opens org.tf2ov.cli to
            info.picocli;
}
