package dev.ouzel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.regex.Pattern;

/** How much of the JDK core uses: what computes, not what reaches outside or runs beside it. */
final class JdkInCore {
  private static final String BYTE_STREAMS = "java.io.(IOException|OutputStream)";

  private static final String FREE_OF_THREADS =
      "java.util.concurrent.(Completable\\w+|Completion\\w+|Flow(\\$\\w+)?)";

  private static final String IMPURE_TYPES =
      String.join(
          "|",
          "java.lang.(Process|ProcessBuilder|Runtime|Thread|ThreadLocal)",
          "java.time.(Clock|InstantSource)",
          "java.util.(Date|Calendar|GregorianCalendar|Timer)",
          "java.util.(Random|SplittableRandom)");

  /** Methods as {@code type#name}. */
  private static final String IMPURE_METHODS =
      String.join(
          "|",
          "java.time..*#now",
          "java.lang.System#(?!arraycopy$).*",
          "java.lang.(Math|StrictMath)#random",
          "java.lang.Object#(wait|notify|notifyAll)",
          "java.util.UUID#randomUUID",
          "java.util.Collections#shuffle",
          "java.util.Arrays#parallel.*",
          "java.util..*#(parallel|parallelStream)",
          "java.util.concurrent.Complet\\w+#(.*Async|delayedExecutor)",
          "java.util.concurrent.Complet\\w+#(orTimeout|completeOnTimeout|get|join)");

  private JdkInCore() {}

  /** Values, collections, arithmetic and the interfaces of asynchronous work. */
  static DescribedPredicate<JavaClass> plain() {
    return resideInAnyPackage(
            "java.lang",
            "java.nio",
            "java.nio.charset",
            "java.time..",
            "java.util",
            "java.util.concurrent..",
            "java.util.function",
            "java.util.regex",
            "java.util.stream")
        .or(named(BYTE_STREAMS))
        .as("reside in the plain part of the JDK");
  }

  /** Types that bring a clock, a thread, a lock, an executor or chance with them. */
  static DescribedPredicate<JavaClass> impureTypes() {
    return resideInAnyPackage("java.util.concurrent", "java.util.concurrent.locks")
        .and(not(named(FREE_OF_THREADS)))
        .or(named(IMPURE_TYPES))
        .as("bring time, chance or threads");
  }

  private static DescribedPredicate<JavaClass> named(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return describe("are named " + regex, type -> pattern.matcher(type.getName()).matches());
  }

  /** Calls of and references to what reads a clock, draws a number, waits, or runs elsewhere. */
  static DescribedPredicate<JavaAccess<?>> impureMethods() {
    Pattern pattern = Pattern.compile(IMPURE_METHODS);
    return describe(
        "the target reads a clock, draws a number, waits or runs elsewhere",
        access ->
            pattern
                .matcher(access.getTargetOwner().getName() + "#" + access.getTarget().getName())
                .matches());
  }
}
