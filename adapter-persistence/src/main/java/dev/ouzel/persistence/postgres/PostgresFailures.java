package dev.ouzel.persistence.postgres;

import dev.ouzel.sink.SinkFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/** What PostgreSQL's SQLSTATE codes mean for whoever runs the program. */
final class PostgresFailures {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String CHECK_VIOLATION = "23514";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String QUERY_CANCELED = "57014";
  private static final String IDLE_IN_TRANSACTION = "25P03";
  private static final String CONNECTION_FAILURE = "08006";
  private static final int CLASS_LENGTH = 2;
  private static final int LONGEST_CHAIN = 20;

  private PostgresFailures() {}

  /** True when a row is there already. */
  static boolean isDuplicate(SQLException e) {
    return UNIQUE_VIOLATION.equals(e.getSQLState());
  }

  /** True when a lock was not free in time. */
  static boolean isLocked(SQLException e) {
    return LOCK_NOT_AVAILABLE.equals(e.getSQLState());
  }

  /** True when rows stand where a new partition would claim them. */
  static boolean isClaimed(SQLException e) {
    return CHECK_VIOLATION.equals(e.getSQLState());
  }

  /** True when the session has ended, whatever else may be. */
  static boolean isOfConnection(SQLException e) {
    return switch (stateClass(e)) {
      case "08", "57" -> !QUERY_CANCELED.equals(e.getSQLState());
      default -> IDLE_IN_TRANSACTION.equals(e.getSQLState());
    };
  }

  /**
   * True when PostgreSQL refused a row for what is in it: too much, or something that a constraint,
   * an index or a trigger which somebody added does not take.
   */
  static boolean isOfARow(SQLException e) {
    return switch (stateClass(e)) {
      case "22", "23", "54", "P0" -> true;
      default -> false;
    };
  }

  /** Throws {@code e} unless the server merely does not know a setting or its value. */
  static void requireUnsupported(SQLException e) throws SQLException {
    if (!stateClass(e).equals("22") && !stateClass(e).equals("42")) {
      throw e;
    }
  }

  static SinkFailure rejecting(long postId, SQLException e, Schema schema) {
    return SinkFailure.rejecting(
        postId, "PostgreSQL refuses post %d in %s: %s".formatted(postId, schema, said(e)), e);
  }

  private static String stateClass(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.length() < CLASS_LENGTH ? "" : state.substring(0, CLASS_LENGTH);
  }

  private static String said(SQLException e) {
    return String.valueOf(e.getMessage()).strip();
  }

  /** What it means that no connection came about. */
  static SinkFailure connecting(SQLException e, Schema schema) {
    if (isOfTls(e)) {
      return SinkFailure.permanent(
          "no connection to %s that meets its sslmode: %s; check sslmode, sslrootcert and the names"
                  .formatted(schema, said(e))
              + " in the server's certificate",
          e);
    }
    return of(e, schema);
  }

  /** The driver gives refused or missing certificates the code of a broken connection. */
  private static boolean isOfTls(SQLException e) {
    boolean network = false;
    Throwable cause = e;
    for (int i = 0; i < LONGEST_CHAIN && cause != null; i++) {
      if (cause instanceof SSLException
          || cause instanceof GeneralSecurityException
          || cause instanceof FileNotFoundException) {
        return true;
      }
      network |= cause instanceof IOException;
      cause = cause.getCause();
    }
    return CONNECTION_FAILURE.equals(e.getSQLState()) && !network;
  }

  static SinkFailure of(SQLException e, Schema schema) {
    String state = String.valueOf(e.getSQLState());
    return switch (state) {
      case "08004", "08P01" -> SinkFailure.permanent(refused(e, schema), e);
      case "25006" -> SinkFailure.permanent(readOnly(schema), e);
      case "42501" ->
          SinkFailure.permanent(
              "the role may not do this in %s: %s; grant it, or have an administrator do it"
                  .formatted(schema, said(e)),
              e);
      case "3D000" ->
          SinkFailure.permanent(
              "there is no database for %s: have it made with CREATE DATABASE … ENCODING 'UTF8'"
                  .formatted(schema),
              e);
      case IDLE_IN_TRANSACTION, LOCK_NOT_AVAILABLE -> busy(e, schema);
      case "53100" ->
          SinkFailure.permanent(
              "the server's disk is full: free space for "
                  + schema
                  + " and start again; nothing acknowledged is lost",
              e);
      default -> ofClass(e, schema);
    };
  }

  private static SinkFailure ofClass(SQLException e, Schema schema) {
    return switch (stateClass(e)) {
      case "08", "57" ->
          SinkFailure.transientFailure("no connection to %s: %s".formatted(schema, said(e)), e);
      case "40", "53" -> busy(e, schema);
      case "28" -> SinkFailure.permanent(refused(e, schema), e);
      case "58" ->
          SinkFailure.permanent(
              "the disk failed under %s: check the server's log; nothing acknowledged is lost"
                  .formatted(schema),
              e);
      case "XX" ->
          SinkFailure.permanent(
              "the server finds %s damaged: %s; check its log".formatted(schema, said(e)), e);
      default ->
          SinkFailure.permanent("PostgreSQL cannot use %s: %s".formatted(schema, said(e)), e);
    };
  }

  private static SinkFailure busy(SQLException e, Schema schema) {
    return SinkFailure.transientFailure(
        "the server could not do it now in %s: %s".formatted(schema, said(e)), e);
  }

  private static String refused(SQLException e, Schema schema) {
    return "the server lets nobody in for %s: %s; check the role, its password in PGPASSWORD or"
            .formatted(schema, said(e))
        + " ~/.pgpass, and the server's pg_hba.conf";
  }

  static String readOnly(Schema schema) {
    return schema
        + " is read-only: allow writing (default_transaction_read_only), or name another server";
  }
}
