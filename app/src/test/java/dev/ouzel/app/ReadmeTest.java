package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in the README compiles. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");

  @TempDir private Path classes;

  @Test
  void itsExamplesCompile() throws IOException {
    List<String> examples =
        JAVA.matcher(Files.readString(README)).results().map(found -> found.group(1)).toList();

    assertThat(examples).hasSize(3);
    compile(
        """
        import dev.ouzel.http.*; import dev.ouzel.ingest.*; import dev.ouzel.persistence.*;
        import dev.ouzel.sink.*; import dev.ouzel.stream.*;
        class Example { void run() { %s } }
        """
            .formatted(examples.get(0)));
    compile(
        """
        import dev.ouzel.http.json.*; import dev.ouzel.post.*; import dev.ouzel.sink.*;
        class Example { void run() { %s } }
        """
            .formatted(examples.get(1)));
    compile(
        """
        import static org.assertj.core.api.Assertions.*;
        import dev.ouzel.post.*; import dev.ouzel.testkit.junit.*; import dev.ouzel.testkit.server.*;
        import java.net.URI; import java.time.*; import java.util.List;
        import org.junit.jupiter.api.*; import org.junit.jupiter.api.extension.*;
        class Example {
          record MyReader(URI url, String token) { List<String> posts() { return List.of(); } }
          %s }
        """
            .formatted(examples.get(2)));
  }

  private void compile(String text) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));

    compiler.getTask(null, null, faults, options, null, List.of(new Source(text))).call();

    assertThat(faults.getDiagnostics())
        .filteredOn(fault -> fault.getKind() == Diagnostic.Kind.ERROR)
        .isEmpty();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Example.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
