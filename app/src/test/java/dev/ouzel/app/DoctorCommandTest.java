package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.testkit.junit.FakeXExtension;
import dev.ouzel.testkit.server.FakeX;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code ouzel doctor}, alone and beside an ingest. */
@Timeout(120)
class DoctorCommandTest {
  @RegisterExtension
  static final FakeXExtension X = FakeXExtension.with(x -> x.withRule("cat", "cats"));

  @TempDir private Path directory;
  private FakeX x;
  private String sink;

  @BeforeEach
  void startX(FakeX fake) {
    x = fake;
    sink = "sqlite:" + directory.resolve("cats.db");
  }

  @Test
  void printsALineForEachCheckAndEndsWell() {
    Program program = Program.withToken(x.token());

    assertThat(doctor(program)).isZero();

    assertThat(program.out())
        .contains("ok       token      X accepts it", "ok       sink       ")
        .doesNotContain("problem", x.token());
    assertThat(program.err()).isEmpty();
  }

  @Test
  void aProblemIsFollowedByWhatToDoAndTellsTheShell() {
    Program program = Program.withToken("wrong");

    assertThat(doctor(program)).isEqualTo(1);

    assertThat(program.out())
        .contains(
            """
            problem  token      X answered 401 (Unauthorized)
                                → the bearer token is missing, wrong or revoked; check X_BEARER_TOKEN
            """,
            "-        rules      not checked: it depends on token\n")
        .doesNotContain("wrong\n");
  }

  @Test
  void coloursTheLevelsWhenAsked() {
    Program program = Program.withToken("wrong");

    assertThat(doctor(program, "--color", "always")).isEqualTo(1);

    assertThat(program.out()).contains("\u001B[1;31mproblem \u001B[0m token ");
  }

  @Test
  void aMistakeInTheSettingsIsNoFindingButBadUsage() {
    Program program = Program.withToken(x.token());

    assertThat(doctor(program, "--connect-timeout", "soon")).isEqualTo(2);

    assertThat(program.err()).contains("soon");
    assertThat(program.out()).isEmpty();
  }

  @Test
  void withoutATokenItStillLooksAtTheRest() {
    Program program = Program.withoutToken();

    assertThat(doctor(program)).isEqualTo(1);

    assertThat(program.out()).contains("problem  settings   no bearer token", "ok       disk  ");
  }

  @Test
  void tellsProgramsTheSame() {
    Program program = Program.withToken("wrong");

    assertThat(doctor(program, "--output", "json")).isEqualTo(1);

    assertThat(program.out())
        .startsWith("{\"level\":\"problem\",\"checks\":[{\"check\":\"settings\",\"level\":\"ok\",")
        .contains("{\"check\":\"rules\",\"level\":\"unchecked\",");
  }

  @Test
  void knowsItsOwnIngestFromAStranger() throws Exception {
    Program ingest = Program.withToken(x.token());
    CompletableFuture<Integer> exit =
        ingest.start("ingest", "--base-url", x.baseUrl().toString(), "--sink", sink);
    x.awaitConnections(1);

    x.post("a cat");
    new Store(directory.resolve("cats.db")).awaitPosts(1);

    Program beside = Program.withToken(x.token());
    assertThat(doctor(beside)).isZero();
    assertThat(beside.out())
        .contains(
            "ok       slots      1 held by the ingest into the sink", "the last commit was at")
        .contains("enough for years at the rate of the last day");

    Program elsewhere = Program.withToken(x.token());
    String other = "sqlite:" + directory.resolve("dogs.db");
    assertThat(elsewhere.run("doctor", "--base-url", x.baseUrl().toString(), "--sink", other))
        .isZero();
    assertThat(elsewhere.out())
        .contains(
            "warning  slots      1 held by somebody whom the sink does not know: filtered_stream");
    ingest.stop();
    assertThat(exit.join()).isZero();
  }

  private int doctor(Program program, String... options) {
    String[] arguments = new String[5 + options.length];
    arguments[0] = "doctor";
    arguments[1] = "--base-url";
    arguments[2] = x.baseUrl().toString();
    arguments[3] = "--sink";
    arguments[4] = sink;
    System.arraycopy(options, 0, arguments, 5, options.length);
    return program.run(arguments);
  }
}
