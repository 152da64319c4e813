package dev.ouzel.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSourceTest {
  @TempDir private Path directory;

  @Test
  void takesTheTokenFromTheEnvironment() {
    TokenSource source = TokenSource.of(Optional.empty(), Map.of("X_BEARER_TOKEN", "AAA%2Fb=="));

    assertThat(source.get()).isEqualTo("AAA%2Fb==");
  }

  @Test
  void prefersTheFileThatWasNamedAndIgnoresItsLastLineBreak() throws IOException {
    String file = write("from-file\r\n");

    TokenSource source =
        TokenSource.of(Optional.of(file), Map.of("X_BEARER_TOKEN", "from-environment"));

    assertThat(source.get()).isEqualTo("from-file");
  }

  @Test
  void readsTheFileAgainEachTimeSoThatARotatedTokenWorks() throws IOException {
    TokenSource source = TokenSource.of(Optional.of(write("old\n")), Map.of());

    write("new\n");

    assertThat(source.get()).isEqualTo("new");
  }

  @Test
  void saysWhereATokenGoesWhenThereIsNone() {
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> TokenSource.of(Optional.empty(), Map.of()))
        .withMessage("no bearer token; set X_BEARER_TOKEN or give --token-file");
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> TokenSource.of(Optional.empty(), Map.of("X_BEARER_TOKEN", "")));
  }

  @Test
  void namesTheFileThatIsEmptyOrMissing() throws IOException {
    String empty = write("\n");
    String missing = directory.resolve("missing").toString();

    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> TokenSource.of(Optional.of(empty), Map.of()))
        .withMessageContaining(empty + " is empty");
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> TokenSource.of(Optional.of(missing), Map.of()))
        .withMessageContaining(missing + " does not exist");
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> TokenSource.of(Optional.of(directory.toString()), Map.of()))
        .withMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sec\nret", "sec ret", "sec\u0000ret", "s\u00e9cret", "Bearer secret"})
  void refusesWhatNoHeaderCanCarryWithoutShowingIt(String token) {
    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> TokenSource.of(Optional.empty(), Map.of("X_BEARER_TOKEN", token)))
        .withMessageContaining("X_BEARER_TOKEN")
        .satisfies(mistake -> assertThat(mistake.getMessage()).doesNotContain("sec", "ret\n"));
  }

  @Test
  void refusesAFileThatIsClearlyAnother() throws IOException {
    String large = write("x".repeat(20_000));

    assertThatExceptionOfType(Mistake.class)
        .isThrownBy(() -> TokenSource.of(Optional.of(large), Map.of()))
        .withMessageContaining("too large");
  }

  @Test
  void showsNothingOfTheToken() {
    TokenSource source = TokenSource.of(Optional.empty(), Map.of("X_BEARER_TOKEN", "secret"));

    assertThat(source).hasToString("TokenSource[X_BEARER_TOKEN]");
  }

  private String write(String text) throws IOException {
    return Files.writeString(directory.resolve("token"), text).toString();
  }
}
