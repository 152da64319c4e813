package dev.ouzel.app.doctor;

import java.util.Optional;

/**
 * What a check found.
 *
 * @param check its name, one word
 * @param level how bad it is
 * @param words what there is, in one sentence
 * @param advice what to do about it; empty when there is nothing to do
 */
public record Finding(String check, Level level, String words, Optional<String> advice) {
  /** How bad something is, from good to bad. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Not looked at, since it depends on something that failed, or cannot be looked at. */
    UNCHECKED,
    /** It works, and may not for long. */
    WARNING,
    /** It does not work. */
    PROBLEM
  }

  static Finding ok(String check, String words) {
    return new Finding(check, Level.OK, words, Optional.empty());
  }

  static Finding unchecked(String check, String why) {
    return new Finding(check, Level.UNCHECKED, "not checked: " + why, Optional.empty());
  }

  static Finding warning(String check, String words, String advice) {
    return new Finding(check, Level.WARNING, words, Optional.of(advice));
  }

  static Finding problem(String check, String words, String advice) {
    return new Finding(check, Level.PROBLEM, words, Optional.of(advice));
  }

  /** True when what depends on this can be looked at. */
  boolean isUsable() {
    return level == Level.OK || level == Level.WARNING;
  }
}
