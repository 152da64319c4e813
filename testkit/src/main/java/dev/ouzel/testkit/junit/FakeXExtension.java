package dev.ouzel.testkit.junit;

import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link FakeXTest} does, for classes that would rather say in one expression how their
 * servers are. Without the annotation each test has a server of its own.
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
 *
 * <p>A class has either the annotation or such a field.
 */
public final class FakeXExtension
    implements ParameterResolver,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  private static final Namespace NAMESPACE = Namespace.create(FakeXExtension.class);
  private static final Set<Class<?>> TYPES = Set.of(FakeX.class, URI.class, ManualLoop.class);

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

  /** Lets a constructor have what belongs to its test. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return TYPES.contains(type)
        && (type != URI.class
            || !AnnotationSupport.isAnnotated(
                parameter.getDeclaringExecutable(), ParameterizedTest.class));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Served served =
        Site.of(context)
            .map(this::serve)
            .orElseThrow(
                () ->
                    new ParameterResolutionException(
                        "each test has a fake X of its own, of which there is none yet;"
                            + " @FakeXTest(per = Span.CLASS) gives one to the class"));
    Class<?> type = parameter.getParameter().getType();
    if (type == FakeX.class) {
      return served.fake();
    }
    return type == URI.class ? served.fake().baseUrl() : clock(served);
  }

  private static ManualLoop clock(Served served) {
    return served
        .clock()
        .orElseThrow(
            () ->
                new ParameterResolutionException(
                    "the fake X has the machine's clock;"
                        + " @FakeXTest(virtualTime = true) gives it one that a test advances"));
  }

  private Served serve(Site site) {
    return site.home()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            site.home().getUniqueId(),
            home -> {
              FakeXSettings.Builder settings = site.usual();
              site.setUp(settings);
              return new Served(customisation.apply(settings).build());
            },
            Served.class);
  }

  private static Optional<Served> served(ExtensionContext context) {
    return Site.of(context)
        .map(Site::home)
        .map(home -> home.getStore(NAMESPACE).get(home.getUniqueId(), Served.class));
  }

  /** Remembers when the test began, of which alone its failure shall tell. */
  @Override
  public void beforeEach(ExtensionContext context) {
    served(context)
        .ifPresent(served -> context.getStore(NAMESPACE).put(Instant.class, served.fake().now()));
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    handleTestExecutionException(context, failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    handleTestExecutionException(context, failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    handleTestExecutionException(context, failure);
  }

  @Override
  public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    handleTestExecutionException(context, failure);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    Instant since =
        context.getStore(NAMESPACE).getOrDefault(Instant.class, Instant.class, Instant.MIN);
    served(context).ifPresent(served -> served.explain(failure, since));
    throw failure;
  }

  /** Checks that the faults of the test's own script have happened. */
  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) {
      Site.of(context)
          .filter(site -> !site.isShared())
          .flatMap(site -> served(context))
          .ifPresent(Served::verify);
    }
  }

  /** Checks the same of the script that the tests of a class share. */
  @Override
  public void afterAll(ExtensionContext context) {
    Site.of(context)
        .filter(site -> site.home().equals(context))
        .flatMap(site -> served(context))
        .ifPresent(Served::verify);
  }
}
