package dev.ouzel.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server on 127.0.0.1, whose superuser {@code postgres} needs no password. Its
 * binaries come from Maven Central. PostgreSQL refuses to run as root, so that root starts it as
 * somebody else.
 */
public final class LocalPostgres implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE = Duration.ofMillis(50).toNanos();

  private final Path data;
  private final int port;
  private Process server;

  private LocalPostgres(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  private static final class Shared {
    static final LocalPostgres SERVER = start();
  }

  /** The server that tests share which do it no harm; it runs until the JVM ends. */
  public static LocalPostgres shared() {
    return Shared.SERVER;
  }

  /** A server of its own, for a test that harms it. */
  public static LocalPostgres start(String... settings) {
    assumeTrue(PostgresBinaries.areThere(), "no PostgreSQL binaries for this kind of machine");
    assumeTrue(
        PostgresBinaries.canRun(), "neither unshare nor setpriv lets root start PostgreSQL here");
    try {
      Path home = Files.createTempDirectory("ouzel-postgres");
      Path data = home.resolve("data");
      Files.createDirectory(data);
      PostgresBinaries.giveAway(home);
      LocalPostgres server = new LocalPostgres(data, freePort());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      PostgresBinaries.run(
          "initdb",
          "-D",
          data.toString(),
          "-A",
          "trust",
          "-U",
          "postgres",
          "-E",
          "UTF8",
          "--no-locale",
          "--no-sync",
          "--no-instructions");
      server.run(settings);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts it again on the same data, and waits until it answers. */
  public void run(String... settings) {
    PostgresBinaries.giveAway(data);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port), "-F"));
    arguments.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
    for (String setting : settings) {
      arguments.addAll(List.of("-c", setting));
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("PostgreSQL does not answer; see " + log());
      }
      // It ends at once while children of a server that was killed still live.
      if (server == null || !server.isAlive()) {
        server = PostgresBinaries.start(log(), "postgres", arguments);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private Path log() {
    return data.resolveSibling("log");
  }

  private boolean answers() {
    try {
      DriverManager.getConnection(jdbc()).close();
      return true;
    } catch (SQLException notYet) {
      return false;
    }
  }

  private String jdbc() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&connectTimeout=5".formatted(port);
  }

  /** Where it listens, however often it is started. */
  public int port() {
    return port;
  }

  /** Its data, and its settings. What is put there counts from the next {@link #run} on. */
  public Path data() {
    return data;
  }

  /** The URI of a schema. */
  public String uri(String schema) {
    return "postgresql://postgres@127.0.0.1:%d/postgres?schema=%s".formatted(port, schema);
  }

  /** Where JDBC finds it, as superuser, for whom the schema's tables come first. */
  public String jdbc(String schema) {
    return jdbc() + "&currentSchema=" + schema;
  }

  /** What {@code kill -9} does. */
  public void kill() {
    server.destroyForcibly();
    server.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Ends it in order, without waiting for its clients. */
  public void stop() {
    if (server != null && server.isAlive()) {
      PostgresBinaries.run("pg_ctl", "stop", "-m", "fast", "-w", "-D", data.toString());
    }
  }

  @Override
  public void close() {
    if (!Files.exists(data)) {
      return;
    }
    stop();
    try (Stream<Path> files = Files.walk(data.getParent())) {
      files.sorted(Comparator.reverseOrder()).forEach(LocalPostgres::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
