package dev.ouzel.testkit.junit;

import dev.ouzel.testkit.server.FakeX;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class {@link FakeX} servers. Constructors, lifecycle methods and tests may have
 * parameters of these types:
 *
 * <ul>
 *   <li>{@link FakeX}: the server, started when first asked for;
 *   <li>{@link java.net.URI}: its base URL, though not in a {@code @ParameterizedTest}, whose
 *       arguments may be such themselves;
 *   <li>{@link dev.ouzel.testkit.memory.ManualLoop}: its clock, with {@link #virtualTime}.
 * </ul>
 *
 * <pre>{@code
 * @FakeXTest(rules = "cat has:images")
 * class MyClientTest {
 *   @Test
 *   void readsAPost(FakeX x) {
 *     MyClient client = new MyClient(x.baseUrl(), x.token());
 *     x.awaitConnections(1);
 *     x.post("look at this cat");
 *     assertEquals("look at this cat", client.next().text());
 *   }
 * }
 * }</pre>
 *
 * <p>Nested classes have the servers of the class around them, unless they have an annotation of
 * their own. A test that passes fails all the same when a fault of its server's script has never
 * happened. When a test fails, the failure carries a suppressed exception that says what the server
 * saw. Tests may run in parallel; those of a class that share a server share all that it sees.
 *
 * <p>Needs JUnit 5.13 or newer.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(FakeXExtension.class)
public @interface FakeXTest {
  /** How long a server lives. */
  enum Span {
    /** From where a test's constructor or methods first ask for it to after its last method. */
    TEST,
    /**
     * From where anything in the annotated class first asks for it to after the last method of that
     * class. Only then are the faults of its script checked, and only when no test has failed.
     */
    CLASS
  }

  /** How long each server lives; for one test unless set. */
  Span per() default Span.TEST;

  /** The values of the rules, without tags, that X holds at the start. */
  String[] rules() default {};

  /**
   * Whether the server has a clock that the test advances. It begins at the machine's present, so
   * that a client with the machine's clock does not stumble, and stands still.
   */
  boolean virtualTime() default false;
}
