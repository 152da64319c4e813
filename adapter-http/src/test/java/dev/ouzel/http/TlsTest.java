package dev.ouzel.http;

import static dev.ouzel.http.RawServer.OK_CHUNKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.http.RawServer.Peer;
import dev.ouzel.stream.StreamRequest;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token goes only to a server that proves who it is. */
class TlsTest {
  private static final String PASSWORD = "changeit";
  private static final int FRAMES = 5_000;

  @TempDir static Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger requests = new AtomicInteger();

  /** Kept, since a client that nobody refers to is closed. */
  private XClient client;

  @BeforeAll
  static void makeCertificates() throws Exception {
    makeCertificate("right.p12", "san=ip:127.0.0.1");
    makeCertificate("wrong.p12", "san=dns:example.org");
  }

  private static void makeCertificate(String file, String extension) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                extension,
                "-keystore",
                directory.resolve(file).toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aCertificateThatNobodyVouchesForEndsTheAttemptBeforeTheTokenIsSent() throws Exception {
    try (RawServer server = serving("right.p12");
        XClient client = XClient.open(vertx, settings(server))) {
      Recorder recorder = new Recorder();
      client.streams().connect(StreamRequest.builder().build()).subscribe(recorder);

      assertThat(recorder.awaitNetworkFailure())
          .isEqualTo(
              "TLS with 127.0.0.1:%d: unable to find valid certification path to requested target"
                  .formatted(server.port()));
      assertThat(requests).hasValue(0);
    }
  }

  @Test
  void aCertificateForAnotherNameEndsTheAttemptBeforeTheTokenIsSent() throws Exception {
    try (RawServer server = serving("wrong.p12")) {
      assertThat(attempt(server, "wrong.p12").awaitNetworkFailure())
          .startsWith("TLS with 127.0.0.1:" + server.port() + ": No subject alternative names");
      assertThat(requests).hasValue(0);
    }
  }

  @Test
  void aStreamOverTlsIsReadAsAnyOther() throws Exception {
    try (RawServer server = serving("right.p12")) {
      Recorder recorder = attempt(server, "right.p12").requestAll();

      recorder.awaitCompletion();
      assertThat(recorder.texts())
          .isEqualTo(IntStream.rangeClosed(1, FRAMES).mapToObj(TlsTest::frame).toList());
    }
  }

  @Test
  void certificatesToTrustAreCertificates() {
    XClientSettings.Builder settings =
        Attempts.settings(URI.create("https://127.0.0.1:1")).trusted("no certificate");

    assertThatThrownBy(settings::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the certificates to trust are none: they are X.509, as PEM");
  }

  @Test
  void whatTheJvmTrustsIsTrustedBesides() throws Exception {
    TrustManagerFactory usual =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    usual.init((KeyStore) null);
    List<X509Certificate> trusted =
        accepted(Trust.of(pem("right.p12")).getTrustManagerFactory(vertx));

    assertThat(trusted).containsAll(accepted(usual)).hasSize(accepted(usual).size() + 1);
  }

  private static List<X509Certificate> accepted(TrustManagerFactory factory) {
    return Stream.of(factory.getTrustManagers())
        .map(X509TrustManager.class::cast)
        .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
        .toList();
  }

  private Recorder attempt(RawServer server, String trusted) throws Exception {
    XClientSettings settings =
        XClientSettings.builder().from(settings(server)).trusted(pem(trusted)).build();
    Recorder recorder = new Recorder();
    client = XClient.open(vertx, settings);
    client.streams().connect(StreamRequest.builder().build()).subscribe(recorder);
    return recorder;
  }

  private static String pem(String keyStore) throws Exception {
    KeyStore keys = keys(keyStore);
    byte[] certificate = keys.getCertificate(keys.aliases().nextElement()).getEncoded();
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate)
        + "\n-----END CERTIFICATE-----\n";
  }

  private static XClientSettings settings(RawServer server) {
    return Attempts.settings(URI.create("https://127.0.0.1:" + server.port())).build();
  }

  private static KeyStore keys(String keyStore) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(directory.resolve(keyStore))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private RawServer serving(String keyStore) throws IOException, GeneralSecurityException {
    KeyStore keys = keys(keyStore);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return new RawServer(
        tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        this::stream);
  }

  private void stream(Peer peer) throws IOException {
    peer.request();
    requests.incrementAndGet();
    peer.send(OK_CHUNKED);
    for (int id = 1; id <= FRAMES; id++) {
      peer.chunk(frame(id) + "\r\n");
    }
    peer.lastChunk();
  }

  private static String frame(int id) {
    return "{\"data\":{\"id\":\"" + id + "\",\"text\":\"" + "x".repeat(id % 300) + "\"}}";
  }
}
