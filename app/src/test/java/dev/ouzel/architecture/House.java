package dev.ouzel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;

/**
 * The parts of the house below a root package: Ouzel's own, or that of a fixture laid out like it.
 *
 * @param root the package that holds all others
 */
record House(String root) {
  /** Names all of core's packages at once. */
  static final String CORE = "core";

  private static final List<String> CORE_PARTS =
      List.of(
          "post",
          "coverage",
          "loop",
          "stream",
          "connection",
          "rule",
          "reconnect",
          "sink",
          "ingest");

  private static final List<String> OTHER_PARTS =
      List.of(
          "http",
          "http.frame",
          "http.json",
          "persistence",
          "persistence.jdbc",
          "persistence.spool",
          "persistence.sqlite",
          "persistence.store",
          "testkit",
          "testkit.contract",
          "testkit.generate",
          "testkit.junit",
          "testkit.load",
          "testkit.render",
          "testkit.rule",
          "testkit.server",
          "testkit.yaml",
          "app",
          "app.bench",
          "app.cli",
          "app.demo",
          "app.status",
          "app.metrics",
          "app.wiring");

  private static final List<String> TYPES =
      List.of(
          "app.Main",
          "connection.ConnectionHistory",
          "http.XClient",
          "ingest.Ingestor$Builder",
          "loop.EventLoop",
          "loop.SerialEventLoop",
          "rule.RuleBook",
          "sink.PostSink",
          "stream.StreamSource");

  /** The packages that rules may name: a test sees to it that each exists. */
  static List<String> parts() {
    return Stream.concat(CORE_PARTS.stream(), OTHER_PARTS.stream()).toList();
  }

  /** The classes that rules may name: a test sees to it that each exists. */
  static List<String> types() {
    return TYPES;
  }

  /** The classes in these packages and beneath. */
  DescribedPredicate<JavaClass> in(String... parts) {
    String[] packages =
        Stream.of(parts)
            .flatMap(part -> part.equals(CORE) ? CORE_PARTS.stream() : Stream.of(part))
            .map(this::identifier)
            .toArray(String[]::new);
    return resideInAnyPackage(packages).as("reside in %s", String.join(", ", parts));
  }

  private String identifier(String part) {
    return root + "." + known(part, parts()) + "..";
  }

  private static String known(String name, List<String> names) {
    if (!names.contains(name)) {
      throw new IllegalArgumentException("the house has no '" + name + "'");
    }
    return name;
  }

  /** The classes anywhere in the house. */
  DescribedPredicate<JavaClass> inside() {
    return resideInAnyPackage(root + "..").as("reside in the house");
  }

  /** The classes of these names. */
  DescribedPredicate<JavaClass> are(String... types) {
    List<String> names = Stream.of(types).map(type -> root + "." + known(type, TYPES)).toList();
    return describe("are " + String.join(", ", types), type -> names.contains(type.getName()));
  }

  /** The classes of these names and all that is nested in them. */
  DescribedPredicate<JavaClass> within(String... types) {
    return belongTo(are(types)).as("belong to %s", String.join(", ", types));
  }
}
