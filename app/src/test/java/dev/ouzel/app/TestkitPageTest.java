package dev.ouzel.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
      import dev.ouzel.testkit.load.*; import dev.ouzel.testkit.memory.*; import dev.ouzel.testkit.rule.*;
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
    new Example(
            IMPORTS
                + (declares ? example : "void run(FakeX x) throws Exception { " + example + "}")
                + "}")
        .compilesInto(classes);
  }
}
