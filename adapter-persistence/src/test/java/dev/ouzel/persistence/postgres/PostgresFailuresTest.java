package dev.ouzel.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.sink.SinkFailure;
import java.io.EOFException;
import java.sql.SQLException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each of PostgreSQL's codes leads to. */
final class PostgresFailuresTest {
  private static final Schema SCHEMA = new Schema("ouzel", false, "schema ouzel of database posts");

  private static SQLException error(String state) {
    return new SQLException("words of the server", state);
  }

  @ParameterizedTest
  @CsvSource({
    "08001, no connection to, true",
    "08006, no connection to, true",
    "08003, no connection to, true",
    "57P01, no connection to, true",
    "57P02, no connection to, true",
    "57P03, no connection to, true",
    "57014, no connection to, true",
    "25P03, could not do it now, true",
    "40001, could not do it now, true",
    "40P01, could not do it now, true",
    "55P03, could not do it now, true",
    "53300, could not do it now, true",
    "53200, could not do it now, true",
    "53100, the server's disk is full, false",
    "58030, the disk failed, false",
    "28P01, PGPASSWORD, false",
    "28000, pg_hba.conf, false",
    "08004, pg_hba.conf, false",
    "3D000, CREATE DATABASE, false",
    "42501, grant it, false",
    "25006, is read-only, false",
    "XX001, damaged, false",
    "42P01, PostgreSQL cannot use, false",
    "22021, PostgreSQL cannot use, false",
    ", PostgreSQL cannot use, false"
  })
  void eachCodeSaysWhatToDo(String state, String words, boolean worthRetrying) {
    SinkFailure failure = PostgresFailures.of(error(state), SCHEMA);

    assertThat(failure).hasMessageContaining(words).hasMessageContaining("schema ouzel");
    assertThat(failure.isWorthRetrying()).isEqualTo(worthRetrying);
  }

  @ParameterizedTest
  @ValueSource(strings = {"22021", "23502", "23505", "23514", "54000", "P0001"})
  void someCodesAreOfARow(String state) {
    assertThat(PostgresFailures.isOfARow(error(state))).isTrue();
    assertThat(PostgresFailures.isOfConnection(error(state))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "57P01", "25P03"})
  void someCodesEndTheSession(String state) {
    assertThat(PostgresFailures.isOfConnection(error(state))).isTrue();
    assertThat(PostgresFailures.isOfARow(error(state))).isFalse();
  }

  @Test
  void aServerThatCannotBeTrustedIsNotWorthRetrying() {
    SQLException refused = error("08006");
    SQLException handshake = error("08006");
    handshake.initCause(new SSLHandshakeException("PKIX path building failed"));

    for (SQLException e : List.of(refused, handshake)) {
      SinkFailure failure = PostgresFailures.connecting(e, SCHEMA);
      assertThat(failure).hasMessageContaining("sslmode, sslrootcert");
      assertThat(failure.isWorthRetrying()).isFalse();
    }
  }

  @Test
  void aServerThatHangsUpIsWorthRetrying() {
    SQLException ended = error("08006");
    ended.initCause(new EOFException());

    assertThat(PostgresFailures.connecting(ended, SCHEMA).isWorthRetrying()).isTrue();
  }
}
