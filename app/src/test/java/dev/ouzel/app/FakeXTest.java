package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.testkit.generate.PostGenerator;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake X as a command. */
@Timeout(60)
class FakeXTest {
  private static final String STREAM = "/2/tweets/search/stream";

  @TempDir private Path directory;
  private final Program program = Program.withoutToken();
  private CompletableFuture<Integer> exit = CompletableFuture.completedFuture(0);

  @AfterEach
  void stop() {
    program.stop();
    assertThat(exit.join()).as(program.err()).isZero();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private String serve(String... options) throws InterruptedException {
    exit =
        program.start(
            Stream.concat(Stream.of("fake-x"), Stream.of(options)).toArray(String[]::new));
    program.awaitErr(List.of(options).contains("--tls") ? "curl --cacert" : "ouzel ingest");
    return program.out().strip();
  }

  private static HttpRequest.Builder request(String url, String token) {
    return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<InputStream> get(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
  }

  private static String frame(HttpResponse<InputStream> response) throws IOException {
    assertThat(response.statusCode()).isEqualTo(200);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line.isBlank()) {
        line = lines.readLine();
      }
      return line;
    }
  }

  @Test
  void matchesGeneratedPostsAgainstTheRulesOfAFile() throws Exception {
    String rules =
        file(
            "rules.txt",
            "# All, and none.\n[all] %s\n[none] thisWordIsInNoPost\n"
                .formatted(PostGenerator.MATCH_ALL_RULE));

    String url = serve("--rules", rules, "--rate", "200");

    assertThat(frame(get(request(url + STREAM, "fake-x-bearer-token"))))
        .contains("\"tag\":\"all\"")
        .doesNotContain("\"tag\":\"none\"");
  }

  @Test
  void saysOnAPageHowToUseItAndCanBeSteered() throws Exception {
    String url = serve("--rate", "0");

    HttpResponse<InputStream> page = get(HttpRequest.newBuilder(URI.create(url + "/")));
    assertThat(new String(page.body().readAllBytes(), StandardCharsets.UTF_8))
        .contains(url, "fake-x-bearer-token");
    assertThat(get(HttpRequest.newBuilder(URI.create(url + "/fake"))).statusCode()).isEqualTo(200);
  }

  @Test
  void generatesTheSamePostsFromOneSeed() throws Exception {
    String stream = STREAM + "?backfill_minutes=5";
    String first = frame(get(request(serve("--seed", "7") + stream, "fake-x-bearer-token")));
    stop();
    Program again = Program.withoutToken();
    CompletableFuture<Integer> exit = again.start("fake-x", "--seed", "7");
    again.awaitErr("ouzel ingest");

    String second = frame(get(request(again.out().strip() + stream, "fake-x-bearer-token")));

    assertThat(text(second)).isEqualTo(text(first)).isNotEmpty();
    again.stop();
    assertThat(exit.join()).isZero();
  }

  private static String text(String frame) {
    Matcher text = Pattern.compile("\"text\":\"([^\"]*)\"").matcher(frame);
    return text.find() ? text.group(1) : "";
  }

  @Test
  void generatesPostsAsFastAsTheyAreRead() throws Exception {
    String url = serve("--rate", "max");

    assertThat(frame(get(request(url + STREAM, "fake-x-bearer-token")))).contains("\"data\"");
  }

  @Test
  void playsAScriptAndSaysInTheEndWhatNeverHappened() throws Exception {
    String script =
        file(
            "faults.yaml",
            """
            - {name: taken, attempt: 1, answer: too-many-connections}
            - {name: second cut, attempt: 7, when: frame 1, do: reset}
            - {name: a long wait, attempt: 7, answer: silence}
            """);

    String url = serve("--script", script);

    assertThat(get(request(url + STREAM, "fake-x-bearer-token")).statusCode()).isEqualTo(429);
    stop();
    assertThat(program.err())
        .contains("faults of the script that never happened: a long wait, second cut\n")
        .contains("stopped as asked; connections served: 0");
  }

  @Test
  void takesSettingsFromAFileOverWhichOptionsPrevail() throws Exception {
    String config = file("fake-x.yaml", "token: other\nkeep-alive: 1h\nvocabulary: post\n");

    String url = serve("--config", config, "--keep-alive", "100ms", "--rate", "0");

    assertThat(get(request(url + STREAM, "fake-x-bearer-token")).statusCode()).isEqualTo(401);
    HttpResponse<InputStream> stream = get(request(url + STREAM, "other"));
    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(stream.body().readNBytes(2)).asString().isEqualTo("\r\n");
    stream.body().close();
  }

  @Test
  void compressesStreamsUnlessToldNotTo() throws Exception {
    String url = serve("--gzip", "never", "--rate", "200");

    HttpResponse<InputStream> stream =
        get(request(url + STREAM, "fake-x-bearer-token").header("Accept-Encoding", "gzip"));

    assertThat(stream.headers().firstValue("content-encoding")).isEmpty();
    assertThat(frame(stream)).startsWith("{");
  }

  @Test
  void speaksHttpsWithACertificateThatItTells() throws Exception {
    String url = serve("--tls", "--rate", "200");

    assertThat(url).startsWith("https://");
    Matcher told = Pattern.compile("--cacert (\\S+)").matcher(program.err());
    assertThat(told.find()).isTrue();
    Path certificate = Path.of(told.group(1));
    HttpClient client =
        HttpClient.newBuilder().sslContext(trusting(Files.readAllBytes(certificate))).build();
    assertThat(
            frame(
                client.send(
                    request(url + STREAM, "fake-x-bearer-token").build(),
                    BodyHandlers.ofInputStream())))
        .startsWith("{");
    stop();
    assertThat(certificate).doesNotExist();
  }

  private static SSLContext trusting(byte[] certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "fake-x",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate)));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --script | '- {attempt: 1, answer: silent}' | , line 1, column 24: 'silent' is no answer;
          --script | 'attempt: 1'                     | , line 1, column 1: here a list is expected
          --script | ''                               | ' is empty'
          --rules  | '[a] cat has:picture'            | , line 1, column 9: X would refuse this rule
          --config | 'max-connection: 2'              | , line 1, column 1: unknown key
          --config | 'port: 99999'                    | , line 1, column 7: a port is 0 to 65535
          --config | '['                              | , line 1, column
          """)
  void saysInOneLineWhatIsWrongInAFile(String option, String text, String words)
      throws IOException {
    String file = file("mine.txt", text);

    assertThat(program.run("fake-x", option, file)).isEqualTo(2);

    assertThat(program.err()).startsWith("ouzel: " + file + words).hasLineCount(1);
    assertThat(program.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--script, the script",
    "--rules, the file of rules",
    "--config, the file of settings",
    "--replay, the file to replay"
  })
  void saysWhichFileDoesNotExistOrIsNone(String option, String what) {
    assertThat(program.run("fake-x", option, "no-such-file")).isEqualTo(2);
    assertThat(program.run("fake-x", option, directory.toString())).isEqualTo(2);

    assertThat(program.err())
        .startsWith("ouzel: " + what + ", no-such-file, does not exist")
        .contains("ouzel: " + what + ", " + directory + ", cannot be read")
        .hasLineCount(2);
  }
}
