/**
 * What goes wrong, and when: scripts of faults for the fake X, and X's refusals word for word. A
 * fault is a moment ({@link dev.ouzel.testkit.script.Attempts}) and what happens then: an {@link
 * dev.ouzel.testkit.script.Answer} to an attempt, or a {@link dev.ouzel.testkit.script.Deed} on an
 * open stream.
 */
package dev.ouzel.testkit.script;
