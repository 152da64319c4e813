package dev.ouzel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSource;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** What an adapter's author says of a source, and how its tests drive it. */
abstract class SourceFixture {
  private final List<FakeX> servers = new ArrayList<>();
  private final List<SourceProbe> probes = new ArrayList<>();

  /**
   * A source that asks the server at {@code baseUrl}, and {@code token} for the bearer token at
   * each connect. Whatever it needs, the adapter's test closes.
   */
  protected abstract StreamSource source(URI baseUrl, Supplier<String> token);

  /** True for a source that asks for gzip; the frames arrive all the same, and as soon. */
  protected boolean asksForGzip() {
    return false;
  }

  /** How long a test waits for what should happen before it fails. */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  @AfterEach
  final void leave() {
    probes.forEach(SourceProbe::cancel);
    servers.forEach(FakeX::close);
    assertThat(probes).allSatisfy(probe -> assertThat(probe.breaches()).isEmpty());
  }

  /** X as it is, with a rule, so that the filtered stream can be opened. */
  static FakeXSettings.Builder usual() {
    return FakeX.builder().withRule("bird", "birds");
  }

  final FakeX serve() {
    return serve(usual());
  }

  final FakeX serve(FakeXSettings.Builder settings) {
    FakeX x = settings.patience(patience()).start();
    servers.add(x);
    return x;
  }

  /** An attempt for which nothing is asked yet. */
  final SourceProbe subscribe(FakeX x) {
    return subscribe(source(x.baseUrl(), x::token), StreamRequest.builder().build());
  }

  /** A subscriber for a publisher of this test. */
  final SourceProbe probe() {
    SourceProbe probe = new SourceProbe(patience());
    probes.add(probe);
    return probe;
  }

  final SourceProbe subscribe(StreamSource source, StreamRequest request) {
    SourceProbe probe = probe();
    source.connect(request).subscribe(probe);
    return probe;
  }

  /** An attempt that has opened, and is asked for all there will be. */
  final SourceProbe open(FakeX x) {
    SourceProbe probe = subscribe(x).requestAll();
    probe.awaitOpened();
    x.awaitConnections(1);
    return probe;
  }

  /**
   * Takes as long as a whole attempt at another server does, so that what was sent before has
   * arrived at a source that reads it too early. Says nothing of one that reads it in time.
   */
  final void letWhatWasSentArrive() {
    FakeX other = serve();
    SourceProbe attempt = open(other);
    other.endConnections();
    attempt.awaitCompletion();
  }

  static Payload post(long id) {
    return Payload.ofText("{\"data\":{\"id\":\"" + id + "\",\"text\":\"Wasseramsel " + id + "\"}}");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<Payload> payloads(List<Frame> frames) {
    return frames.stream().map(Frame::payload).toList();
  }
}
