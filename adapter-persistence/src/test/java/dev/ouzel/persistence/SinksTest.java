package dev.ouzel.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SinksTest {
  private static final StreamName STREAM = new StreamName("filtered_stream");

  @TempDir Path directory;

  @Test
  void opensASqliteFile() {
    Path file = directory.resolve("posts.db");

    try (PostSink sink = Sinks.open("sqlite:" + file, STREAM)) {
      assertThat(sink.kind()).isEqualTo(SinkKind.KEYED);
      assertThat(file).isNotEmptyFile();
    }
  }

  @Test
  void opensStandardOutput() {
    try (PostSink sink = Sinks.open("-", STREAM)) {
      assertThat(sink.kind()).isEqualTo(SinkKind.EPHEMERAL);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ouzel.db",
        "sqlite",
        "sqlite:",
        "sqlite:  ",
        "sqlite::memory:",
        "sqlite:///ouzel.db",
        "sqlite:ouzel.db?mode=ro",
        "sqlite:\0",
        "--"
      })
  void saysInOneLineWhatASinkIs(String uri) {
    assertThatThrownBy(() -> Sinks.open(uri, STREAM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + uri.replaceFirst("[?].*", ""))
        .hasMessageEndingWith(
            "a sink is sqlite:PATH, such as sqlite:ouzel.db, postgresql://USER@HOST/DB,"
                + " kafka://HOST:9092/TOPIC, jsonl:DIR, or - for standard output");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://user:secret@host/db",
        "postgresql://user:p@secret@host/db",
        "postgresql://user:p/s?secret@host/db",
        "postgresql:user:secret@host",
        "postgresql://host/db?user=u&password=secret"
      })
  void neverShowsAPassword(String uri) {
    assertThatThrownBy(() -> Sinks.open(uri, STREAM)).hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Sinks.read(uri)).hasMessageNotContaining("secret");
  }

  @Test
  void opensWhatASinkKeptForReading() {
    String uri = "sqlite:" + directory.resolve("posts.db");
    Sinks.open(uri, STREAM).close();

    try (StoreReader reader = Sinks.read(uri)) {
      assertThat(reader.streams()).isEmpty();
    }
  }

  @Test
  void saysThatStandardOutputCannotBeRead() {
    assertThatThrownBy(() -> Sinks.read("-"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "standard output keeps nothing that could be read; name a store, such as"
                + " sqlite:ouzel.db");
    assertThatThrownBy(() -> Sinks.read("tape:1")).hasMessageStartingWith("'tape:1' is no sink");
  }

  @Test
  void failsWithOneLineOnAFileThatCannotBeUsed() {
    assertThatThrownBy(() -> Sinks.open("sqlite:" + directory, STREAM))
        .isInstanceOf(SinkFailure.class)
        .hasMessage(directory + " is a directory; name a file");
  }

  @Test
  void namesADriverThatIsMissing() throws Exception {
    try (URLClassLoader bare = withoutDriver()) {
      Class<?> sinks = bare.loadClass(Sinks.class.getName());
      Class<?> streamName = bare.loadClass(StreamName.class.getName());
      Object stream = streamName.getConstructor(String.class).newInstance("filtered_stream");

      assertThatThrownBy(
              () ->
                  sinks
                      .getMethod("open", String.class, streamName)
                      .invoke(null, "sqlite:x", stream))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessage(
              "the sink 'sqlite:x' needs a driver: add org.xerial:sqlite-jdbc to the class path");
    }
  }

  /** What an embedder has who did not add the optional dependency. */
  private static URLClassLoader withoutDriver() throws IOException {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("sqlite-jdbc")) {
        path.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
