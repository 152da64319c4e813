package dev.ouzel.app.cli;

/** What a character of a time line stands for. */
interface Mark {
  /** The character, which tells it without colour, too. */
  char sign();

  /** What it means. */
  String words();

  /** Its colour. */
  Ink ink();
}
