/** Puts the parts together with Guice, one module for each concern; nobody outside sees Guice. */
package dev.ouzel.app.wiring;
