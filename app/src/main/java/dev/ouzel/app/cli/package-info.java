/** The command line: one class for each command, which reads from top to bottom. */
package dev.ouzel.app.cli;
