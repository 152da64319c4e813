package dev.ouzel.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java on the testkit's page compiles, but for what is marked as another client's. */
class TestkitPageTest {
  private static final Path PAGE = Path.of("..", "docs", "testkit.md");
  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern DECLARATION = Pattern.compile("(?s)(@|class ).*");
  private static final String IMPORTS =
      """
      import static dev.ouzel.testkit.script.Attempts.*;
      import static org.assertj.core.api.Assertions.assertThat;
      import static org.junit.jupiter.api.Assertions.assertEquals;
      import dev.ouzel.ingest.*; import dev.ouzel.rule.*; import dev.ouzel.sink.*;
      import dev.ouzel.stream.*; import dev.ouzel.testkit.contract.*;
      import dev.ouzel.testkit.generate.*; import dev.ouzel.testkit.junit.*;
      import dev.ouzel.testkit.memory.*; import dev.ouzel.testkit.rule.*;
      import dev.ouzel.testkit.script.*; import dev.ouzel.testkit.server.*;
      import java.net.URI; import java.time.*; import java.util.*; import java.util.concurrent.*;
      import java.util.function.*; import org.junit.jupiter.api.*;
      class Example {
        record MyReader(URI url, String token) { List<String> posts() { return List.of(); } }
        record MySource(URI url, Supplier<String> token) implements StreamSource {
          public Flow.Publisher<StreamSignal> connect(StreamRequest request) { return null; }
        }
      """;

  @TempDir private Path classes;

  static Stream<String> examples() throws IOException {
    return JAVA.matcher(Files.readString(PAGE)).results().map(found -> found.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itsExampleCompiles(String example) {
    boolean declares = DECLARATION.matcher(example).matches();
    compile(
        IMPORTS
            + (declares ? example : "void run(FakeX x) throws Exception { " + example + "}")
            + "}");
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
