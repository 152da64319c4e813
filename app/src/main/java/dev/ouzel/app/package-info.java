/** The program {@code ouzel}: Guice and picocli around core and its adapters. */
package dev.ouzel.app;
