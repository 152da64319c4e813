package dev.ouzel.testkit.recipes;

import static dev.ouzel.testkit.script.Attempts.attempt;
import static dev.ouzel.testkit.script.Attempts.everyAttempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.junit.FakeXExtension;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.ServedConnection;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How to script the ways in which a stream ends, or ought to have. */
class EndsRecipesTest {
  private static final Duration A_WHILE = Duration.ofMillis(200);

  @RegisterExtension
  static final FakeXExtension X =
      FakeXExtension.with(
          x -> x.withRule("cat", "cats").keepAlive(Duration.ofMillis(20)).bufferLimit(64 << 10));

  /** Nothing comes any more, not even keep-alives, and no error tells. */
  @Test
  void theStreamStopsSilently(FakeX x) throws IOException {
    x.play(FaultScript.empty().fault("silence", attempt(1).atFrame(1), Deed.stall()));
    try (PlainReader reader = PlainReader.connect(x)) {
      x.post("the last cat");
      assertThat(reader.frame()).contains("the last cat");
      x.post("a cat that nobody sees");
      assertThat(reader.nextLine()).failsWithin(A_WHILE);
    }
    x.awaitConnections(0);
  }

  /** A quiet stream is no stalled one: keep-alives come, posts do not. */
  @Test
  void theStreamIsQuiet(FakeX x) throws IOException {
    try (PlainReader reader = PlainReader.connect(x)) {
      assertThat(reader.line()).isEmpty();
      assertThat(reader.line()).isEmpty();
      x.post("a cat at last");
      assertThat(reader.frame()).contains("a cat at last");
    }
  }

  /** The connection breaks within a record; what came of it is no post. */
  @Test
  void theStreamIsCutMidRecord(FakeX x) throws IOException {
    x.play(
        FaultScript.empty().fault("cut", attempt(1).atFrame(1), Deed.halfFrameThen(Deed.reset())));
    try (PlainReader reader = PlainReader.connect(x)) {
      x.post("a whole cat");
      x.post("half a cat");
      assertThat(reader.frame()).contains("a whole cat");
      assertThatThrownBy(reader::frame).isInstanceOf(IOException.class);
    }
  }

  /** X says on the stream that it ends it, and then leaves the connection open. */
  @Test
  void theOperationalDisconnectStaysOpen(FakeX x) throws IOException {
    x.play(
        FaultScript.empty()
            .fault("notice", attempt(1).atFrame(1), Deed.operationalDisconnectThen(Deed.stall())));
    try (PlainReader reader = PlainReader.connect(x)) {
      x.post("a cat");
      assertThat(reader.frame()).contains("a cat");
      assertThat(reader.frame()).contains("\"disconnect_type\":\"OperationalDisconnect\"");
      assertThat(reader.nextLine()).failsWithin(A_WHILE);
      assertThat(x.connections().get(0).isOpen()).isTrue();
    }
  }

  /** X accepts and ends at once, again and again: whoever reconnects at once uses up its limit. */
  @Test
  void everyConnectionEndsAtOnce(FakeX x) throws IOException {
    x.play(FaultScript.empty().fault("end", everyAttempt().atFrame(0), Deed.end()));
    for (int attempt = 1; attempt <= 3; attempt++) {
      try (PlainReader reader = PlainReader.connect(x)) {
        assertThatThrownBy(reader::frame).isInstanceOf(EOFException.class);
      }
    }
    assertThat(x.connections()).hasSize(3).allMatch(connection -> connection.frames() == 0);
  }

  /** A client that reads too slowly is dropped, and what waited for it is lost. */
  @Test
  void theSlowReaderIsDropped(FakeX x) throws IOException {
    try (PlainReader reader = PlainReader.connect(x)) {
      assertThat(reader.status()).isEqualTo(200);
      PostGenerator posts = new PostGenerator(1);
      while (x.connections().get(0).isOpen()) {
        x.publish(posts.next(x.now(), x.rules()));
      }
    }
    ServedConnection dropped = x.connections().get(0);
    assertThat(dropped.connection().disconnectReason()).contains("slow_reader");
    assertThat(dropped.frames()).isLessThan(x.publishedCount());
  }

  /** A client that was told to stop is gone at once, and X knows. */
  @Test
  void theClientStops(FakeX x) throws IOException {
    PlainReader reader = PlainReader.connect(x);
    x.awaitConnections(1);
    reader.close();
    x.awaitConnections(0);
    assertThat(x.connections().get(0).connection().disconnectReason())
        .contains("client_disconnect");
  }

  /** The user's own code fails on a post; neither the connection nor the other posts suffer. */
  @Test
  void theHandlerThrows(FakeX x) throws IOException {
    List<String> handled = new ArrayList<>();
    try (PlainReader reader = PlainReader.connect(x)) {
      x.post("a cat");
      x.post("poison");
      x.post("another cat");
      while (handled.size() < 3) {
        String frame = reader.frame();
        try {
          handled.add(handle(frame));
        } catch (IllegalStateException failure) {
          handled.add(failure.getMessage());
        }
      }
    }
    assertThat(handled).containsExactly("handled", "on purpose", "handled");
    assertThat(x.connections()).hasSize(1);
  }

  private static String handle(String frame) {
    if (frame.contains("poison")) {
      throw new IllegalStateException("on purpose");
    }
    return "handled";
  }
}
