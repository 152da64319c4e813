package dev.ouzel.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a URI may say, and what is never repeated of it. */
final class PostgresUriTest {
  private static PostgresServer server(String uri) {
    return PostgresServer.at(uri, Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://me@db.example:5433/posts"
            + "|schema ouzel of database posts on db.example:5433",
        "postgresql://me@db.example/posts?schema=x%2By+z"
            + "|schema x+y+z of database posts on db.example:5432",
        "postgresql://me@one,two:5433/posts|schema ouzel of database posts on one:5432,two:5433",
        "postgresql://me@[::1]:5433,[fe80::1]/posts"
            + "|schema ouzel of database posts on [::1]:5433,[fe80::1]:5432",
        "postgresql://me@/|schema ouzel of database me on localhost:5432",
        "postgresql://me%40home@db_1|schema ouzel of database me@home on db_1:5432"
      })
  void namesAStore(String uri, String name) {
    assertThat(server(uri)).hasToString(name);
  }

  @Test
  void leavesToTheVariablesOfLibpqWhatItDoesNotSay() {
    Map<String, String> environment =
        Map.of("PGHOST", "db", "PGPORT", "5433", "PGUSER", "me", "PGDATABASE", "posts");

    assertThat(PostgresServer.at("postgresql://", environment))
        .hasToString("schema ouzel of database posts on db:5433");
    assertThat(PostgresServer.at("postgresql://you@other:1/theirs", environment))
        .hasToString("schema ouzel of database theirs on other:1");
    assertThatThrownBy(() -> PostgresServer.at("postgresql://", Map.of("PGSSLMODE", "sometimes")))
        .hasMessageStartingWith("sslmode=sometimes is none of disable, allow, prefer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:secret@db/posts",
        "postgresql://me:sec/ret@db/posts",
        "postgresql://me:se?cret@db/posts",
        "postgresql://me:se@cret@db/posts",
        "postgresql://:secret@db",
        "postgresql://db/posts?password=secret",
        "postgresql://db/posts?sslPassword=secret&user=me",
        "postgresql://db/posts?user=me:secret@"
      })
  void takesNoPasswordAndDoesNotRepeatIt(String uri) {
    assertThatThrownBy(() -> server(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageStartingWith("a password does not belong into a PostgreSQL URI")
        .hasMessageContaining("PGPASSWORD")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("cret@")
        .hasMessageNotContaining("me:");
  }

  @Test
  void refusesKeywordsItDoesNotKnow() {
    assertThatThrownBy(() -> server("postgresql://db/posts?sslmod=require"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'sslmod' is no keyword of a PostgreSQL URI here; these are: sslmode, sslrootcert,"
                + " sslcert, sslkey, channel_binding, connect_timeout, application_name,"
                + " target_session_attrs, socket_timeout, schema, partition, synchronous_commit");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://db?sslmode=verify, sslmode=verify is none of disable",
    "postgresql://db?partition=week, partition=week is none of month",
    "postgresql://db?connect_timeout=soon, connect_timeout=soon is no number of seconds",
    "postgresql://db?socket_timeout=0, socket_timeout=0 is no number of seconds",
    "postgresql://db?target_session_attrs=standby, target_session_attrs=standby is none of any",
    "postgresql://db?schema, 'schema' in a PostgreSQL URI is given once",
    "postgresql://db?schema=a&schema=b, 'schema' in a PostgreSQL URI is given once",
    "postgresql://db?sslrootcert=system&sslmode=require, sslrootcert=system goes with",
    "postgresql://db/%zz, a % in a PostgreSQL URI stands before two digits",
    "postgresql://%2Fvar%2Frun/posts, a PostgreSQL store is named like",
    "postgresql://db:port/posts, a PostgreSQL store is named like",
    "'postgresql://db,/posts', a PostgreSQL store is named like",
    "postgresql:db, a PostgreSQL store is named like"
  })
  void saysWhatIsWrong(String uri, String message) {
    assertThatThrownBy(() -> server(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
