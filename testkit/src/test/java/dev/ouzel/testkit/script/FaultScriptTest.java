package dev.ouzel.testkit.script;

import static dev.ouzel.stream.StreamEndpoint.FILTERED;
import static dev.ouzel.stream.StreamEndpoint.FIREHOSE;
import static dev.ouzel.stream.StreamEndpoint.SAMPLE;
import static dev.ouzel.testkit.script.Attempts.attempt;
import static dev.ouzel.testkit.script.Attempts.attempts;
import static dev.ouzel.testkit.script.Attempts.everyAttempt;
import static dev.ouzel.testkit.script.Attempts.everyRecovery;
import static dev.ouzel.testkit.script.Attempts.recovery;
import static dev.ouzel.testkit.script.Attempts.request;
import static dev.ouzel.testkit.script.Attempts.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.stream.StreamEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FaultScriptTest {
  private static final Answer REFUSAL = Answer.refuse(Reply.serviceUnavailable());
  private static final Target RECOVERY =
      new Target.Streams(true, Optional.of(FILTERED), OptionalInt.empty());

  private static Target attemptAt(StreamEndpoint endpoint) {
    return new Target.Streams(false, Optional.of(endpoint), OptionalInt.empty());
  }

  private static Target attemptAt(StreamEndpoint endpoint, int partition) {
    return new Target.Streams(false, Optional.of(endpoint), OptionalInt.of(partition));
  }

  private static boolean refuses(FaultRun run, Target target) {
    return run.request(target).answer().refusal().isPresent();
  }

  @Test
  void isNotChangedByAddingToIt() {
    FaultScript one = FaultScript.empty().fault("a", attempt(1).atFrame(1), Deed.end());
    FaultScript two = one.fault("b", attempt(2).atFrame(1), Deed.end());

    assertThat(FaultScript.empty().names()).isEmpty();
    assertThat(one.names()).containsExactly("a");
    assertThat(two.names()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void givesNoTwoFaultsOneName() {
    FaultScript script = FaultScript.empty().fault("a", attempt(1).atFrame(1), Deed.end());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> script.fault("a", attempt(1).atAccept(), REFUSAL))
        .withMessageContaining("'a'");
  }

  @Test
  void refusesMomentsThatNeverCome() {
    assertThatIllegalArgumentException().isThrownBy(() -> attempt(0));
    assertThatIllegalArgumentException().isThrownBy(() -> attempts(3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> attempt(1).atByte(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> attempt(1).atFrame(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> attempt(1).after(Duration.ofMillis(-1)));
  }

  @Test
  void countsRecoveriesApart() {
    FaultRun run =
        new FaultRun(
            FaultScript.empty()
                .fault("second", attempt(2).atAccept(), REFUSAL)
                .fault("every", everyAttempt().atAccept(), Answer.withoutDate())
                .fault("first recovery", recovery(1).atAccept(), REFUSAL)
                .fault("recoveries", everyRecovery().atAccept(), Answer.withoutDate()));

    Answer first = run.request(attemptAt(FILTERED)).answer();
    Answer firstRecovery = run.request(RECOVERY).answer();
    Answer second = run.request(attemptAt(FILTERED)).answer();
    Answer secondRecovery = run.request(RECOVERY).answer();

    assertThat(List.of(first, firstRecovery, second, secondRecovery))
        .extracting(answer -> answer.refusal().isPresent())
        .containsExactly(false, true, true, false);
    assertThat(first.dated()).isFalse();
    run.verify();
  }

  @Test
  void countsTheAttemptsAtOneStreamApart() {
    FaultRun run =
        new FaultRun(
            FaultScript.empty()
                .fault("sample", attempt(1).on(SAMPLE).atAccept(), REFUSAL)
                .fault("any", attempt(3).atAccept(), REFUSAL));

    assertThat(refuses(run, attemptAt(FILTERED))).isFalse();
    assertThat(refuses(run, attemptAt(SAMPLE))).isTrue();
    assertThat(refuses(run, attemptAt(FILTERED))).isTrue();
    assertThat(refuses(run, attemptAt(SAMPLE))).isFalse();
  }

  @Test
  void countsTheAttemptsAtOnePartitionApart() {
    FaultRun run =
        new FaultRun(
            FaultScript.empty().fault("third", attempt(2).on(FIREHOSE, 3).atAccept(), REFUSAL));

    assertThat(refuses(run, attemptAt(FIREHOSE, 3))).isFalse();
    assertThat(refuses(run, attemptAt(FIREHOSE, 2))).isFalse();
    assertThat(refuses(run, attemptAt(FIREHOSE, 3))).isTrue();
  }

  @Test
  void countsRequestsToWhatIsNoStreamByMethodAndPath() {
    FaultRun run =
        new FaultRun(
            FaultScript.empty()
                .fault("second", request("GET", "/2/connections", 2), REFUSAL)
                .fault("others", requests("DELETE", "/2/connections", 1, 9), REFUSAL));

    assertThat(refuses(run, new Target.Call("GET", "/2/connections"))).isFalse();
    assertThat(refuses(run, new Target.Call("DELETE", "/2/connections"))).isTrue();
    assertThat(refuses(run, new Target.Call("GET", "/2/connections/all"))).isFalse();
    assertThat(refuses(run, new Target.Call("GET", "/2/connections"))).isTrue();
    assertThat(refuses(run, attemptAt(FILTERED))).isFalse();
  }

  @Test
  void namesTheFaultsThatNeverHappened() {
    FaultRun run =
        new FaultRun(
            FaultScript.empty()
                .fault("b", attempt(2).atAccept(), REFUSAL)
                .fault("c", attempt(1).atFrame(9), Deed.end())
                .fault("a", attempts(1, 2).atAccept(), REFUSAL));

    run.request(attemptAt(FILTERED)).answer();

    assertThat(run.missing()).containsExactly("b", "c");
    assertThatThrownBy(run::verify)
        .isInstanceOf(AssertionError.class)
        .hasMessage("these faults of the script never happened: [b, c]");
    run.request(attemptAt(FILTERED)).answer();
    assertThat(run.missing()).containsExactly("c");
  }

  @Test
  void anEmptyScriptMissesNothing() {
    assertThatCode(new FaultRun(FaultScript.empty())::verify).doesNotThrowAnyException();
  }

  @Test
  void handsOutEachFaultOnceAndThoseOfOneMomentInOrder() {
    List<String> happened = new ArrayList<>();
    AttemptFaults faults =
        new FaultRun(
                FaultScript.empty()
                    .fault("1", attempt(1).atFrame(2), stage -> happened.add("1"))
                    .fault("2", attempt(1).atByte(10), stage -> happened.add("2"))
                    .fault("3", attempt(1).atFrame(2), stage -> happened.add("3"))
                    .fault("4", attempt(1).after(Duration.ofSeconds(1)), s -> happened.add("4"))
                    .fault("5", attempt(1).atEnd(), stage -> happened.add("5")))
            .request(attemptAt(FILTERED));

    assertThat(faults.due(1, 9)).isEmpty();
    assertThat(faults.nextByte()).isEqualTo(10);
    for (int i = 0; i < 3; i++) {
      faults.due(2, 10).orElseThrow().on(null);
    }
    assertThat(faults.due(2, 10)).isEmpty();
    assertThat(faults.nextByte()).isEqualTo(Long.MAX_VALUE);
    assertThat(faults.times()).containsExactly(Duration.ofSeconds(1));
    faults.after(Duration.ofSeconds(1)).orElseThrow().on(null);
    assertThat(faults.after(Duration.ofSeconds(1))).isEmpty();
    faults.atEnd().orElseThrow().on(null);
    assertThat(faults.atEnd()).isEmpty();
    assertThat(happened).containsExactly("1", "2", "3", "4", "5");
  }
}
