package dev.ouzel.persistence.postgres;

import static dev.ouzel.persistence.postgres.Posts.CODEC;
import static dev.ouzel.persistence.postgres.Posts.STREAM;
import static dev.ouzel.persistence.postgres.Posts.batchOf;
import static dev.ouzel.persistence.postgres.Posts.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ouzel.servers.LocalPostgres;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and TLS, as users of libpq expect them. */
@Timeout(120)
final class PostgresAccessTest {
  private static final String PASSWORD = "s3cret-word";
  private static final String PASSFILE = "org.postgresql.pgpassfile";
  private static final Map<String, String> WITH_PASSWORD = Map.of("PGPASSWORD", PASSWORD);

  /** Whoever is not the superuser needs the password, and {@code secured} needs TLS too. */
  private static final String ACCESS =
      """
      host    all postgres 127.0.0.1/32 trust
      hostssl all secured  127.0.0.1/32 scram-sha-256
      host    all known    127.0.0.1/32 scram-sha-256
      """;

  @TempDir private static Path directory;
  private static LocalPostgres server;

  private final String schema = Posts.newSchema();

  @BeforeAll
  static void start() throws Exception {
    server = LocalPostgres.start();
    try (OtherClient administrator = new OtherClient(server.jdbc("public"))) {
      for (String role : new String[] {"known", "secured"}) {
        administrator.change("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(role, PASSWORD));
        administrator.change("GRANT CREATE ON DATABASE postgres TO " + role);
      }
    }
    server.stop();
    Files.writeString(server.data().resolve("pg_hba.conf"), ACCESS);
    makeCertificate();
    server.run("ssl=on");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** Of the name {@code localhost} alone, so that 127.0.0.1 is another. */
  private static void makeCertificate() throws Exception {
    Path store = directory.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    KeyStore keys = read(store);
    write(
        server.data().resolve("server.crt"),
        "CERTIFICATE",
        keys.getCertificate("server").getEncoded());
    write(root(), "CERTIFICATE", keys.getCertificate("server").getEncoded());
    Path key = server.data().resolve("server.key");
    write(key, "PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  private static KeyStore read(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private static void write(Path file, String kind, byte[] bytes) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %1$s-----\n".formatted(kind, base64));
  }

  private static Path root() {
    return directory.resolve("root.crt");
  }

  private String uri(String user, String host) {
    return "postgresql://%s@%s:%d/postgres?schema=%s".formatted(user, host, server.port(), schema);
  }

  private static PostSink open(String uri, Map<String, String> environment) {
    return PostgresSink.open(PostgresServer.at(uri, environment), STREAM, CODEC);
  }

  private static SinkFailure refusal(String uri, Map<String, String> environment) {
    SinkFailure refusal =
        catchThrowableOfType(SinkFailure.class, () -> open(uri, environment).close());
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.isWorthRetrying()).isFalse();
    StringWriter everything = new StringWriter();
    refusal.printStackTrace(new PrintWriter(everything));
    assertThat(everything.toString()).doesNotContain(PASSWORD);
    return refusal;
  }

  private static void assertOpens(String uri, Map<String, String> environment) {
    try (PostSink sink = open(uri, environment)) {
      assertThat(commit(sink, batchOf(3, 1))).isEqualTo(new CommitReceipt(1, 3, 0));
      assertThat(sink.toString()).doesNotContain(PASSWORD);
    }
  }

  @Test
  void takesThePasswordFromTheEnvironment() {
    assertOpens(uri("known", "127.0.0.1"), WITH_PASSWORD);
  }

  @Test
  void takesThePasswordFromThePasswordFile() throws IOException {
    Path file = directory.resolve("pgpass");
    Files.writeString(
        file,
        "other:*:*:known:wrong\n127.0.0.1:%d:*:known:%s\n".formatted(server.port(), PASSWORD));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    System.setProperty(PASSFILE, file.toString());
    try {
      assertOpens(uri("known", "127.0.0.1"), Map.of());
    } finally {
      System.clearProperty(PASSFILE);
    }
  }

  @Test
  void saysWhereAPasswordBelongsWhenThereIsNoneOrAWrongOne() {
    assertThat(refusal(uri("known", "127.0.0.1"), Map.of()))
        .hasMessageContaining("lets nobody in")
        .hasMessageContaining("PGPASSWORD");
    assertThat(refusal(uri("known", "127.0.0.1"), Map.of("PGPASSWORD", PASSWORD + "x")))
        .hasMessageContaining("password authentication failed for user \"known\"");
    assertThat(refusal(uri("stranger", "127.0.0.1"), WITH_PASSWORD))
        .hasMessageContaining("pg_hba.conf");
  }

  @Test
  void speaksTlsWhereTheServerWantsIt() {
    assertOpens(uri("secured", "127.0.0.1"), WITH_PASSWORD);
    assertThat(refusal(uri("secured", "127.0.0.1") + "&sslmode=disable", WITH_PASSWORD))
        .hasMessageContaining("no encryption");
  }

  @Test
  void trustsACertificateOnlyForItsName() {
    String full = "&sslmode=verify-full&sslrootcert=" + root();

    assertOpens(uri("secured", "localhost") + full, WITH_PASSWORD);
    assertThat(refusal(uri("secured", "127.0.0.1") + full, WITH_PASSWORD))
        .hasMessageContaining("meets its sslmode")
        .hasMessageContaining("127.0.0.1");
    assertThat(refusal(uri("secured", "localhost") + "&sslrootcert=system", WITH_PASSWORD))
        .hasMessageContaining("meets its sslmode");
  }

  @Test
  void trustsNoCertificateOfAnotherAuthority() throws IOException {
    Path missing = directory.resolve("nowhere.crt");

    assertThat(
            refusal(
                uri("secured", "localhost") + "&sslmode=verify-ca&sslrootcert=" + missing,
                WITH_PASSWORD))
        .hasMessageContaining("nowhere.crt");
    assertOpens(
        uri("secured", "127.0.0.1") + "&sslmode=verify-ca&sslrootcert=" + root(), WITH_PASSWORD);
  }

  @Test
  void refusesAServerWithoutTlsWhereItIsRequired() {
    String uri = LocalPostgres.shared().uri(schema) + "&sslmode=require";

    assertThat(refusal(uri, Map.of())).hasMessageContaining("SSL");
  }
}
