package dev.ouzel.app.cli;

import dev.ouzel.coverage.Covered;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.Stretch;

/** How a time line shows what became of a stretch of time. The later ones hide the earlier ones. */
enum CoverageMark {
  /** Nothing is known of it. */
  UNKNOWN('.', "not known"),
  /** Every post was kept. */
  COVERED('=', "covered"),
  /** It was missed, and replayed. */
  REPAIRED('+', "repaired"),
  /** It was missed, and X is replaying it. */
  REPAIRING('~', "being repaired"),
  /** It was missed. */
  OPEN('?', "open"),
  /** It was missed for good. */
  LOST('!', "lost");

  private final char sign;
  private final String words;

  CoverageMark(char sign, String words) {
    this.sign = sign;
    this.words = words;
  }

  char sign() {
    return sign;
  }

  String words() {
    return words;
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
