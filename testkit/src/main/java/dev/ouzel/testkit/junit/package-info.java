/** JUnit 5 support: a fake X for each test. */
package dev.ouzel.testkit.junit;
