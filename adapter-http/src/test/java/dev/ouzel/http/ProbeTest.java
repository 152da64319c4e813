package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.server.FakeX;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {
  @Test
  void tellsThatXTakesTheTokenAndHowOftenItMayBeAsked() {
    try (FakeX x = FakeX.builder().start();
        XClient client = XClient.open(settings(x).build())) {
      Probe probe = RawX.get(client.probe());

      assertThat(probe.refusal()).isEmpty();
      assertThat(probe.rateLimit().limit()).hasValue(450);
      assertThat(probe.rateLimit().remaining()).hasValue(449);
      assertThat(probe.clockAhead().orElseThrow().abs()).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void tellsWhyXRefuses() {
    try (FakeX x = FakeX.builder().start();
        XClient client = XClient.open(settings(x).token(() -> "another").build())) {
      assertThat(RawX.get(client.probe()).refusal().map(Refusal::kind))
          .hasValue(Refusal.Kind.UNAUTHORIZED);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-90, 90})
  void tellsHowFarTheClocksAreApart(long seconds) {
    Instant shown = Instant.now().minusSeconds(seconds);
    try (FakeX x = FakeX.builder().clock(new ManualLoop(shown, 1)).start();
        XClient client = XClient.open(settings(x).build())) {
      assertThat(RawX.get(client.probe()).clockAhead().orElseThrow().minusSeconds(seconds).abs())
          .isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void showsACertificateThatNobodyVouchesForAndTellsItNothing() {
    try (FakeX x = FakeX.builder().tls(true).start();
        XClient client = XClient.open(settings(x).build())) {
      assertThatThrownBy(() -> RawX.get(client.probe()))
          .isInstanceOf(RequestFailed.class)
          .hasMessageContaining("TLS with");

      List<X509Certificate> shown = RawX.get(client.certificates());

      assertThat(shown.get(0).getIssuerX500Principal().getName()).isEqualTo("CN=localhost");
      assertThat(x.requests()).isEmpty();
    }
  }

  @Test
  void aServerWithoutTlsShowsNone() {
    try (FakeX x = FakeX.builder().start();
        XClient client = XClient.open(settings(x).build())) {
      assertThat(RawX.get(client.certificates())).isEmpty();
    }
  }

  @Test
  void nobodyThereIsAFailureInWords() {
    try (FakeX x = FakeX.builder().start();
        XClient client = XClient.open(settings(x).build())) {
      x.stop();

      assertThatThrownBy(() -> RawX.get(client.certificates()))
          .isInstanceOf(RequestFailed.class)
          .hasMessage("connection refused by 127.0.0.1:" + x.port());
    }
  }

  private static XClientSettings.Builder settings(FakeX x) {
    return XClientSettings.builder().baseUri(x.baseUrl()).token(x::token);
  }
}
