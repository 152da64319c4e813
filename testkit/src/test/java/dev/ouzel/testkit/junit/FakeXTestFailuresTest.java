package dev.ouzel.testkit.junit;

import static dev.ouzel.testkit.junit.Outcome.run;
import static dev.ouzel.testkit.script.Attempts.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.testkit.junit.FakeXTest.Span;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

class FakeXTestFailuresTest {
  private static final FaultScript NEVER =
      FaultScript.empty().fault("never", attempt(1).atFrame(1), Deed.end());

  @Test
  void tellsWithAFailureWhatTheServerSawSinceTheTestBegan() {
    Outcome outcome = run(FailsSecond.class);

    assertThat(outcome.failure().getSuppressed())
        .singleElement()
        .asString()
        .contains("what the fake X saw", "1 requests\n", "/2/second")
        .doesNotContain("/2/first");
  }

  @FakeXTest(per = Span.CLASS, virtualTime = true)
  @TestMethodOrder(OrderAnnotation.class)
  static final class FailsSecond {
    @Test
    @Order(1)
    void passes(FakeX x, ManualLoop clock) throws Exception {
      Outcome.ask(x, "/2/first");
      clock.advance(Duration.ofSeconds(1));
    }

    @Test
    @Order(2)
    void fails(FakeX x) throws Exception {
      Outcome.ask(x, "/2/second");
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void tellsItOfAFailureBeforeOrAfterATestToo() {
    assertThat(run(FailsBefore.class).failure().getSuppressed()).hasSize(1);
    assertThat(run(FailsAfterAll.class).failure().getSuppressed()).hasSize(1);
  }

  @FakeXTest
  static final class FailsBefore {
    @BeforeEach
    void fail(FakeX x) {
      throw new AssertionError("on purpose");
    }

    @Test
    void neverRuns() {}
  }

  @FakeXTest(per = Span.CLASS)
  static final class FailsAfterAll {
    @Test
    void passes(FakeX x) {}

    @AfterAll
    static void fail() {
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void keepsTheFailureOfATestThatClosedItsServer() {
    assertThat(run(Closes.class).failure()).hasMessage("on purpose");
  }

  @FakeXTest
  static final class Closes {
    @Test
    void fails(FakeX x) {
      x.close();
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void failsWhatPassedWithoutAFaultOfItsScript() {
    assertThat(run(NeverHappens.class).failure()).hasMessageContaining("[never]");
    assertThat(run(NeverHappensInClass.class).succeeded(2).failure())
        .hasMessageContaining("[never]");
    assertThat(run(FailsAnyway.class).failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessage("on purpose"));
  }

  @FakeXTest
  static final class NeverHappens {
    @Test
    void passes(FakeX x) {
      x.play(NEVER);
    }
  }

  @FakeXTest(per = Span.CLASS)
  static final class NeverHappensInClass {
    @FakeXSetup
    static void script(FakeXSettings.Builder x) {
      x.script(NEVER);
    }

    @RepeatedTest(2)
    void passes(FakeX x) {}
  }

  @FakeXTest(per = Span.CLASS)
  static final class FailsAnyway {
    @Test
    void fails(FakeX x) {
      x.play(NEVER);
      throw new AssertionError("on purpose");
    }
  }
}
