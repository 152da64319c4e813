package dev.ouzel.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the rules against Ouzel, and tries them. A fixture breaks one rule, laid out like the house
 * below a root of its own: its classes, fields and methods named Wrong break the rule, the others
 * keep it.
 */
class HouseRuleTest {
  private static final House HOUSE = new House("dev.ouzel");
  private static final JavaClasses HOUSE_CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // What modules share for their tests.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(HOUSE.root());

  private static final String FIXTURES = "dev.ouzel.architecture.fixture";
  private static final JavaClasses FIXTURE_CLASSES =
      new ClassFileImporter().importPackages(FIXTURES);

  @ParameterizedTest
  @EnumSource(HouseRule.class)
  void holdsInTheHouse(HouseRule rule) {
    rule.of(HOUSE).check(HOUSE_CLASSES);
  }

  @ParameterizedTest
  @MethodSource("dev.ouzel.architecture.House#parts")
  void namesOnlyPackagesThatTheHouseHas(String part) {
    assertThat(HOUSE_CLASSES.that(HOUSE.in(part))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.ouzel.architecture.House#types")
  void namesOnlyClassesThatTheHouseHas(String type) {
    assertThat(HOUSE_CLASSES.that(HOUSE.are(type))).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(HouseRule.class)
  void holdsInAWellBuiltHouse(HouseRule rule) {
    House sound = fixture("sound");
    rule.of(sound).check(classesOf(sound));
  }

  @ParameterizedTest
  @EnumSource(HouseRule.class)
  void blamesWhateverIsWrongAndNothingElse(HouseRule rule) {
    House broken = fixture(rule.name().toLowerCase(Locale.ROOT).replace("_", ""));
    JavaClasses classes = classesOf(broken);
    List<String> wrong = classes.stream().flatMap(HouseRuleTest::wrong).toList();

    List<String> blamed = rule.of(broken).evaluate(classes).getFailureReport().getDetails();

    assertThat(wrong).isNotEmpty().allSatisfy(name -> assertThat(blamed).anyMatch(mentions(name)));
    assertThat(blamed)
        .allSatisfy(line -> assertThat(wrong).anyMatch(name -> mentions(name).test(line)));
  }

  @ParameterizedTest
  @EnumSource(HouseRule.class)
  void failsWhereThereIsNothingToHoldFor(HouseRule rule) {
    House empty = fixture("empty");
    assertThatThrownBy(() -> rule.of(empty).check(classesOf(empty)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("failed to check any classes");
  }

  private static Stream<String> wrong(JavaClass type) {
    return Stream.concat(
        Stream.of(type)
            .filter(any -> any.getSimpleName().startsWith("Wrong"))
            .map(JavaClass::getName),
        type.getMembers().stream()
            .filter(member -> member.getName().startsWith("wrong"))
            .map(JavaMember::getFullName));
  }

  private static Predicate<String> mentions(String name) {
    return Pattern.compile(Pattern.quote(name) + "(?!\\w)").asPredicate();
  }

  private static House fixture(String name) {
    return new House(FIXTURES + "." + name);
  }

  private static JavaClasses classesOf(House house) {
    return FIXTURE_CLASSES.that(resideInAPackage(house.root() + ".."));
  }
}
