package dev.ouzel.testkit.junit;

import static dev.ouzel.testkit.junit.Outcome.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.junit.FakeXTest.Span;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeXTestTest {
  private static final Queue<FakeX> SEEN = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  @Test
  void givesEachTestAServerThatItsConstructorAndMethodsShare() {
    run(EachItsOwn.class).succeeded(4);

    assertThat(Set.copyOf(SEEN)).hasSize(4).allSatisfy(FakeXTestTest::isClosed);
  }

  @FakeXTest(rules = {"cat has:images", "dog"})
  static final class EachItsOwn {
    private final FakeX early;

    EachItsOwn(FakeX x) {
      early = x;
    }

    @BeforeEach
    void isTheSame(FakeX x) {
      assertThat(x).isSameAs(early);
    }

    @RepeatedTest(2)
    void hasTheRules(FakeX x) {
      assertThat(x.rules()).extracting(Rule::value).containsExactly("cat has:images", "dog");
      assertThat(x.rules()).extracting(Rule::tag).allMatch(tag -> tag.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:cat", "urn:dog"})
    void leavesItsArgumentsToATest(URI argument, FakeX x) {
      assertThat(argument.getScheme()).isEqualTo("urn");
      assertThat(x).isSameAs(early);
    }

    @AfterEach
    void isStillThere(FakeX x, URI baseUrl) {
      assertThat(x).isSameAs(early);
      assertThat(baseUrl).isEqualTo(x.baseUrl());
      assertThat(x.rules()).hasSize(2);
      SEEN.add(x);
    }
  }

  private static void isClosed(FakeX x) {
    assertThatThrownBy(x::rules).hasMessage("the fake X is closed");
  }

  @Test
  void givesOneServerToAClassAndThoseNestedInIt() {
    run(OneForAll.class).succeeded(5);

    assertThat(SEEN).hasSize(2).doesNotHaveDuplicates().allSatisfy(FakeXTestTest::isClosed);
  }

  @FakeXTest(per = Span.CLASS)
  static final class OneForAll {
    private static FakeX shared;

    @BeforeAll
    static void keep(FakeX x) {
      shared = x;
      SEEN.add(x);
    }

    @RepeatedTest(2)
    void isShared(FakeX x) {
      assertThat(x).isSameAs(shared);
    }

    @Nested
    class Inside {
      @RepeatedTest(2)
      void isSharedToo(FakeX x) {
        assertThat(x).isSameAs(shared);
      }
    }

    @Nested
    @FakeXTest(rules = "dog")
    class WithItsOwn {
      @Test
      void isAnother(FakeX x) {
        assertThat(x).isNotSameAs(shared);
        assertThat(x.rules()).hasSize(1);
        SEEN.add(x);
      }
    }

    @AfterAll
    static void isStillOpen(FakeX x) {
      assertThat(x).isSameAs(shared);
      assertThat(x.rules()).isEmpty();
    }
  }

  @Test
  void givesAClockThatTheTestAdvances() {
    run(Timeless.class).succeeded(1);
  }

  @FakeXTest(virtualTime = true)
  static final class Timeless {
    @Test
    void passesADayAtOnce(FakeX x, ManualLoop clock) {
      Instant before = x.now();
      clock.advance(Duration.ofDays(1));
      assertThat(x.now()).isEqualTo(before.plus(Duration.ofDays(1)));
      assertThat(before).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }
  }

  @Test
  void letsMethodsSetWhatTheAnnotationCannot() {
    run(SetUp.class).succeeded(2);
  }

  private static class SetUpBefore {
    @FakeXSetup
    static void first(FakeXSettings.Builder x) {
      x.withRule("first", "a").token("overwritten");
    }
  }

  @FakeXTest(rules = "zeroth")
  static final class SetUp extends SetUpBefore {
    private final String token = "of the instance";

    @FakeXSetup
    void second(FakeXSettings.Builder x) {
      x.withRule("second", "b").token(token);
    }

    @Test
    void isSetUp(FakeX x) {
      assertThat(x.rules()).extracting(Rule::value).containsExactly("zeroth", "first", "second");
      assertThat(x.token()).isEqualTo("of the instance");
    }

    @Nested
    class Further {
      @FakeXSetup
      void third(FakeXSettings.Builder x) {
        x.withRule("third", "c");
      }

      @Test
      void isSetUpFurther(FakeX x) {
        assertThat(x.rules()).hasSize(4).last().extracting(Rule::value).isEqualTo("third");
      }
    }
  }

  @Test
  void saysWhatIsWrongWithASetupMethod() {
    assertThat(run(TooEarly.class).failure()).hasMessageContaining("must be static");
    assertThat(run(WrongParameter.class).failure()).hasMessageContaining("one parameter");
    assertThat(run(TooLate.class).failures())
        .isNotEmpty()
        .allSatisfy(failure -> assertThat(failure).hasMessageContaining("comes too late"));
  }

  @FakeXTest
  static final class TooEarly {
    TooEarly(FakeX x) {}

    @FakeXSetup
    void instance(FakeXSettings.Builder x) {}

    @Test
    void neverRuns() {}
  }

  @FakeXTest
  static final class WrongParameter {
    @FakeXSetup
    static void nothing() {}

    @Test
    void neverRuns(FakeX x) {}
  }

  @FakeXTest(per = Span.CLASS)
  static final class TooLate {
    @Nested
    class Inner {
      @FakeXSetup
      static void late(FakeXSettings.Builder x) {}

      @Test
      void neverRuns(FakeX x) {}
    }
  }

  @Test
  void saysWhyItHasNothingToGive() {
    assertThat(run(NoneYet.class).failure()).hasMessageContaining("per = Span.CLASS");
    assertThat(run(NoClock.class).failure()).hasMessageContaining("virtualTime = true");
  }

  @FakeXTest
  static final class NoneYet {
    @BeforeAll
    static void ask(FakeX x) {}

    @Test
    void neverRuns() {}
  }

  @FakeXTest
  static final class NoClock {
    @Test
    void neverRuns(ManualLoop clock) {}
  }

  @Test
  void servesTestsThatRunAtTheSameTime() {
    AtTheSameTime.shared.clear();

    run(AtTheSameTime.class, "junit.jupiter.execution.parallel.enabled").succeeded(8);

    assertThat(Set.copyOf(SEEN)).hasSize(4).allSatisfy(FakeXTestTest::isClosed);
    assertThat(AtTheSameTime.shared).hasSize(1).allSatisfy(FakeXTestTest::isClosed);
  }

  @Execution(ExecutionMode.CONCURRENT)
  static final class AtTheSameTime {
    static final Set<FakeX> shared = ConcurrentHashMap.newKeySet();
    static final CyclicBarrier ALL = new CyclicBarrier(4);

    @Nested
    @FakeXTest
    @Execution(ExecutionMode.SAME_THREAD)
    class Each {
      @RepeatedTest(4)
      @Execution(ExecutionMode.CONCURRENT)
      void hasItsOwn(FakeX x) throws Exception {
        SEEN.add(x);
        ALL.await(10, TimeUnit.SECONDS);
        assertThat(x.publishedCount()).isZero();
        x.publish("x");
      }
    }

    @Nested
    @FakeXTest(per = Span.CLASS)
    @Execution(ExecutionMode.SAME_THREAD)
    class All {
      @RepeatedTest(4)
      @Execution(ExecutionMode.CONCURRENT)
      void hasTheOne(FakeX x) throws Exception {
        ALL.await(10, TimeUnit.SECONDS);
        shared.add(x);
      }
    }
  }
}
