package dev.ouzel.app.cli;

/** Colours that terminals have, and that people who see colours otherwise can tell apart. */
enum Ink {
  /** Not worth a look. */
  GREY("90"),
  /** As it should be. */
  GREEN("32"),
  /** As it should be again. */
  CYAN("36"),
  /** Not as it should be for now. */
  YELLOW("33"),
  /** Not as it should be. */
  RED("1;31");

  private static final String END = "\u001B[0m";

  private final String begin;

  Ink(String code) {
    this.begin = "\u001B[" + code + "m";
  }

  /** The text in this colour. */
  String on(String text) {
    return begin + text + END;
  }
}
