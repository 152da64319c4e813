package dev.ouzel.ingest;

import static dev.ouzel.ingest.Posting.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Problem;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectBudgetInTheMachineTest {
  private static final EndCause CLOSED = new EndCause.Closed();
  private static final EndCause RESET = new EndCause.NetworkFailure("connection reset");

  @Test
  void putsAnAttemptOnRecordBeforeItIsMade() {
    MachineDriver driver = MachineDriver.standard().start();
    List<Command> commands = driver.commands(Command.class);
    int commit = indexOf(commands, Command.Commit.class);
    assertThat(commit).isLessThan(indexOf(commands, Command.Connect.class));
    Checkpoint recorded = driver.commands(Command.Commit.class).get(0).batch().checkpoint();
    assertThat(recorded.budget().attempts()).containsExactly(MachineDriver.START);
  }

  @Test
  void makesNoAttemptThatCannotBePutOnRecord() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1));
    driver.pass(Duration.ofSeconds(1)).ended(CLOSED).pass(Duration.ofSeconds(5));
    assertThat(driver.commands(Command.Connect.class)).hasSize(1);
    driver.committed();
    assertThat(driver.commands(Command.Connect.class)).hasSize(2);
  }

  @Test
  void putsAnAttemptOnRecordTogetherWithThePostsThatWait() {
    MachineDriver driver = MachineDriver.standard().opened().frames(post(1)).ended(CLOSED);
    assertThat(driver.batches()).hasSize(1);
    assertThat(driver.batch().checkpoint().budget().attempts()).hasSize(2);
    driver.committed();
    assertThat(driver.commands(Command.Connect.class)).hasSize(2);
  }

  @Test
  void staysWithinTheLimitOverADayOfTroubleAndRestarts() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    MachineDriver driver = MachineDriver.standard().start();
    for (int i = 0; i < 3_000; i++) {
      if (random.nextInt(20) == 0) {
        driver = driver.restarted();
      } else if (random.nextBoolean()) {
        driver.accept().ended(random.nextBoolean() ? CLOSED : RESET);
      } else {
        driver.ended(RESET);
      }
      driver.pass(Duration.ofMillis(random.nextInt(60_000)));
    }
    List<Instant> attempts = driver.allAttempts();
    assertThat(attempts).as("seed %d", seed).hasSizeGreaterThan(500);
    for (int i = 50; i < attempts.size(); i++) {
      assertThat(Duration.between(attempts.get(i - 50), attempts.get(i)))
          .as("seed %d, attempt %d", seed, i)
          .isGreaterThan(Duration.ofMinutes(15));
    }
  }

  @Test
  void makesNotOneAttemptBeforeTheRateLimitIsReset() {
    MachineDriver driver = MachineDriver.standard().start().ended(limited(Duration.ofMinutes(12)));
    driver.pass(Duration.ofMinutes(12).minusMillis(1));
    assertThat(driver.commands(Command.Connect.class)).hasSize(1);
    driver.pass(Duration.ofMillis(1));
    assertThat(driver.commands(Command.Connect.class)).hasSize(2);
  }

  @Test
  void holdsOnAfterARestart() {
    MachineDriver driver = MachineDriver.standard().start().ended(limited(Duration.ofMinutes(12)));
    driver = driver.restarted().pass(Duration.ofMinutes(11));
    assertThat(driver.commands(Command.Connect.class)).isEmpty();
    driver.pass(Duration.ofMinutes(1));
    assertThat(driver.commands(Command.Connect.class)).hasSize(1);
  }

  @Test
  void climbsOnAfterARestartUnlessTheConnectionProvedHealthy() {
    EndCause unavailable = refused(RateLimit.unknown(), 503);
    MachineDriver driver = MachineDriver.standard().start().ended(unavailable);
    driver = driver.pass(Duration.ofSeconds(5)).restarted().ended(unavailable);
    assertThat(driver.events(IngestEvent.Waiting.class).get(0).pause())
        .isEqualTo(Duration.ofSeconds(10));
    driver.pass(Duration.ofSeconds(10)).accept();
    for (int beat = 0; beat < 4; beat++) {
      driver.pass(Duration.ofSeconds(15)).keepAlive();
    }
    driver.frames(post(700)).pass(Duration.ofSeconds(1)).committed();
    driver = driver.restarted().ended(unavailable);
    assertThat(driver.events(IngestEvent.Waiting.class).get(0).pause())
        .isEqualTo(Duration.ofSeconds(5));
  }

  private static int indexOf(List<Command> commands, Class<?> kind) {
    return commands.stream().map(Command::getClass).toList().indexOf(kind);
  }

  private static EndCause limited(Duration hold) {
    RateLimit exhausted =
        new RateLimit(
            OptionalInt.of(50), OptionalInt.of(0), Optional.of(MachineDriver.START.plus(hold)));
    return refused(exhausted, 429);
  }

  private static EndCause refused(RateLimit rateLimit, int status) {
    return new EndCause.Refused(
        new Refusal(status, List.of(Problem.builder().build()), rateLimit, ""));
  }
}
