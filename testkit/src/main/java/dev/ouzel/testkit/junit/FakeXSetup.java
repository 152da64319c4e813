package dev.ouzel.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a {@link FakeXTest} that sets what the annotation cannot. It has one
 * parameter, the {@link dev.ouzel.testkit.server.FakeXSettings.Builder} with what the annotation
 * says, and is called before each start of a server. It may have any visibility, and must be static
 * where a server is asked for before there is an instance of the test class.
 *
 * <pre>{@code
 * @FakeXSetup
 * static void asSlowAsCanBe(FakeXSettings.Builder x) {
 *   x.latency(Duration.ofSeconds(7)).maxConnections(2);
 * }
 * }</pre>
 *
 * <p>Those of superclasses come first. With a server for each test, the methods of nested classes
 * follow those of the class around them; with one for the class they are a mistake.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FakeXSetup {}
