package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The watch that no test has to name sees what it is there for. */
@Timeout(60)
class SecretsWatchTest {
  private static final String TOKEN = "a-token-that-nobody-may-see";

  @TempDir private Path directory;

  @Test
  void seesATokenThatTheProgramPrints() {
    Program program = Program.withToken(TOKEN);

    assertThat(program.run("ingest", TOKEN)).isEqualTo(2);

    assertThat(SecretsWatch.taken()).contains("stderr of the program shows a token");
  }

  @Test
  void seesATokenThatTheProgramPrintsInAJvmOfItsOwn() throws Exception {
    try (ChildProgram program = ChildProgram.start(directory, TOKEN, "ingest", TOKEN)) {
      assertThat(program.exitCode()).isEqualTo(2);
    }

    assertThat(SecretsWatch.taken()).contains("stderr of the program shows a token");
  }

  @Test
  void seesATokenThatIsLogged() {
    SecretsWatch.secret(TOKEN);

    LoggerFactory.getLogger("ouzel").warn("connecting with {}", TOKEN);

    assertThat(SecretsWatch.taken()).containsExactly("stderr shows a token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer x",
        "authorization: none of it",
        "headers: [Bearer AAAAAAAAAAAAAAAA%2Fb]"
      })
  void seesAHeaderWhateverTheTokenIs(String line) {
    System.out.println(line);

    assertThat(SecretsWatch.taken()).hasSize(1).first().asString().startsWith("stdout shows a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the bearer token is missing, wrong or revoked",
        "put the app's bearer token in it"
      })
  void leavesWordsAlone(String line) {
    System.out.println(line);

    assertThat(SecretsWatch.taken()).isEmpty();
  }
}
