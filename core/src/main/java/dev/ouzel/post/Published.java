package dev.ouzel.post;

import java.util.Map;

/**
 * An object as X publishes it. Every part is optional: X tells what was asked for, leaves out what
 * it does not have, and renames parts without notice. Immutable, and safe to share between threads.
 */
public interface Published {
  /**
   * The members that X sent and this version does not know, by their names on the wire and in X's
   * order; usually none.
   */
  Map<String, RawJson> unknown();
}
