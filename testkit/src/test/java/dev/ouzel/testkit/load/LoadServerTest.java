package dev.ouzel.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class LoadServerTest {
  private static final int POSTS = 1_000;
  private static final int GZIP_HEADER_BYTES = 10;

  private final BlockingQueue<LoadSum> sent = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private LoadServer serve(LoadSettings.Builder settings) {
    return LoadServer.start(settings.build(), sent::add);
  }

  private LoadSum awaitSent() throws InterruptedException {
    LoadSum sum = sent.poll(30, TimeUnit.SECONDS);
    assertThat(sum).as("what was sent").isNotNull();
    return sum;
  }

  private static LoadSettings.Builder some(FrameSize size) {
    return LoadSettings.builder().size(size).posts(POSTS);
  }

  private static HttpResponse<InputStream> ask(HttpClient client, URI url, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve("/2/tweets/search/stream"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofInputStream());
  }

  private static List<String> lines(InputStream body) throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** Compressed loads have no end, so they lack the trailer that gzip has there. */
  private static InputStream inflated(byte[] gzip) throws DataFormatException {
    Inflater inflater = new Inflater(true);
    inflater.setInput(gzip, GZIP_HEADER_BYTES, gzip.length - GZIP_HEADER_BYTES);
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    byte[] page = new byte[8_192];
    for (int count = inflater.inflate(page); count > 0; count = inflater.inflate(page)) {
      plain.write(page, 0, count);
    }
    inflater.end();
    return new ByteArrayInputStream(plain.toByteArray());
  }

  private static long id(String line) {
    return Long.parseLong(line.replaceFirst("(?s).*?\"id\":\"(\\d+)\".*", "$1"));
  }

  private static LoadCheck check(FrameSize size, List<String> lines) {
    LoadCheck check = new LoadCheck(size);
    for (String line : lines) {
      check.kept(id(line), line.getBytes(StandardCharsets.UTF_8));
    }
    return check;
  }

  @ParameterizedTest
  @EnumSource(FrameSize.class)
  void sendsPostsWithIdsOfTheirOwnAndTellsWhichItSent(FrameSize size) throws Exception {
    try (LoadServer server = serve(some(size))) {
      List<String> lines = lines(ask(client, server.baseUrl()).body());

      assertThat(lines).hasSize(POSTS).doesNotHaveDuplicates();
      LoadCheck check = check(size, lines);
      assertThat(check.damaged()).isZero();
      assertThat(check.kept()).isEqualTo(awaitSent());
    }
  }

  @Test
  void framesCompressAboutAsRealPostsDo() {
    for (FrameSize size : FrameSize.values()) {
      LoadPosts posts = new LoadPosts(size);
      Deflater deflater = new Deflater();
      byte[] page = new byte[64 * 1024];
      double bytes = 0;
      long compressed = 0;
      for (int id = 0; id < POSTS; id++) {
        byte[] frame = posts.frame(1_900_000_000_000_000_000L + id);
        deflater.setInput(frame);
        compressed += deflater.deflate(page, 0, page.length, Deflater.SYNC_FLUSH);
        bytes += frame.length;
      }
      deflater.end();

      assertThat(bytes / compressed).as(size.label()).isBetween(2.4, 5.2);
    }
  }

  @Test
  void framesAreAsLongAsTheirNameSays() {
    assertThat(FrameSize.BRIEF.frames(100)).allMatch(frame -> Math.abs(frame.size() - 260) <= 26);
    assertThat(FrameSize.USUAL.frames(100)).allMatch(frame -> Math.abs(frame.size() - 1400) <= 140);
    assertThat(FrameSize.LONG.frames(100)).allMatch(frame -> Math.abs(frame.size() - 4000) <= 400);
  }

  @ParameterizedTest
  @EnumSource(FrameSize.class)
  void compressesWhenAsked(FrameSize size) throws Exception {
    try (LoadServer server = serve(some(size))) {
      HttpResponse<InputStream> response = ask(client, server.baseUrl(), "Accept-Encoding", "gzip");
      List<String> lines = lines(inflated(response.body().readAllBytes()));

      assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
      LoadCheck check = check(size, lines);
      assertThat(check.damaged()).isZero();
      assertThat(check.kept()).isEqualTo(awaitSent());
    }
  }

  @Test
  void speaksHttpsWithACertificateThatItShows() throws Exception {
    try (LoadServer server = serve(some(FrameSize.BRIEF).tls(true))) {
      HttpClient trusting =
          HttpClient.newBuilder().sslContext(trusting(server.certificate().orElseThrow())).build();

      assertThat(lines(ask(trusting, server.baseUrl()).body())).hasSize(POSTS);
    }
  }

  private static SSLContext trusting(String pem) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "load",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  @Test
  void noConnectionGetsTheIdsOfAnother() throws Exception {
    try (LoadServer server = serve(some(FrameSize.BRIEF))) {
      InputStream first = ask(client, server.baseUrl()).body();
      InputStream second = ask(client, server.baseUrl()).body();

      Set<Long> ids = new HashSet<>();
      lines(first).forEach(line -> ids.add(id(line)));
      lines(second).forEach(line -> ids.add(id(line)));
      assertThat(ids).hasSize(2 * POSTS);
    }
  }

  @Test
  void keepsToItsRateAndItsTimeAndThenKeepsTheConnectionAlive() throws Exception {
    LoadSettings.Builder settings =
        LoadSettings.builder()
            .size(FrameSize.BRIEF)
            .postsPerSecond(1_000)
            .length(Duration.ofMillis(300));
    try (LoadServer server = serve(settings);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    ask(client, server.baseUrl()).body(), StandardCharsets.UTF_8))) {
      LoadSum sum = awaitSent();

      assertThat(sum.posts()).isBetween(1L, 300L);
      for (int i = 0; i < sum.posts(); i++) {
        assertThat(reader.readLine()).startsWith("{");
      }
      assertThat(reader.readLine()).as("a keep-alive").isEmpty();
    }
  }

  @Test
  void answersAnyOtherRequestWithAnEmptyPage() throws Exception {
    try (LoadServer server = serve(some(FrameSize.BRIEF))) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(server.baseUrl().resolve("/2/connections")).build(),
              BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("\"data\":[]").contains("\"result_count\":0");
    }
  }

  @Test
  void aPostMissingDoubledOrChangedShows() {
    LoadPosts posts = new LoadPosts(FrameSize.BRIEF);
    LoadSum sent = LoadSum.none().plus(1_000, 3);
    LoadCheck missing = new LoadCheck(FrameSize.BRIEF);
    missing.kept(1_000, posts.frame(1_000));
    missing.kept(1_002, posts.frame(1_002));
    LoadCheck other = new LoadCheck(FrameSize.BRIEF);
    other.kept(1_000, posts.frame(1_000));
    other.kept(1_000, posts.frame(1_000));
    other.kept(1_003, posts.frame(1_002));

    assertThat(missing.kept()).isNotEqualTo(sent);
    assertThat(missing.damaged()).isZero();
    assertThat(other.kept()).as("the sums of ids are the same").isNotEqualTo(sent);
    assertThat(other.damaged()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoLoad() {
    assertThatThrownBy(() -> LoadSettings.builder().postsPerSecond(0).build())
        .hasMessage("a load has more than 0 posts a second");
    assertThatThrownBy(() -> LoadSettings.builder().posts(0).build())
        .hasMessage("a load has at least one post");
    assertThatThrownBy(() -> LoadSettings.builder().port(70_000).build())
        .hasMessage("a port is a number from 0 to 65535");
    assertThatThrownBy(() -> LoadSettings.builder().length(Duration.ZERO).build())
        .hasMessage("a load lasts for longer than no time");
  }
}
