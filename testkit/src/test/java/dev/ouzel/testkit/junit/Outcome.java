package dev.ouzel.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What came of running a test class. */
record Outcome(long succeeded, List<Throwable> failures) {
  /** Runs the tests of a class, with a configuration parameter set to true. */
  static Outcome run(Class<?> type, String... parameters) {
    EngineTestKit.Builder engine =
        EngineTestKit.engine("junit-jupiter")
            .selectors(DiscoverySelectors.selectClass(type))
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "8");
    for (String parameter : parameters) {
      engine.configurationParameter(parameter, "true");
    }
    EngineExecutionResults results = engine.execute();
    List<Throwable> failures =
        results.allEvents().failed().stream()
            .map(event -> event.getPayload(TestExecutionResult.class).orElseThrow())
            .map(TestExecutionResult::getThrowable)
            .flatMap(Optional::stream)
            .toList();
    return new Outcome(results.testEvents().succeeded().count(), failures);
  }

  /** The one failure. */
  Throwable failure() {
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  /** Checks how many tests passed. */
  Outcome succeeded(int count) {
    assertThat(succeeded).as("passed, beside the failures %s", failures).isEqualTo(count);
    return this;
  }

  /** Makes a request that the server remembers. */
  static void ask(FakeX x, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(x.baseUrl().resolve(path)).build();
    HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
  }
}
