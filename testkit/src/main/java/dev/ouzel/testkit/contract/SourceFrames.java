package dev.ouzel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.post.Problem;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.PostFrame;
import dev.ouzel.stream.Frame.SystemFrame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import dev.ouzel.stream.StreamSignal.Frames;
import dev.ouzel.testkit.server.FakeX;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What X sends arrives: every frame, byte for byte, in order, and told apart. */
abstract class SourceFrames extends SourceFixture {
  private static final int LONGEST_BEGINNING = 64 << 10;
  private static final int MOST_OF_A_TURN = 256 << 10;

  @Test
  protected void deliversFramesByteForByteInOrder() {
    FakeX x = serve();
    SourceProbe probe = open(x);
    List<Payload> frames = new ArrayList<>();
    for (TrickyFrame tricky : TrickyFrame.values()) {
      frames.add(tricky.of(100 + frames.size()));
    }

    x.publish(frames);

    assertThat(payloads(probe.awaitFrames(frames.size()))).isEqualTo(frames);
  }

  @Test
  protected void deliversEachFrameAsSoonAsItIsSent() {
    FakeX x = serve();
    SourceProbe probe = open(x);

    for (int i = 1; i <= 5; i++) {
      x.publish(post(i));
      assertThat(payloads(probe.awaitFrames(i))).last().isEqualTo(post(i));
    }

    boolean gzip = x.requests().get(0).header("accept-encoding").orElse("").contains("gzip");
    assertThat(gzip).as("asks for gzip").isEqualTo(asksForGzip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n"})
  protected void cutsAtLineEndsHoweverTheBytesArrive(String delimiter) {
    FakeX x = serve();
    SourceProbe probe = open(x);
    List<Payload> frames =
        List.of(TrickyFrame.RAW_UTF8_OF_EVERY_PLANE.of(1), post(2), TrickyFrame.ESCAPES.of(3));

    for (Payload frame : frames) {
      for (byte each : utf8(frame.text() + delimiter)) {
        x.sendRaw(new byte[] {each});
      }
    }

    assertThat(payloads(probe.awaitFrames(3))).isEqualTo(frames);
  }

  @Test
  protected void cutsManyFramesOfOneChunk() {
    FakeX x = serve();
    SourceProbe probe = open(x);

    x.sendRaw(utf8(post(1).text() + "\r\n\r\n" + post(2).text() + "\n" + post(3).text() + "\r\n"));

    assertThat(payloads(probe.awaitFrames(3))).containsExactly(post(1), post(2), post(3));
    assertThat(probe.keepAlives()).isEqualTo(1);
  }

  @Test
  protected void doesNotCutAtALoneCarriageReturn() {
    FakeX x = serve();
    SourceProbe probe = open(x);

    x.sendRaw(utf8("{\"data\":{\"id\":\"1\",\"text\":\"a\r"));
    x.sendRaw(utf8("b\rc\"}}\r"));
    x.sendRaw(utf8("\n"));

    assertThat(probe.awaitFrames(1))
        .extracting(frame -> frame.payload().text())
        .containsExactly("{\"data\":{\"id\":\"1\",\"text\":\"a\rb\rc\"}}");
  }

  @Test
  protected void countsKeepAlives() {
    FakeX x = serve();
    SourceProbe probe = open(x);

    x.sendRaw(utf8("\r\n\r\n"));
    x.sendRaw(utf8("\r"));
    x.sendRaw(utf8("\n"));

    probe.awaitKeepAlives(3);
    assertThat(probe.bytes()).isEqualTo(6);
    assertThat(probe.frames()).isEmpty();
  }

  @Test
  protected void hearsTheKeepAlivesOfAQuietStream() {
    FakeX x = serve(usual().keepAlive(Duration.ofMillis(20)));

    open(x).awaitKeepAlives(3);
  }

  @Test
  protected void signalsBytesThatCompleteNoFrame() {
    FakeX x = serve();
    SourceProbe probe = open(x);
    String half = "{\"data\":{\"id\":\"1\",";

    x.sendRaw(utf8(half));
    probe.awaitBytes(half.length());
    assertThat(probe.frames()).isEmpty();
    x.sendRaw(utf8("\"text\":\"\"}}\r\n"));

    assertThat(probe.awaitFrames(1).get(0).payload().text()).startsWith(half);
  }

  @Test
  protected void countsEveryByteOnceAndWhatItPins() {
    FakeX x = serve();
    SourceProbe probe = open(x);

    x.publish(LongStream.rangeClosed(1, 20_000).mapToObj(SourceFixture::post).toList());
    x.sendRaw(utf8("{\"data\""));
    x.endConnections();
    probe.awaitFailure();

    assertThat(probe.bytes()).isEqualTo(x.connections().get(0).bytes());
    assertThat(probe.turns()).allSatisfy(SourceFrames::assertBounded);
  }

  private static void assertBounded(Frames turn) {
    long held = turn.frames().stream().mapToLong(frame -> frame.payload().size()).sum();
    assertThat(turn.bytes()).isBetween(1L, (long) MOST_OF_A_TURN);
    assertThat(turn.pinnedBytes()).isGreaterThanOrEqualTo(held);
  }

  @Test
  protected void deliversALargePost() {
    FakeX x = serve();
    SourceProbe probe = open(x);
    Payload large =
        Payload.ofText("{\"data\":{\"id\":\"1\",\"text\":\"" + "größer ".repeat(90_000) + "\"}}");

    x.publish(List.of(large, post(2)));

    assertThat(payloads(probe.awaitFrames(2))).containsExactly(large, post(2));
    assertThat(large.size()).isGreaterThan(700_000);
  }

  /** X's lines have no stated limit, and a server gone mad must not fill the memory. */
  @Test
  protected void keepsTheBeginningOfALineWithoutAnEnd() {
    FakeX x = serve(usual().bufferLimit(64 << 20));
    SourceProbe probe = open(x);
    byte[] endless = new byte[9 << 20];
    Arrays.fill(endless, (byte) 'x');

    x.sendRaw(endless);
    x.sendRaw(utf8("\r\n"));
    x.publish(post(2));

    List<Frame> frames = probe.awaitFrames(2);
    assertThat(frames.get(0)).isInstanceOf(UnreadableFrame.class);
    assertThat(frames.get(0).payload().text()).hasSizeBetween(1, LONGEST_BEGINNING).matches("x+");
    assertThat(frames.get(1).payload()).isEqualTo(post(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'data':{'id':'1346889436626259968','text':''},'matching_rules':[{'id':'7','tag':'a'}]}"
            + "|1346889436626259968|[{'id':'7','tag':'a'}]",
        "{'matching_rules':[{'id':1359605299078914049}],'data':{'text':'','id':'20'}}"
            + "|20|[{'id':1359605299078914049}]",
        "{'errors':[{'id':'1','resource_id':'2'}],'includes':{'users':[{'id':'3'}]},"
            + "'data':{'author_id':'4','geo':{'id':'5'},'polls':[{'id':'6'}],'id':'21'}}|21|``",
        "{'data':{'text':'}],\\'data\\':{\\'id\\':\\'9\\'','id':'22'},'errors':[{'title':'x'}]}"
            + "|22|``",
        "{ 'data' : { 'id' : '23' } , 'matching_rules' : [ ] }|23|[ ]",
        "{'data':{'id':9223372036854775807}}|9223372036854775807|``"
      })
  protected void readsIdAndRulesOfAPost(String quoted, long id, String rules) {
    FakeX x = serve();
    SourceProbe probe = open(x);
    String frame = quoted.replace('\'', '"');

    x.publish(frame);

    assertThat(probe.awaitFrames(1))
        .singleElement()
        .isInstanceOfSatisfying(
            PostFrame.class,
            post -> {
              assertThat(post.id()).isEqualTo(id);
              assertThat(post.rules().text()).isEqualTo(rules.replace('\'', '"'));
              assertThat(post.payload().text()).isEqualTo(frame);
            });
  }

  @Test
  protected void readsTheProblemsOfASystemMessage() {
    FakeX x = serve();
    SourceProbe probe = open(x);

    x.publish(
        "{\"errors\":[{\"title\":\"operational-disconnect\",\"disconnect_type\":"
            + "\"OperationalDisconnect\",\"detail\":\"This stream has been disconnected for"
            + " operational reasons.\",\"type\":"
            + "\"https://api.twitter.com/2/problems/operational-disconnect\"}]}");
    x.publish("{\"kind_of_message_not_known_yet\":{\"a\":1}}");
    x.publish(post(1));

    List<Frame> frames = probe.awaitFrames(3);
    assertThat(frames.get(0))
        .isInstanceOfSatisfying(
            SystemFrame.class,
            notice -> {
              assertThat(notice.disconnect()).isPresent();
              assertThat(notice.problems()).hasSize(1);
              Problem problem = notice.problems().get(0);
              assertThat(problem.typeSuffix()).contains("operational-disconnect");
              assertThat(problem.disconnectType()).contains("OperationalDisconnect");
              assertThat(problem.sentence()).contains("disconnected for operational reasons");
            });
    assertThat(frames.get(1))
        .isInstanceOfSatisfying(
            SystemFrame.class, message -> assertThat(message.problems()).isEmpty());
    assertThat(frames.get(2)).isInstanceOf(PostFrame.class);
  }

  @Test
  protected void goesOnAfterGarbage() {
    FakeX x = serve();
    SourceProbe probe = open(x);
    List<Payload> noJson =
        List.of(
            Payload.ofText("<html><body>502 Bad Gateway</body></html>"),
            Payload.ofText("{\"data\":{\"id\":"),
            Payload.ofText("[".repeat(100_000)),
            Payload.copyOf(new byte[] {(byte) 0xff, 0, (byte) 0xfe, 1}));
    List<Payload> noPosts =
        List.of(
            Payload.ofText("{\"data\":{\"id\":\"no number\"}}"),
            Payload.ofText("{\"data\":{\"id\":\"99999999999999999999\"}}"),
            Payload.ofText("{\"data\":{\"id\":\"-5\"}}"),
            Payload.ofText("{\"data\":null}"));

    x.publish(noJson);
    x.publish(noPosts);
    x.publish(post(7));

    List<Frame> frames = probe.awaitFrames(9);
    assertThat(frames.subList(0, 4)).allMatch(UnreadableFrame.class::isInstance);
    assertThat(payloads(frames.subList(0, 4))).isEqualTo(noJson);
    assertThat(frames.subList(4, 8)).noneMatch(PostFrame.class::isInstance);
    assertThat(payloads(frames.subList(4, 8))).isEqualTo(noPosts);
    assertThat(frames.get(8)).isInstanceOf(PostFrame.class);
  }
}
