package dev.ouzel.persistence.postgres;

import dev.ouzel.http.json.JacksonPostCodec;
import dev.ouzel.post.PostCodec;
import dev.ouzel.servers.LocalPostgres;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.contract.OtherWriter;
import dev.ouzel.testkit.contract.PostSinkContract;
import dev.ouzel.testkit.contract.SinkOpener;
import dev.ouzel.testkit.contract.StoreTrouble;
import dev.ouzel.testkit.contract.Stored;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;

final class PostgresSinkTest extends PostSinkContract {
  private static final PostCodec CODEC = new JacksonPostCodec();
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private static final String MAY_NOT = "REVOKE INSERT ON posts FROM writer";
  private static final String MAY = "GRANT INSERT ON posts TO writer";
  private static final String READ_ONLY =
      "ALTER ROLE writer SET default_transaction_read_only = on";
  private static final String WRITABLE = "ALTER ROLE writer RESET default_transaction_read_only";
  private static final String END_SESSIONS =
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'writer'";
  private static final String FULL =
      """
      CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN RAISE 'no space left on device' USING ERRCODE = '53100'; END$$;
      CREATE TRIGGER full_disk BEFORE INSERT ON posts FOR EACH ROW EXECUTE FUNCTION full_disk()""";

  private final LocalPostgres server = LocalPostgres.shared();
  private final String schema = "contract_" + SCHEMAS.incrementAndGet();

  /** A role that may make its schema and nothing else. */
  @BeforeAll
  static void makeWriter() {
    try (OtherClient administrator = new OtherClient(LocalPostgres.shared().jdbc("public"))) {
      administrator.change("CREATE ROLE writer LOGIN");
      administrator.change("GRANT CREATE ON DATABASE postgres TO writer");
    }
  }

  private String uri() {
    return server.uri(schema).replace("//postgres@", "//writer@");
  }

  @Override
  protected PostSink open(StreamName stream) {
    return PostgresSink.open(uri(), stream, CODEC);
  }

  @Override
  protected Stored stored() {
    try (OtherClient reader = new OtherClient(server.jdbc(schema))) {
      return reader.stored();
    }
  }

  @Override
  protected Optional<StoreReader> reader() {
    return Optional.of(PostgresReader.open(uri()));
  }

  @Override
  protected Optional<OtherWriter> writerElsewhere() {
    return Optional.of(new OtherWriter(Elsewhere.class, uri()));
  }

  static final class Elsewhere implements SinkOpener {
    @Override
    public PostSink open(String store, StreamName stream) {
      return PostgresSink.open(store, stream, CODEC);
    }
  }

  @Override
  protected Optional<Runnable> beginTrouble(StoreTrouble trouble) {
    return Optional.of(
        switch (trouble) {
          case UNREACHABLE -> stopped();
          case STALLED -> changed("BEGIN; LOCK TABLE posts", "COMMIT");
          case READ_ONLY -> changed(READ_ONLY + ";" + END_SESSIONS, WRITABLE);
          case FULL -> changed(FULL, "DROP FUNCTION full_disk CASCADE");
          case FORBIDDEN -> changed(MAY_NOT, MAY);
          case NEWER_SCHEMA ->
              changed(
                  "UPDATE ouzel_schema SET version = 99", "UPDATE ouzel_schema SET version = 1");
        });
  }

  private Runnable stopped() {
    server.stop();
    return server::run;
  }

  private Runnable changed(String sql, String back) {
    OtherClient other = new OtherClient(server.jdbc(schema));
    other.change(sql);
    return () -> {
      other.change(back);
      other.close();
    };
  }
}
