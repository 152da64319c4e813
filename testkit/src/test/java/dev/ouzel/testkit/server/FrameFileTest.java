package dev.ouzel.testkit.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.post.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFileTest {
  @TempDir private Path directory;

  private Path file(String latin1) throws IOException {
    return Files.write(directory.resolve("frames.jsonl"), latin1.getBytes(ISO_8859_1));
  }

  @Test
  void readsLinesByteForByteWithoutTheirEnds() throws IOException {
    assertThat(FrameFile.read(file("{\"a\":\"\u00ff\"}\r\n\n \r\n<html>\n{\r}\r\n\r\nlast")))
        .extracting(frame -> new String(frame.toByteArray(), ISO_8859_1))
        .containsExactly("{\"a\":\"\u00ff\"}", " ", "<html>", "{\r}", "last");
  }

  @Test
  void readsNothingFromAnEmptyFile() throws IOException {
    assertThat(FrameFile.read(file(""))).isEmpty();
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> FrameFile.read(directory.resolve("none")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none");
  }

  @Test
  void givesEveryNewConnectionTheFileAndThenWhatIsLive() throws IOException {
    try (FakeX fake = FakeX.builder().withRule("cat", "cats").start()) {
      fake.replay(file("one\ntwo\n"));
      for (int connection = 0; connection < 2; connection++) {
        try (RawClient client = RawClient.stream(fake)) {
          assertThat(client.text()).isEqualTo("one\r\ntwo\r\n");
          fake.publish(Payload.ofText("live"));
          assertThat(client.text()).isEqualTo("live\r\n");
        }
        fake.awaitConnections(0);
      }
    }
  }
}
