package dev.ouzel.app.cli;

import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.stream.EndCause;

/**
 * How a time line shows whether there was a connection, and how one ended. The later ones hide the
 * earlier ones.
 */
enum ConnectionMark implements Mark {
  /** There was none. */
  NONE('.', "no connection", Ink.GREY),
  /** There was one. */
  OPEN('=', "connected", Ink.GREEN),
  /** We ended it. */
  STOPPED('|', "ended by us", Ink.CYAN),
  /** X ended it. */
  CLOSED('x', "ended by X", Ink.YELLOW),
  /** Nobody saw its end. */
  UNSEEN('?', "its end was not seen", Ink.RED),
  /** Nothing came any more. */
  SILENT('-', "fell silent", Ink.RED),
  /** It broke. */
  BROKEN('!', "broke", Ink.RED);

  private final char sign;
  private final String words;
  private final Ink ink;

  ConnectionMark(char sign, String words, Ink ink) {
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

  /** How a connection ended, as we saw it. */
  static ConnectionMark end(ConnectionRecord connection) {
    return connection.end().map(ConnectionMark::of).orElse(UNSEEN);
  }

  private static ConnectionMark of(String cause) {
    if (isNameOf(EndCause.Stopped.class, cause) || isNameOf(EndCause.AllowanceSpent.class, cause)) {
      return STOPPED;
    }
    if (isNameOf(EndCause.Stalled.class, cause)) {
      return SILENT;
    }
    return isNameOf(EndCause.NetworkFailure.class, cause) ? BROKEN : CLOSED;
  }

  /** A record keeps a cause by its name. */
  private static boolean isNameOf(Class<? extends EndCause> type, String name) {
    return type.getSimpleName().equals(name);
  }
}
