package dev.ouzel.app.cli;

import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;

/** How a time line shows what became of a stretch of time. The later ones hide the earlier ones. */
enum CoverageMark implements Mark {
  /** Nothing is known of it. */
  UNKNOWN('.', "not known", Ink.GREY),
  /** Every post was kept. */
  COVERED('=', "covered", Ink.GREEN),
  /** It was missed, and replayed. */
  REPAIRED('+', "repaired", Ink.CYAN),
  /** It was missed, and X is replaying it. */
  REPAIRING('~', "being repaired", Ink.YELLOW),
  /** It was missed. */
  OPEN('?', "open", Ink.YELLOW),
  /** It was missed for good. */
  LOST('!', "lost", Ink.RED);

  private final char sign;
  private final String words;
  private final Ink ink;

  CoverageMark(char sign, String words, Ink ink) {
    this.sign = sign;
    this.words = words;
    this.ink = ink;
  }

  @Override
  public char sign() {
    return sign;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public Ink ink() {
    return ink;
  }

  static CoverageMark of(Stretch stretch) {
    if (stretch instanceof Covered) {
      return COVERED;
    }
    return switch (((Gap) stretch).state()) {
      case OPEN -> OPEN;
      case REPAIRING -> REPAIRING;
      case REPAIRED -> REPAIRED;
      case LOST -> LOST;
    };
  }
}
