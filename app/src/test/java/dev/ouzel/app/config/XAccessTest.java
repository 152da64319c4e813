package dev.ouzel.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ouzel.http.XClientSettings;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XAccessTest {
  @ParameterizedTest
  @ValueSource(strings = {"https://api.x.com", "http://127.0.0.1:8080", "HTTP://[::1]:80"})
  void takesAUrlOfSchemeHostAndPort(String text) {
    XClientSettings settings = XAccess.of(text, () -> "token", false);

    assertThat(settings.baseUri()).isEqualTo(URI.create(text));
    assertThat(settings.compression()).isFalse();
    assertThat(settings.token().get()).isEqualTo("token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api.x.com",
        "https://",
        "https:///path",
        "ftp://api.x.com",
        "http://a b",
        "https://user:secret@api.x.com",
        "https://user:secret@a b",
        "https://api.x.com?a=b",
        "http://127.0.0.1:port",
        "http://127.0.0.1:99999"
      })
  void refusesWhatIsNoneWithoutShowingAPassword(String text) {
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> XAccess.of(text, () -> "token", true))
        .withMessageContaining("base URL")
        .satisfies(mistake -> assertThat(mistake.getMessage()).doesNotContain("secret"));
  }
}
