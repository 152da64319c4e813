package dev.ouzel.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusAddressTest {
  private static final Optional<Supplier<String>> NONE = Optional.empty();

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8080, 127.0.0.1, 8080",
    "' 127.1.2.3:0 ', 127.1.2.3, 0",
    "localhost:65535, localhost, 65535",
    "[::1]:8080, ::1, 8080"
  })
  void readsAddressesThatOnlyThisMachineReaches(String text, String host, int port) {
    StatusAddress address = StatusAddress.parse(text, NONE);

    assertThat(address.host()).isEqualTo(host);
    assertThat(address.port()).isEqualTo(port);
    assertThat(address.isLoopback()).isTrue();
    assertThat(address.authority()).isEqualTo(text.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "8080",
        ":8080",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:65536",
        "127.0.0.1:-1",
        "::1:8080",
        "http://127.0.0.1:8080",
        "127.0.0.1:8080/",
        "[::1:8080",
        "300.0.0.1:80",
        "[1::2::3]:80"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> StatusAddress.parse(text, NONE))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("the status address '" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:8080", "[::]:8080", "192.0.2.1:80", "status.example:80"})
  void wantsATokenWhereOthersCanReachIt(String text) {
    assertThatThrownBy(() -> StatusAddress.parse(text, NONE))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("needs a token");
    assertThat(StatusAddress.parse(text, Optional.of(() -> "secret")).isLoopback()).isFalse();
  }

  @Test
  void tellsNothingOfTheToken() {
    assertThat(StatusAddress.parse("127.0.0.1:1", Optional.of(() -> "secret")))
        .hasToString("127.0.0.1:1 with a token");
  }
}
