package dev.ouzel.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What a contract says of an adapter. */
final class Verdict {
  private Verdict() {}

  /** Checks that the test named {@code promise} runs, and succeeds, for a sound adapter. */
  static void assertAccepted(Class<?> suite, String promise) {
    Events tests = run(suite, promise);

    assertThat(tests.failed().stream().map(Verdict::failure)).isEmpty();
    assertThat(tests.succeeded().count()).as("runs of %s", promise).isPositive();
  }

  /** Checks that the test named {@code promise} fails, by an assertion, for a broken adapter. */
  static void assertRejected(Class<?> suite, String promise) {
    List<Throwable> failures = run(suite, promise).failed().stream().map(Verdict::failure).toList();

    assertThat(failures).as("failures of %s for %s", promise, suite.getSimpleName()).isNotEmpty();
    assertThat(failures).allMatch(AssertionError.class::isInstance);
  }

  private static Events run(Class<?> suite, String promise) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(DiscoverySelectors.selectMethod(suite, method(suite, promise)))
        .execute()
        .testEvents();
  }

  private static Method method(Class<?> suite, String name) {
    return Stream.<Class<?>>iterate(suite, type -> type != Object.class, Class::getSuperclass)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no test is named " + name));
  }

  private static Throwable failure(Event event) {
    Optional<TestExecutionResult> result = event.getPayload(TestExecutionResult.class);
    return result.flatMap(TestExecutionResult::getThrowable).orElseThrow();
  }
}
