package dev.ouzel.testkit.contract;

/** What may befall a store while a sink writes to it. */
public enum StoreTrouble {
  /** Nobody reaches it: its server is down, or the network. Ends without anybody's help. */
  UNREACHABLE,
  /** It answers nothing for a while, for it is locked or stopped. Ends without anybody's help. */
  STALLED,
  /** It can be read and not written. */
  READ_ONLY,
  /** There is no room for more. */
  FULL,
  /** Whoever writes is no longer allowed to. */
  FORBIDDEN,
  /** A newer version of the sink has changed it. */
  NEWER_SCHEMA;

  boolean needsSomebody() {
    return this != UNREACHABLE && this != STALLED;
  }
}
