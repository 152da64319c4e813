package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A class called {@code Example} that stands in a document. */
final class Example extends SimpleJavaFileObject {
  private final String text;

  Example(String text) {
    super(URI.create("string:///Example.java"), Kind.SOURCE);
    this.text = text;
  }

  void compilesInto(Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));

    compiler.getTask(null, null, faults, options, null, List.of(this)).call();

    assertThat(faults.getDiagnostics())
        .filteredOn(fault -> fault.getKind() == Diagnostic.Kind.ERROR)
        .isEmpty();
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }
}
