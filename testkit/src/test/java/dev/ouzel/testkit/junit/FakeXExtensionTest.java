package dev.ouzel.testkit.junit;

import static dev.ouzel.testkit.script.Attempts.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.script.Deed;
import dev.ouzel.testkit.script.FaultScript;
import dev.ouzel.testkit.server.FakeX;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

@TestMethodOrder(OrderAnnotation.class)
class FakeXExtensionTest {
  /** Registered first, it sees a failure last. */
  @RegisterExtension
  @Order(1)
  static final TestExecutionExceptionHandler EXPECTED =
      (context, failure) ->
          assertThat(failure)
              .hasMessage("on purpose")
              .hasSuppressedException(failure.getSuppressed()[0])
              .satisfies(
                  seen ->
                      assertThat(seen.getSuppressed()[0])
                          .hasMessageContaining("what the fake X saw")
                          .hasMessageContaining("1 frames published, 1 rules held"));

  @RegisterExtension
  @Order(2)
  static final FakeXExtension X = FakeXExtension.with(x -> x.withRule("cat has:images", "cats"));

  private static FakeX ofTheTestBefore;

  private FakeX early;

  @BeforeEach
  void keep(FakeX x) {
    early = x;
  }

  @Test
  @Order(1)
  void givesOneServerToATestWithTheSettingsAsked(FakeX x) {
    assertThat(x).isSameAs(early);
    assertThat(x.rules()).extracting(Rule::value).containsExactly("cat has:images");
    ofTheTestBefore = x;
  }

  @Test
  @Order(2)
  void closesTheServerAfterATestAndGivesTheNextAFreshOne(FakeX x) {
    assertThat(x).isNotSameAs(ofTheTestBefore);
    assertThatThrownBy(ofTheTestBefore::rules).hasMessage("the fake X is closed");
  }

  @Test
  void failsAPassingTestWhoseScriptDidNotPlay() {
    Events tests =
        EngineTestKit.engine("junit-jupiter")
            .selectors(DiscoverySelectors.selectClass(Scripted.class))
            .execute()
            .testEvents();

    assertThat(tests.succeeded().count()).isEqualTo(1);
    assertThat(tests.failed().list())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getPayload(TestExecutionResult.class).orElseThrow().getThrowable())
                    .get()
                    .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("[never]"));
  }

  static final class Scripted {
    @RegisterExtension static final FakeXExtension X = new FakeXExtension();

    @Test
    void playsNoScript(FakeX x) {
      assertThat(x.rules()).isEmpty();
    }

    @Test
    void playsAScriptThatNeverHappens(FakeX x) {
      x.play(FaultScript.empty().fault("never", attempt(1).atFrame(1), Deed.end()));
    }
  }

  @Test
  @Order(3)
  void tellsWithAFailureWhatTheServerSaw(FakeX x) {
    x.publish("x");
    throw new IllegalStateException("on purpose");
  }
}
