package dev.ouzel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.equalTo;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.core.domain.JavaModifier.VOLATILE;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.ouzel.architecture.House.CORE;
import static dev.ouzel.architecture.Visibility.closed;
import static dev.ouzel.architecture.Visibility.show;
import static dev.ouzel.architecture.Visibility.showing;
import static dev.ouzel.architecture.Visibility.visible;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;

/**
 * The rules of the house, as far as byte code can tell; Checkstyle holds the others. Each is held
 * against Ouzel, and against the fixture of the same name, which breaks it.
 */
enum HouseRule {
  MODULES(
      "adapters and testkit know the ports alone, and only the app knows everyone",
      house ->
          together(
              knows(house, CORE),
              knows(house, "http", CORE),
              knows(house, "persistence", CORE),
              knows(house, "testkit", CORE),
              classes()
                  .that(not(resideInAPackage(house.root())))
                  .should(
                      ArchCondition.from(
                          house.in(CORE, "http", "persistence", "testkit", "app"))))),

  FLOORS(
      "core is read and changed from the ground up",
      house ->
          together(
              knows(house, "post"),
              knows(house, "coverage"),
              knows(house, "loop"),
              knows(house, "stream", "post"),
              knows(house, "connection", "stream", "post"),
              knows(house, "rule", "stream", "post"),
              knows(house, "reconnect", "stream", "post", "coverage", "loop"),
              knows(house, "sink", "connection", "rule", "reconnect", "stream", "post", "coverage"),
              knows(house, "ingest", CORE))),

  CIRCLES(
      "of packages that need each other none can be understood alone",
      house -> slices().matching(house.root() + ".(**)").should().beFreeOfCycles()),

  STORES(
      "whoever uses one store needs neither the code nor the driver of another",
      house ->
          slices()
              .matching(house.root() + ".persistence.(*)..")
              .should()
              .notDependOnEachOther()
              .ignoreDependency(alwaysTrue(), house.in("persistence.store", "persistence.jdbc"))
              .ignoreDependency(house.in("persistence.spool"), house.in("persistence.sqlite"))),

  PLAIN_CORE(
      "core brings nothing but the JDK with it, and reaches neither disk nor network",
      house ->
          classes()
              .that(house.in(CORE))
              .should()
              .onlyDependOnClassesThat(
                  house
                      .inside()
                      .or(JdkInCore.plain())
                      .or(resideInAPackage("org.immutables.value")))),

  PURE_CORE(
      "the same events give the same behaviour only if the event loop alone has time and chance",
      house ->
          together(
              noClasses()
                  .that(house.in(CORE))
                  .and(not(house.within("loop.SerialEventLoop")))
                  .should()
                  .dependOnClassesThat(JdkInCore.impureTypes())
                  .orShould()
                  .accessTargetWhere(JdkInCore.impureMethods()),
              noMethods()
                  .that()
                  .areDeclaredInClassesThat(house.in(CORE))
                  .should()
                  .haveModifier(SYNCHRONIZED),
              noFields()
                  .that()
                  .areDeclaredInClassesThat(
                      house.in(CORE).and(not(simpleNameStartingWith("Immutable"))))
                  .should()
                  .haveModifier(VOLATILE))),

  DEFAULT_LOOP(
      "its thread is for those who embed Ouzel and bring no loop; nothing else may start one",
      house ->
          classes()
              .that(house.are("loop.SerialEventLoop"))
              .should()
              .onlyHaveDependentClassesThat(
                  house.within("loop.SerialEventLoop").or(house.are("ingest.Ingestor$Builder")))),

  PORTS(
      "core asks through interfaces, adapters and testkit answer, and the app only joins them",
      house ->
          noClasses()
              .that(house.in("app"))
              .should()
              .beAssignableTo(
                  house.are(
                      "stream.StreamSource",
                      "connection.ConnectionHistory",
                      "rule.RuleBook",
                      "sink.PostSink",
                      "loop.EventLoop"))),

  CLOSED_CLASSES(
      "a class that others may extend by accident can never be changed again",
      house ->
          classes()
              .that(visible())
              .and(not(INTERFACES))
              .and(not(house.in("testkit.contract").and(modifier(ABSTRACT))))
              .should(be(closed()))),

  SIGNATURES(
      "a library that shows in a signature is forced on whoever calls it",
      house ->
          together(
              noClasses().that(visible()).should(show(jackson())),
              noClasses().that(visible()).and(not(house.are("http.XClient"))).should(show(vertx())),
              noClasses()
                  .that(house.are("http.XClient"))
                  .should(show(vertx().and(not(type(Vertx.class))))),
              members()
                  .that()
                  .areDeclaredInClassesThat(house.are("http.XClient"))
                  .and()
                  .arePublic()
                  .and(showing(type(Vertx.class)))
                  .should()
                  .containNumberOfElements(equalTo(1)))),

  GUICE(
      "parts are joined in one place, and plain constructors do everywhere else",
      house ->
          onlyIn(
              house.in("app.wiring").or(house.within("app.Main")),
              resideInAnyPackage("com.google.inject..", "jakarta.inject.."))),

  PICOCLI(
      "what a command does can be called without a command line",
      house ->
          onlyIn(
              house.in("app.cli").or(house.within("app.Main")), resideInAnyPackage("picocli.."))),

  LOGGING(
      "adapters and testkit report through what they return; what is worth a line, the app decides",
      house ->
          onlyIn(
              house.in("app"),
              resideInAnyPackage("org.slf4j..", "ch.qos.logback..", "java.util.logging.."))),

  JDBC(
      "how posts are stored is the business of the stores; demo and bench read one as any user can",
      house ->
          onlyIn(
              house.in("persistence", "app.demo", "app.bench"),
              resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql.."))),

  VERTX(
      "the network has one place on either side, the status server another, and frames and JSON"
          + " are read without it",
      house ->
          onlyIn(
              house
                  .in(
                      "http",
                      "app.status",
                      "testkit.server",
                      "testkit.generate",
                      "testkit.load",
                      "testkit.render",
                      "testkit.rule")
                  .and(not(house.in("http.frame", "http.json"))),
              vertx())),

  JACKSON(
      "X's JSON is read and written in one place, frames are read without building objects, and"
          + " of our own there is only what commands and the status server tell",
      house -> onlyIn(house.in("http.json", "app.cli", "app.status"), jackson())),

  YAML(
      "what a file may hold is bounded and its mistakes are placed in one package",
      house -> onlyIn(house.in("testkit.yaml"), resideInAnyPackage("org.snakeyaml.."))),

  MICROMETER(
      "what is counted is named and bounded in one place",
      house ->
          onlyIn(
              house.in("app.metrics"), resideInAnyPackage("io.micrometer..", "io.prometheus.."))),

  TEST_LIBRARIES(
      "the program carries the testkit but no test framework, so it must not touch what needs one",
      house ->
          together(
              onlyIn(
                  house.in("testkit.contract", "testkit.junit"),
                  resideInAnyPackage("org.junit..", "org.assertj..", "org.opentest4j..")),
              onlyIn(
                  house.in("testkit.contract", "testkit.junit"),
                  house.in("testkit.contract", "testkit.junit"))));

  private final String reason;

  @SuppressWarnings("ImmutableEnumChecker") // The lambdas above hold nothing.
  private final Function<House, ArchRule> rule;

  HouseRule(String reason, Function<House, ArchRule> rule) {
    this.reason = reason;
    this.rule = rule;
  }

  /** The rule for this house. It fails where it finds nothing to hold for. */
  ArchRule of(House house) {
    return rule.apply(house).because(reason).allowEmptyShould(false);
  }

  private static ArchRule together(ArchRule... rules) {
    return CompositeArchRule.of(List.of(rules));
  }

  /** A part of the house knows itself, the named others, and no more of the house. */
  private static ArchRule knows(House house, String part, String... others) {
    return noClasses()
        .that(house.in(part))
        .should()
        .dependOnClassesThat(house.inside().and(not(house.in(part))).and(not(house.in(others))));
  }

  /** Nothing outside this place knows that library. */
  private static ArchRule onlyIn(
      DescribedPredicate<JavaClass> place, DescribedPredicate<JavaClass> library) {
    return noClasses().that(not(place)).should().dependOnClassesThat(library);
  }

  private static DescribedPredicate<JavaClass> vertx() {
    return resideInAnyPackage("io.vertx..", "io.netty..");
  }

  private static DescribedPredicate<JavaClass> jackson() {
    return resideInAnyPackage("com.fasterxml.jackson..");
  }
}
