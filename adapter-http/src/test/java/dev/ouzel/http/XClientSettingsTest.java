package dev.ouzel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XClientSettingsTest {
  @Test
  void onlyTheTokenMustBeGiven() {
    XClientSettings settings = builder().build();

    assertThat(settings.baseUri()).isEqualTo(URI.create("https://api.x.com"));
    assertThat(settings.userAgent()).startsWith("ouzel/");
    assertThat(settings.compression()).isTrue();
    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.frameCap()).isEqualTo(8 * 1024 * 1024);
  }

  @Test
  void theTokenIsNeverPrinted() {
    assertThat(builder().build().toString()).doesNotContain("token", "secret");
  }

  @ParameterizedTest
  @CsvSource({
    "api.x.com, the base URL must begin with http:// or https://",
    "ftp://api.x.com, the base URL must begin with http:// or https://",
    "https:///2, the base URL names no host",
    "https://my_host, the base URL names no host",
    "https://x.com:70000, the base URL has no valid port",
    "https://x.com?a=b, the base URL must have no query and no fragment",
    "https://x.com/#a, the base URL must have no query and no fragment",
  })
  void aBaseUrlThatCannotWorkIsRefusedByName(String url, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().baseUri(URI.create(url)).build())
        .withMessageStartingWith(reason)
        .withMessageEndingWith("'" + url + "'");
  }

  @Test
  void aPasswordInTheBaseUrlIsRefusedAndNotShown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().baseUri(URI.create("https://me:secret@x.com")).build())
        .withMessage("the base URL must not name a user");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "line\nbreak", "Wasseramsel\u00ad"})
  void aUserAgentThatNoHeaderCanHoldIsRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> builder().userAgent(name).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0001S", "P25D"})
  void aConnectTimeoutOutOfBoundsIsRefused(Duration timeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().connectTimeout(timeout).build());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1023, Integer.MAX_VALUE})
  void aFrameCapOutOfBoundsIsRefused(int cap) {
    assertThatIllegalArgumentException().isThrownBy(() -> builder().frameCap(cap).build());
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.x.com, api.x.com:443, api.x.com, true",
    "HTTP://api.x.com/, api.x.com:80, api.x.com, false",
    "http://[::1]:8080, [::1]:8080, [::1]:8080, false",
    "https://[::1]:443, [::1]:443, [::1], true",
    "https://127.0.0.1:80, 127.0.0.1:80, 127.0.0.1:80, true",
  })
  void theServerFollowsFromTheBaseUrl(URI baseUri, String server, String authority, boolean tls) {
    assertThat(Server.of(baseUri))
        .hasToString(server)
        .returns(authority, Server::authority)
        .returns(tls, Server::tls);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 3128, the proxy has no host",
    "proxy.test, 0, 'the proxy''s port must be 1 to 65535, not 0'",
    "proxy.test, 65536, 'the proxy''s port must be 1 to 65535, not 65536'",
  })
  void aProxyThatCannotBeIsRefused(String host, int port, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProxySettings(host, port, Optional.empty()))
        .withMessage(reason);
  }

  private static XClientSettings.Builder builder() {
    return XClientSettings.builder().token(() -> "secret");
  }
}
