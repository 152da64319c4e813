/**
 * JUnit 5 support: {@link dev.ouzel.testkit.junit.FakeXTest} on a class gives a fake X to each test
 * or to all of them, and {@link dev.ouzel.testkit.junit.FakeXSetup} on a method sets what that
 * annotation cannot. {@link dev.ouzel.testkit.junit.FakeXExtension} does the same from a field.
 *
 * <p>Whoever uses it brings {@code junit-jupiter} 5.13 or newer.
 */
package dev.ouzel.testkit.junit;
