package dev.ouzel.testkit.junit;

import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Where the server of a test lives, and what it is to be like.
 *
 * @param home the context of the test, or of the class that has one server for all of its tests
 * @param annotation what the class says; empty when the extension was registered without it
 * @param classes the classes whose setup methods count, the outermost first
 */
record Site(ExtensionContext home, Optional<FakeXTest> annotation, List<Class<?>> classes) {
  /** The site for this context; empty in a class context when each test has a server. */
  static Optional<Site> of(ExtensionContext context) {
    List<Class<?>> classes = new ArrayList<>();
    for (ExtensionContext each = context; ; each = each.getParent().orElseThrow()) {
      Optional<Class<?>> type = each.getElement().filter(Class.class::isInstance).map(Site::asType);
      type.ifPresent(classes::add);
      Optional<FakeXTest> annotation = AnnotationSupport.findAnnotation(type, FakeXTest.class);
      if (annotation.isPresent() || each.getParent().isEmpty()) {
        Collections.reverse(classes);
        return site(context, each, annotation, classes);
      }
    }
  }

  private static Class<?> asType(Object element) {
    return (Class<?>) element;
  }

  private static Optional<Site> site(
      ExtensionContext context,
      ExtensionContext annotated,
      Optional<FakeXTest> annotation,
      List<Class<?>> classes) {
    if (annotation.filter(it -> it.per() == FakeXTest.Span.CLASS).isPresent()) {
      return Optional.of(new Site(annotated, annotation, classes));
    }
    return context.getTestMethod().isPresent()
        ? Optional.of(new Site(context, annotation, classes))
        : Optional.empty();
  }

  /** Whether all tests of a class share the server. */
  boolean isShared() {
    return home.getTestMethod().isEmpty();
  }

  /** What the annotation says. */
  FakeXSettings.Builder usual() {
    FakeXSettings.Builder settings = FakeX.builder();
    annotation.ifPresent(
        it -> {
          Arrays.stream(it.rules())
              .forEach(value -> settings.addRules(new Rule.Draft(value, Optional.empty())));
          if (it.virtualTime()) {
            settings.clock(new ManualLoop(Instant.now(), 0));
          }
        });
    return settings;
  }

  /** Lets the setup methods change the settings. */
  void setUp(FakeXSettings.Builder settings) {
    if (annotation.isPresent()) {
      setupMethods(isShared() ? classes.subList(0, 1) : classes)
          .forEach(method -> call(method, settings));
    }
    if (isShared()) {
      setupMethods(classes.subList(1, classes.size()))
          .findFirst()
          .ifPresent(method -> fail(method, "comes too late for the server of the outer class"));
    }
  }

  private static Stream<Method> setupMethods(List<Class<?>> classes) {
    return classes.stream()
        .flatMap(
            type ->
                AnnotationSupport.findAnnotatedMethods(
                    type, FakeXSetup.class, HierarchyTraversalMode.TOP_DOWN)
                    .stream());
  }

  private void call(Method method, FakeXSettings.Builder settings) {
    if (!Arrays.equals(method.getParameterTypes(), new Class<?>[] {FakeXSettings.Builder.class})) {
      fail(method, "must have one parameter, a FakeXSettings.Builder");
    }
    Optional<Object> instance =
        home.getTestInstances().flatMap(all -> all.findInstance(type(method)));
    if (instance.isEmpty() && !Modifier.isStatic(method.getModifiers())) {
      fail(method, "must be static: the server is asked for before there is a test instance");
    }
    ReflectionSupport.invokeMethod(method, instance.orElse(null), settings);
  }

  @SuppressWarnings("unchecked")
  private static Class<Object> type(Method method) {
    return (Class<Object>) method.getDeclaringClass();
  }

  private static void fail(Method method, String mistake) {
    throw new ExtensionConfigurationException("@FakeXSetup " + method + " " + mistake);
  }
}
