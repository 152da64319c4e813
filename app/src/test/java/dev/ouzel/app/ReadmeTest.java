package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
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
        import dev.ouzel.testkit.junit.*; import dev.ouzel.testkit.server.*; import java.net.URI;
                import org.junit.jupiter.api.*;
        class Example {
          record MyReader(URI url, String token) { String next() { return ""; } }
          %s }
        """
            .formatted(examples.get(2)));
  }

  private void compile(String text) {
    new Example(text).compilesInto(classes);
  }
}
