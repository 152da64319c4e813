package dev.ouzel.testkit.junit;

import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives each test a {@link FakeX} of its own, to test methods and those annotated with
 * {@code @BeforeEach} and {@code @AfterEach} that have a parameter of that type. It is started when
 * first asked for and closed after the test. A test that passes fails all the same when a fault of
 * the script that its server plays has never happened. When the test fails, the failure carries a
 * suppressed exception that says what the server saw.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FakeXExtension X = FakeXExtension.with(x -> x.withRule("cat has:images", "cats"));
 *
 * @Test
 * void readsAPost(FakeX x) {
 *   MyClient client = new MyClient(x.baseUrl(), x.token());
 *   x.awaitConnections(1);
 *   x.publish(1234567890L, "look at this cat");
 *   assertEquals("look at this cat", client.next().text());
 * }
 * }</pre>
 */
public final class FakeXExtension
    implements ParameterResolver, AfterEachCallback, TestExecutionExceptionHandler {
  private static final Namespace NAMESPACE = Namespace.create(FakeXExtension.class);

  private final UnaryOperator<FakeXSettings.Builder> customisation;

  /** An extension whose servers behave as X does, for {@code @ExtendWith}. */
  public FakeXExtension() {
    this(UnaryOperator.identity());
  }

  private FakeXExtension(UnaryOperator<FakeXSettings.Builder> customisation) {
    this.customisation = customisation;
  }

  /** An extension whose servers have these settings. */
  public static FakeXExtension with(UnaryOperator<FakeXSettings.Builder> customisation) {
    return new FakeXExtension(customisation);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FakeX.class && context.getTestMethod().isPresent();
  }

  @Override
  public FakeX resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return store(context)
        .getOrComputeIfAbsent(
            FakeX.class, key -> customisation.apply(FakeX.builder()).start(), FakeX.class);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    FakeX fake = store(context).get(FakeX.class, FakeX.class);
    if (fake != null) {
      failure.addSuppressed(new WhatTheServerSaw(fake.report()));
    }
    throw failure;
  }

  /** Checks that the faults of the script have happened. */
  @Override
  public void afterEach(ExtensionContext context) {
    FakeX fake = store(context).get(FakeX.class, FakeX.class);
    if (fake != null && context.getExecutionException().isEmpty()) {
      fake.verifyFaults();
    }
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  private static final class WhatTheServerSaw extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WhatTheServerSaw(String report) {
      super(report, null, false, false);
    }
  }
}
