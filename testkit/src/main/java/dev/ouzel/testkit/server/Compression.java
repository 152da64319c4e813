package dev.ouzel.testkit.server;

/** Whether the server compresses its streams. */
public enum Compression {
  /** With gzip, for clients that accept it, as X does. Each message can be read at once. */
  AS_ASKED,
  /** Not even for clients that accept it. */
  NEVER
}
