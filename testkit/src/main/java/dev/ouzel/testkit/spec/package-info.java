/**
 * What X publishes on its post streams, as a list: every member of every object, and every name
 * that a request may ask for.
 *
 * <p>{@link dev.ouzel.testkit.spec.SpecFields} reads the list. It is our own extract of two of X's
 * OpenAPI documents and of what X shows beyond them, kept as three texts beside this package:
 * {@code members.txt} and {@code queries.txt} are written by a program, {@code documented.txt} by
 * hand. A model of X's objects can be held against it, and so can data made up for tests.
 */
package dev.ouzel.testkit.spec;
