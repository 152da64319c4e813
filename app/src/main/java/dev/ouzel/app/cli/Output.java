package dev.ouzel.app.cli;

/** How a command shows what it found. */
enum Output {
  /** For reading. */
  TABLE,
  /** For programs. */
  JSON
}
