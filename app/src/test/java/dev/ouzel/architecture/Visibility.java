package dev.ouzel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What other packages see of a class. */
final class Visibility {
  private Visibility() {}

  /** Public, as is all that it is nested in. */
  static DescribedPredicate<JavaClass> visible() {
    return describe("are visible to other packages", Visibility::isVisible);
  }

  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(PUBLIC)
        && type.getEnclosingClass().map(Visibility::isVisible).orElse(true);
  }

  /** Beyond extension by other packages. */
  static DescribedPredicate<JavaClass> closed() {
    return describe(
        "final, sealed or without a constructor that other packages can call",
        type ->
            type.getModifiers().contains(FINAL)
                || type.isSealed()
                || type.getConstructors().stream().noneMatch(Visibility::isShown));
  }

  private static boolean isShown(HasModifiers member) {
    return member.getModifiers().contains(PUBLIC) || member.getModifiers().contains(PROTECTED);
  }

  /** That such a type is part of what a class is declared as or of a member that others can use. */
  static ArchCondition<JavaClass> show(DescribedPredicate<JavaClass> foreign) {
    return new ArchCondition<>("show types that " + foreign.getDescription()) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        report(type, type.getFullName(), ancestors(type), events);
        type.getAllMembers().stream()
            .filter(Visibility::isShown)
            .forEach(member -> report(type, member.getFullName(), declared(member), events));
      }

      private void report(
          JavaClass type, String where, Stream<JavaClass> shown, ConditionEvents events) {
        Set<String> found =
            shown.filter(foreign).map(JavaClass::getName).collect(toCollection(TreeSet::new));
        if (!found.isEmpty()) {
          String message = "Class <%s> shows %s in <%s>".formatted(type.getName(), found, where);
          events.add(SimpleConditionEvent.satisfied(type, message));
        }
      }
    };
  }

  /** That such a type is part of a member's declaration. */
  static DescribedPredicate<JavaMember> showing(DescribedPredicate<JavaClass> foreign) {
    return describe(
        "show " + foreign.getDescription(), member -> declared(member).anyMatch(foreign));
  }

  private static Stream<JavaClass> ancestors(JavaClass type) {
    Stream<JavaType> direct =
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    return Stream.of(
            direct.flatMap(parent -> parent.getAllInvolvedRawTypes().stream()),
            type.getAllRawSuperclasses().stream(),
            type.getAllRawInterfaces().stream())
        .flatMap(ancestors -> ancestors);
  }

  private static Stream<JavaClass> declared(JavaMember member) {
    Stream<JavaClass> thrown =
        member instanceof JavaCodeUnit unit ? unit.getExceptionTypes().stream() : Stream.empty();
    return Stream.concat(member.getAllInvolvedRawTypes().stream(), thrown);
  }
}
