package dev.ouzel.persistence.sqlite;

import dev.ouzel.sink.SinkFailure;
import java.nio.file.Path;
import java.sql.SQLException;

/** What SQLite's result codes mean for whoever runs the program. */
public final class SqliteFailures {
  private static final int PERM = 3;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int PROTOCOL = 15;
  private static final int TOOBIG = 18;
  private static final int CONSTRAINT = 19;
  private static final int MISMATCH = 20;
  private static final int NOTADB = 26;

  /** What SQLite's functions on JSON say, under the code of any error. */
  private static final String MALFORMED_JSON = "malformed JSON";

  /** Extended codes carry their detail above the lowest byte. */
  private static final int PRIMARY_CODE = 0xff;

  private SqliteFailures() {}

  static boolean isBusy(SQLException e) {
    return code(e) == BUSY;
  }

  /**
   * True when SQLite refused a row for what is in it: too much, or something that a trigger or an
   * index which somebody added to the file does not take, such as an index on JSON.
   */
  static boolean isOfARow(SQLException e) {
    return switch (code(e)) {
      case TOOBIG, CONSTRAINT, MISMATCH -> true;
      default -> String.valueOf(e.getMessage()).contains(MALFORMED_JSON);
    };
  }

  static SinkFailure rejecting(long postId, SQLException e, Path file) {
    return SinkFailure.rejecting(
        postId, "SQLite refuses post %d in %s: %s".formatted(postId, file, e.getMessage()), e);
  }

  private static int code(SQLException e) {
    return e.getErrorCode() & PRIMARY_CODE;
  }

  /** What to tell when SQLite failed with the file. */
  public static SinkFailure of(SQLException e, Path file) {
    return switch (code(e)) {
      case BUSY, LOCKED, PROTOCOL ->
          SinkFailure.transientFailure(file + " is locked by another program", e);
      case FULL ->
          SinkFailure.permanent(
              "the disk is full: free space for "
                  + file
                  + " and start again; nothing acknowledged is lost",
              e);
      case IOERR ->
          SinkFailure.permanent(
              "the disk failed under "
                  + file
                  + ": check it, its quota and its free space, and start again;"
                  + " nothing acknowledged is lost",
              e);
      case READONLY, PERM -> SinkFailure.permanent(unwritable(file), e);
      case CANTOPEN ->
          SinkFailure.permanent(
              file + " cannot be opened: check that its directory exists and can be written to", e);
      case CORRUPT ->
          SinkFailure.permanent(
              file + " is damaged: put it aside for sqlite3's .recover, and start with a new file",
              e);
      case NOTADB ->
          SinkFailure.permanent(file + " is not a SQLite database; name another file", e);
      default -> SinkFailure.permanent("SQLite cannot use " + file + ": " + e.getMessage(), e);
    };
  }

  static String unwritable(Path file) {
    return file + " cannot be written to: allow it for the file and its directory";
  }
}
