package dev.ouzel.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ouzel.app.config.Destination;
import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.doctor.Finding.Level;
import dev.ouzel.http.ProxySettings;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.ConnectProxy;
import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each thing that can be wrong with an ingest's surroundings, in the words that a user reads. */
class DoctorTest {
  private static final String RULES = "/2/tweets/search/stream/rules";

  @TempDir private Path directory;

  private final FakeMachine machine = new FakeMachine();

  @Test
  void whereAllIsWellItSaysSo() {
    try (FakeX x = FakeX.builder().withRule("bird", "birds").start()) {
      assertThat(text(examine(x)))
          .isEqualTo(
              """
              OK settings: X is at http://127.0.0.1:%d
              OK names: 127.0.0.1 is an address, there is no name to look up
              OK connection: 127.0.0.1 is reached directly
              OK tls: plain HTTP, to this machine
              OK token: X accepts it; it may be asked for rules 449 more times of 450 until …
              OK clock: this machine's clock is …
              OK rules: 1 rule of at most 1,000
              OK slots: no connection lives
              OK sink: %s is not there yet; an ingest makes it
              OK disk: 100.0 GiB are free, enough for 268 days at the rate that X's cap allows, \
              381.5 MiB a day
              OK files: 4,096 files may be open"""
                  .formatted(x.port(), directory.resolve("cats.db")));
    }
  }

  @Test
  void aTokenThatXDoesNotKnow() {
    try (FakeX x = FakeX.builder().withRule("bird", "birds").start()) {
      List<Finding> findings = examine(settings(x).token(() -> "wrong"));

      assertThat(finding(findings, "token"))
          .isEqualTo(
              Finding.problem(
                  "token",
                  "X answered 401 (Unauthorized)",
                  "the bearer token is missing, wrong or revoked; check X_BEARER_TOKEN"));
      assertThat(finding(findings, "rules"))
          .isEqualTo(Finding.unchecked("rules", "it depends on token"));
      assertThat(finding(findings, "clock").level()).isEqualTo(Level.OK);
    }
  }

  @Test
  void settingsThatDoNotSayHowToReachX() {
    List<Finding> findings =
        new Doctor(machine)
            .examine(
                new Patient(
                    () -> {
                      throw new Mistake("no bearer token");
                    },
                    StreamEndpoint.FILTERED,
                    destination()));

    assertThat(findings.get(0))
        .isEqualTo(Finding.problem("settings", "no bearer token", "see: ouzel doctor --help"));
    assertThat(finding(findings, "token").level()).isEqualTo(Level.UNCHECKED);
    assertThat(finding(findings, "sink").level()).isEqualTo(Level.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "0, OK, this machine's clock is",
    "10, WARNING, behind X's",
    "-10, WARNING, ahead of X's",
    "3600, PROBLEM, behind X's",
  })
  void aClockThatIsNotXs(long seconds, Level level, String words) {
    ManualLoop clock = new ManualLoop(Instant.now().plusSeconds(seconds), 1);
    try (FakeX x = FakeX.builder().clock(clock).start()) {
      Finding found = finding(examine(x), "clock");

      assertThat(found.level()).isEqualTo(level);
      assertThat(found.words()).contains(words);
    }
  }

  @Test
  void noRules() {
    try (FakeX x = FakeX.builder().start()) {
      assertThat(finding(examine(x), "rules"))
          .isEqualTo(
              Finding.problem(
                  "rules",
                  "the app has none, and without one X refuses the filtered stream",
                  "add one: ouzel rules add 'cat has:images'"));
      assertThat(
              finding(
                      new Doctor(machine)
                          .examine(
                              new Patient(
                                  settings(x)::build, StreamEndpoint.SAMPLE, destination())),
                      "rules")
                  .words())
          .isEqualTo("sample_stream has none");
    }
  }

  @Test
  void aRuleThatCannotBeRead() {
    Reply rules =
        Reply.of(
            HttpURLConnection.HTTP_OK,
            "{\"data\":[{\"id\":\"1\",\"value\":\"bird (\"}],\"meta\":{\"result_count\":1}}");
    try (FakeX x = FakeX.builder().start()) {
      x.answerNext(RULES, rules);
      x.answerNext(RULES, rules);

      Finding found = finding(examine(x), "rules");

      assertThat(found.level()).isEqualTo(Level.WARNING);
      assertThat(found.words()).startsWith("1 rule of at most 1,000; 1 cannot be read: 'bird (': ");
    }
  }

  @Test
  void aCertificateThatNobodyVouchesFor() {
    try (FakeX x = FakeX.builder().tls(true).withRule("bird", "birds").start()) {
      Finding found = finding(examine(settings(x)), "tls");

      assertThat(found.level()).isEqualTo(Level.PROBLEM);
      assertThat(found.words())
          .startsWith(
              "TLS with 127.0.0.1:%d: unable to find valid certification path to requested target;"
                      .formatted(x.port())
                  + " the certificate is issued by CN=localhost and good until ");
      assertThat(found.advice().orElseThrow()).contains("--ca-file");

      List<Finding> trusting = examine(settings(x).trusted(x.certificate()));
      assertThat(finding(trusting, "tls").level()).isEqualTo(Level.OK);
      assertThat(finding(trusting, "rules").level()).isEqualTo(Level.OK);
    }
  }

  @Test
  void aCertificateThatEndsSoon() {
    machine.now = Instant.now().plusSeconds(20 * 86_400);
    try (FakeX x = FakeX.builder().tls(true).start()) {
      Finding found = finding(examine(settings(x).trusted(x.certificate())), "tls");

      assertThat(found.level()).isEqualTo(Level.WARNING);
      assertThat(found.advice()).hasValue("whoever runs that server must renew it");
    }
  }

  @Test
  void nobodyThere() {
    try (FakeX x = FakeX.builder().start()) {
      x.stop();

      List<Finding> findings = examine(x);

      assertThat(finding(findings, "connection").words())
          .isEqualTo("connection refused by 127.0.0.1:" + x.port());
      assertThat(findings)
          .filteredOn(found -> found.level() == Level.UNCHECKED)
          .extracting(Finding::check)
          .containsExactly("tls", "token", "clock", "rules", "slots");
    }
  }

  @Test
  void aNameThatNobodyKnows() {
    XClientSettings.Builder settings =
        XClientSettings.builder().baseUri(URI.create("https://x.invalid")).token(() -> "t");

    assertThat(finding(examine(settings), "names"))
        .isEqualTo(
            Finding.problem(
                "names",
                "the system knows no address of x.invalid",
                "check the name, and this machine's name servers: getent hosts x.invalid"));
  }

  @Test
  void namesThatJavaRemembersForEver() {
    machine.nameMemorySeconds = -1;
    try (FakeX x = FakeX.builder().start()) {
      URI byName = URI.create("http://localhost:" + x.port());
      Finding found = finding(examine(settings(x).baseUri(byName)), "names");

      assertThat(found.level()).isEqualTo(Level.WARNING);
      assertThat(found.words())
          .isEqualTo("localhost has 1 IPv4 and 0 IPv6: 127.0.0.1; Java remembers them for ever");
    }
  }

  @Test
  void aProxyThatRefuses() {
    try (FakeX x = FakeX.builder().start();
        ConnectProxy proxy = ConnectProxy.to(x.port()).refusingWith("403 Forbidden")) {
      ProxySettings through = new ProxySettings("127.0.0.1", proxy.port(), Optional.empty());
      Finding found = finding(examine(settings(x).proxy(through)), "connection");

      assertThat(found.words())
          .isEqualTo(
              "the proxy 127.0.0.1:%d refused a connection to 127.0.0.1:%d: 403 Forbidden"
                  .formatted(proxy.port(), x.port()));
      assertThat(found.advice().orElseThrow()).startsWith("check the proxy");
    }
  }

  @Test
  void aProxyInUseIsNamed() {
    try (FakeX x = FakeX.builder().start();
        ConnectProxy proxy = ConnectProxy.to(x.port())) {
      ProxySettings through = new ProxySettings("127.0.0.1", proxy.port(), Optional.empty());

      assertThat(finding(examine(settings(x).proxy(through)), "connection").words())
          .isEqualTo("127.0.0.1 is reached through the proxy 127.0.0.1:" + proxy.port());
    }
  }

  @Test
  void aSinkWithoutADirectory() {
    Path missing = directory.resolve("missing");
    assertThat(SinkChecks.sink("sqlite:" + missing.resolve("cats.db")))
        .isEqualTo(
            Finding.problem(
                "sink", "there is no directory " + missing, "make it: mkdir -p " + missing));
  }

  @Test
  void aSinkThatCannotBeWritten() throws IOException {
    Path locked = Files.createDirectory(directory.resolve("locked"));
    assumeThat(locked.toFile().setWritable(false) && !Files.isWritable(locked))
        .as("the user may not write everywhere")
        .isTrue();
    assertThat(SinkChecks.sink("sqlite:" + locked.resolve("cats.db")).words())
        .isEqualTo(locked + " cannot be written by " + System.getProperty("user.name"));
  }

  @Test
  void aSinkThatIsSomethingElse() throws IOException {
    Path file = Files.writeString(directory.resolve("cats.db"), "no database at all, this");

    assertThat(SinkChecks.sink("sqlite:" + file).level()).isEqualTo(Level.PROBLEM);
    assertThat(SinkChecks.sink("bogus:x").words()).startsWith("'bogus:x' is no sink");
    assertThat(SinkChecks.sink("-").words())
        .isEqualTo("not checked: standard output keeps nothing");
    assertThat(SinkChecks.sink("postgresql://nobody@127.0.0.1:1/db").words())
        .contains("127.0.0.1:1");
  }

  @ParameterizedTest
  @CsvSource({"500, OK, years", "50, OK, 125 days", "2, WARNING, 5 days", "0, PROBLEM, 0 days"})
  void tooLittleSpace(long gigabytes, Level level, String days) {
    machine.usableBytes = gigabytes * 1_000_000_000;

    Finding found = new DiskCheck(machine, destination()).finding();

    assertThat(found.level()).isEqualTo(level);
    assertThat(found.words()).contains("enough for " + days + " at the rate that X's cap allows");
  }

  @ParameterizedTest
  @CsvSource({"100, PROBLEM", "1000, WARNING", "1024, OK"})
  void tooFewFiles(long most, Level level) {
    machine.mostOpenFiles = most;

    assertThat(FilesCheck.finding(machine).level()).isEqualTo(level);
  }

  private List<Finding> examine(FakeX x) {
    return examine(settings(x));
  }

  private List<Finding> examine(XClientSettings.Builder settings) {
    return new Doctor(machine)
        .examine(new Patient(settings::build, StreamEndpoint.FILTERED, destination()));
  }

  private Destination destination() {
    return Destination.of("sqlite:" + directory.resolve("cats.db"));
  }

  private static XClientSettings.Builder settings(FakeX x) {
    return XClientSettings.builder().baseUri(x.baseUrl()).token(x::token);
  }

  private static Finding finding(List<Finding> findings, String check) {
    return findings.stream().filter(found -> found.check().equals(check)).findFirst().orElseThrow();
  }

  private static String text(List<Finding> findings) {
    return findings.stream()
        .map(found -> found.level() + " " + found.check() + ": " + found.words())
        .map(line -> line.replaceAll("(until|clock is) .*", "$1 …"))
        .collect(Collectors.joining("\n"));
  }
}
