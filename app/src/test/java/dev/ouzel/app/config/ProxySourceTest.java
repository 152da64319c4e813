package dev.ouzel.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ouzel.http.ProxySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySourceTest {
  private static final URI X = URI.create("https://api.x.com");

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "http://proxy.test:3128, proxy.test:3128",
    "proxy.test:3128, proxy.test:3128",
    "HTTP://proxy.test, proxy.test:80",
    "http://10.0.0.1:8080/, 10.0.0.1:8080",
    "http://[::1]:3128, [::1]:3128",
    "' http://proxy.test:3128 ', proxy.test:3128",
  })
  void readsWhatTheUserWrote(String url, String proxy) {
    assertThat(ProxySource.of(Optional.of(url), Optional.empty(), Map.of(), X))
        .hasToString("Optional[" + proxy + "]");
  }

  @Test
  void noneMeansNoneWhateverTheEnvironmentSays() {
    assertThat(of("none", Map.of("https_proxy", "http://other.test:1"))).isEmpty();
  }

  @Test
  void whatTheUserWroteComesBeforeTheEnvironment() {
    Map<String, String> environment = Map.of("https_proxy", "http://other.test:1", "no_proxy", "*");

    assertThat(of("http://proxy.test:3128", environment)).hasToString("Optional[proxy.test:3128]");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.x.com, s:1",
    "http://api.x.com, S:2",
    "http://127.0.0.1:8080,",
    "http://localhost:8080,",
    "http://[::1]:8080,",
  })
  void theEnvironmentHasOneForEachScheme(URI target, String proxy) {
    Map<String, String> environment =
        Map.of("https_proxy", "s:1", "HTTPS_PROXY", "t:1", "HTTP_PROXY", "S:2", "all_proxy", "a:3");

    assertThat(
            ProxySource.of(Optional.empty(), Optional.empty(), environment, target)
                .map(ProxySettings::toString))
        .isEqualTo(Optional.ofNullable(proxy));
  }

  @Test
  void oneForAllServesWhereThereIsNone() {
    assertThat(env(Map.of("ALL_PROXY", "http://a.test:3", "HTTPS_PROXY", " ")))
        .hasToString("Optional[a.test:3]");
    assertThat(env(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://api.x.com       | *                       | true",
        "https://api.x.com       | x.com                   | true",
        "https://api.x.com       | .x.com                  | true",
        "https://api.x.com       | *.x.com                 | true",
        "https://API.X.com       | api.x.COM               | true",
        "https://api.x.com       | example.org, api.x.com  | true",
        "https://api.x.com       | example.org api.x.com   | true",
        "https://api.x.com       | api.x.com:443           | true",
        "https://api.x.com       | api.x.com:8443          | false",
        "https://api.x.com       | pi.x.com                | false",
        "https://api.x.com       | api.x.com.example       | false",
        "https://api.x.com       | 10.0.0.0/8              | false",
        "https://api.x.com       | ''                      | false",
        "https://10.1.2.3:8443   | 10.0.0.0/8              | true",
        "https://11.1.2.3:8443   | 10.0.0.0/8              | false",
        "https://10.1.2.3        | 10.1.2.3                | true",
        "https://10.1.2.3        | 2.3                     | false",
        "https://10.1.2.3        | 10.1.2.0/24             | true",
        "https://10.1.2.3        | 10.1.2.0/33             | false",
        "https://10.1.2.3        | fd00::/8                | false",
        "https://[fd00::1]       | fd00::/8                | true",
        "https://[fd00::1]:8443  | [fd00::1]:8443          | true",
        "https://[fd00::1]       | fd00:0:0::1             | true",
        "https://[fe00::1]       | fd00::/8                | false",
        "https://127.0.0.2:8443  | ''                      | true",
      })
  void whomTheEnvironmentExceptsIsReachedWithoutIt(URI target, String list, boolean excepted) {
    Map<String, String> environment = Map.of("ALL_PROXY", "http://a.test:3", "NO_PROXY", list);

    assertThat(ProxySource.of(Optional.empty(), Optional.empty(), environment, target).isEmpty())
        .isEqualTo(excepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://proxy.test:3128", "socks5://proxy.test:1080"})
  void onlyAnHttpProxyIsTaken(String url) {
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> of(url, Map.of()))
        .withMessageStartingWith("the proxy must be an HTTP proxy, written like http://");
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> env(Map.of("https_proxy", url)))
        .withMessageStartingWith("https_proxy must be an HTTP proxy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://me:secret@:3128", "http:// me:secret@host", "http://secret host"})
  void whatIsNoUrlIsRefusedAndNotShown(String url) {
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> env(Map.of("https_proxy", url)))
        .satisfies(mistake -> assertThat(mistake).hasMessageNotContaining("secret"))
        .withMessageStartingWith("https_proxy ");
  }

  @Test
  void aPasswordOnTheCommandLineIsRefused() {
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> of("http://me:secret@proxy.test:3128", Map.of()))
        .withMessage(
            "the proxy's user and password go into a file (--proxy-credentials-file), not into its"
                + " URL");
  }

  @Test
  void credentialsInTheEnvironmentAreDecoded() {
    assertThat(credentials(env(Map.of("https_proxy", "http://me:p%40ss+word@proxy.test:1"))))
        .isEqualTo("me:p@ss+word");
  }

  @Test
  void theFileOfCredentialsIsReadAgainEachTimeAndComesFirst() throws IOException {
    Path file = Files.writeString(directory.resolve("proxy"), "me:old\n");
    Optional<ProxySettings> proxy =
        ProxySource.of(
            Optional.empty(),
            Optional.of(file),
            Map.of("https_proxy", "http://you:other@proxy.test:1"),
            X);

    assertThat(credentials(proxy)).isEqualTo("me:old");
    Files.writeString(file, "me:new\n");
    assertThat(credentials(proxy)).isEqualTo("me:new");
    assertThat(proxy.toString()).doesNotContain("new", "other");
  }

  @Test
  void aFileOfCredentialsThatCannotBeUsedIsAMistakeAtOnce() throws IOException {
    Path file = Files.writeString(directory.resolve("proxy"), "secret");

    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> ProxySource.of(Optional.of("p.test:1"), Optional.of(file), Map.of(), X))
        .withMessage(
            "the proxy's credentials file " + file + " must hold USER:PASSWORD on one line");
    Path missing = directory.resolve("missing");
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> ProxySource.of(Optional.empty(), Optional.of(missing), Map.of(), X))
        .withMessage(
            "the proxy's credentials file " + missing + " cannot be read: NoSuchFileException");
  }

  private static Optional<ProxySettings> of(String url, Map<String, String> environment) {
    return ProxySource.of(Optional.of(url), Optional.empty(), environment, X);
  }

  private static Optional<ProxySettings> env(Map<String, String> environment) {
    return ProxySource.of(Optional.empty(), Optional.empty(), environment, X);
  }

  private static String credentials(Optional<ProxySettings> proxy) {
    return proxy.flatMap(ProxySettings::credentials).map(Supplier::get).orElseThrow();
  }
}
