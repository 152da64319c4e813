package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.testkit.script.Attempts;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** HTTP/1.1 and HTTP/2, plain and encrypted. */
class FakeXTransportTest {
  private FakeX fake;

  @AfterEach
  void close() {
    fake.close();
  }

  private void start(FakeXSettings.Builder builder) {
    fake = builder.withRule("cat", "cats").start();
  }

  private HttpClient client(HttpClient.Version version)
      throws GeneralSecurityException, IOException {
    HttpClient.Builder client = HttpClient.newBuilder().version(version);
    if (fake.certificate().isPresent()) {
      client.sslContext(trusting(fake.certificate().get()));
    }
    return client.build();
  }

  private static SSLContext trusting(String pem) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "fake-x",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private HttpResponse<InputStream> connect(HttpClient client)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(fake.baseUrl().resolve("/2/tweets/search/stream"))
            .timeout(Duration.ofSeconds(10))
            .header("authorization", "Bearer " + fake.token())
            .build(),
        BodyHandlers.ofInputStream());
  }

  private static BufferedReader lines(HttpResponse<InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, HTTP_1_1, HTTP_1_1", "false, false, HTTP_2, HTTP_1_1",
    "false, true, HTTP_1_1, HTTP_1_1", "false, true, HTTP_2, HTTP_2",
    "true, false, HTTP_1_1, HTTP_1_1", "true, false, HTTP_2, HTTP_1_1",
    "true, true, HTTP_1_1, HTTP_1_1", "true, true, HTTP_2, HTTP_2"
  })
  void streamsInTheVersionThatBothSpeak(
      boolean tls, boolean http2, HttpClient.Version wanted, HttpClient.Version spoken)
      throws IOException, InterruptedException, GeneralSecurityException {
    start(FakeX.builder().tls(tls).http2(http2));
    HttpResponse<InputStream> response = connect(client(wanted));
    try (BufferedReader lines = lines(response)) {
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.version()).isEqualTo(spoken);
      fake.createPost("a cat");
      assertThat(lines.readLine()).contains("a cat", "matching_rules");
      fake.endConnections();
      assertThat(lines.readLine()).isNull();
    }
    assertThat(fake.connections()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"true, HTTP_1_1", "true, HTTP_2", "false, HTTP_2"})
  void isDrivenInTheVersionThatBothSpeak(boolean tls, HttpClient.Version version)
      throws IOException, InterruptedException, GeneralSecurityException {
    start(FakeX.builder().tls(tls).http2(true).controls(true));
    HttpClient client = client(version);
    HttpResponse<InputStream> stream = connect(client);
    try (BufferedReader lines = lines(stream)) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(fake.baseUrl().resolve("/fake/posts"))
                  .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"a cat\"}"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(version);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(lines.readLine()).contains("a cat");
    }
  }

  @Test
  void isTrustedByNobodyUnlessTold() throws IOException, InterruptedException {
    start(FakeX.builder().tls(true));
    assertThat(fake.baseUrl().getScheme()).isEqualTo("https");
    assertThatThrownBy(() -> connect(HttpClient.newHttpClient()))
        .isInstanceOf(SSLHandshakeException.class);
  }

  /** How a stream ends when a fault strikes in the middle of it. */
  private enum Break {
    RESET,
    HALF,
    CHUNK;

    Deed deed() {
      return switch (this) {
        case RESET -> Deed.reset();
        case HALF -> Deed.halfFrameThen(Deed.reset());
        case CHUNK -> Deed.badChunk();
      };
    }
  }

  private void breaksOff(FakeXSettings.Builder builder, Break how, HttpClient.Version version)
      throws IOException, InterruptedException, GeneralSecurityException {
    start(
        builder.script(
            FaultScript.empty().fault("break", Attempts.attempt(1).atFrame(2), how.deed())));
    try (BufferedReader lines = lines(connect(client(version)))) {
      fake.createPost("cat one");
      assertThat(lines.readLine()).contains("cat one");
      fake.createPost("cat two");
      fake.createPost("cat three");
      assertThatThrownBy(
              () -> {
                while (lines.readLine() != null) {
                  assertThat(fake.token()).isNotEmpty();
                }
              })
          .isInstanceOf(IOException.class);
    }
    fake.verifyFaults();
  }

  @ParameterizedTest
  @EnumSource(Break.class)
  void breaksEncryptedStreamsOff(Break how)
      throws IOException, InterruptedException, GeneralSecurityException {
    breaksOff(FakeX.builder().tls(true), how, HttpClient.Version.HTTP_1_1);
  }

  @ParameterizedTest
  @EnumSource(Break.class)
  void resetsStreamsOfHttp2(Break how)
      throws IOException, InterruptedException, GeneralSecurityException {
    breaksOff(FakeX.builder().http2(true), how, HttpClient.Version.HTTP_2);
  }

  @Test
  void compressesForNobodyWhenTold() throws IOException {
    start(FakeX.builder().compression(Compression.NEVER));
    try (RawClient client = RawClient.stream(fake, "Accept-Encoding: gzip")) {
      assertThat(client.status()).isEqualTo(200);
      assertThat(client.header("content-encoding")).isEmpty();
    }
  }

  @Test
  void dropsASlowReaderOfHttp2()
      throws IOException, InterruptedException, GeneralSecurityException {
    start(FakeX.builder().http2(true).bufferLimit(100_000));
    HttpResponse<InputStream> response = connect(client(HttpClient.Version.HTTP_2));
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
    String text = "cat " + "w".repeat(10_000);
    for (int i = 0; i < 10_000 && fake.connections().get(0).isOpen(); i++) {
      fake.publish(i + 1, text);
    }
    assertThat(fake.connections().get(0).connection().disconnectReason()).contains("slow_reader");
    response.body().close();
  }
}
