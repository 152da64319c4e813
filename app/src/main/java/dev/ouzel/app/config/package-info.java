/** What the user set, checked and typed. Knows neither the command line nor Guice. */
package dev.ouzel.app.config;
