package dev.ouzel.servers;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real Kafka broker, its own controller, in a process of its own, so that it can be killed and
 * started again on the same data and port. It ends with this process, however that ends.
 */
public final class Broker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CLUSTER = "ouzel-tests-of-kafka-A";

  private static final String SETTINGS = "server.properties";
  private static final AtomicInteger TOPICS = new AtomicInteger();

  /** Null until it is asked for. */
  private static Broker shared;

  private final Path directory;
  private final int port;
  private final int controllerPort;
  private Process process;

  private Broker(Path directory, int port, int controllerPort) {
    this.directory = directory;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  /** The one broker of all tests that leave it running; each uses topics of its own. */
  public static synchronized Broker shared() {
    if (shared == null) {
      try {
        shared = start(Files.createTempDirectory("ouzel-kafka"), Map.of());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(shared::end));
    }
    return shared;
  }

  private void end() {
    kill();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      // It lies where temporary files do.
    }
  }

  /** A topic that no other test has. */
  public static String newTopic() {
    return "posts-" + TOPICS.incrementAndGet();
  }

  /** Starts a broker on an empty directory, with settings that replace or add to the usual ones. */
  public static Broker start(Path directory, Map<String, String> settings) {
    Broker broker = launch(directory, settings);
    broker.awaitAnswer();
    return broker;
  }

  /** As {@link #start(Path, Map)}, but does not wait until it answers. */
  static Broker launch(Path directory, Map<String, String> settings) {
    List<Integer> ports = freePorts();
    Properties all = new Properties();
    all.putAll(settings(directory, ports.get(1)));
    all.putAll(settings);
    all.put("listeners", listeners(all.getProperty("process.roles"), ports));
    Path file = directory.resolve(SETTINGS);
    try (var out = Files.newOutputStream(file)) {
      all.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    format(file);
    Broker broker = new Broker(directory, ports.get(0), ports.get(1));
    broker.run();
    return broker;
  }

  private static String listeners(String roles, List<Integer> ports) {
    String clients = "PLAINTEXT://127.0.0.1:" + ports.get(0);
    String controllers = "CONTROLLER://127.0.0.1:" + ports.get(1);
    return switch (roles) {
      case "broker" -> clients;
      case "controller" -> controllers;
      default -> clients + "," + controllers;
    };
  }

  /** One for clients, one for controllers; fixed, so that a broker comes back where it was. */
  private static List<Integer> freePorts() {
    try (ServerSocket clients = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket controllers = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return List.of(clients.getLocalPort(), controllers.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> settings(Path directory, int controllerPort) {
    String controller = "127.0.0.1:" + controllerPort;
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", directory.resolve("data").toString());
    settings.put("auto.create.topics.enable", "false");
    // Everybody may do everything until somebody is denied something.
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("allow.everyone.if.no.acl.found", "true");
    // The posts of tests are months old.
    settings.put("log.retention.ms", "-1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    // So that a killed broker that comes back is not taken for a second one.
    settings.put("broker.session.timeout.ms", "1000");
    settings.put("broker.heartbeat.interval.ms", "200");
    return settings;
  }

  private static void format(Path settings) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] arguments = {"format", "-t", CLUSTER, "-c", settings.toString()};
    int code = StorageTool.execute(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new IllegalStateException("no storage: " + said.toString(StandardCharsets.UTF_8));
    }
  }

  /** Runs Kafka until its standard input ends. */
  static final class Main {
    public static void main(String[] arguments) {
      Thread watch =
          new Thread(
              () -> {
                try {
                  while (System.in.read() >= 0) {}
                } catch (IOException e) {
                  // Who started this is gone.
                }
                Runtime.getRuntime().halt(1);
              });
      watch.setDaemon(true);
      watch.start();
      Kafka.main(arguments);
    }
  }

  /** Starts it again after {@link #kill} or {@link #stop}; returns when it answers. */
  public void start() {
    run();
    awaitAnswer();
  }

  private void run() {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.add(directory.resolve(SETTINGS).toString());
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(directory.resolve("broker.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it serves clients. */
  void awaitAnswer() {
    Map<String, Object> client =
        Map.of("bootstrap.servers", servers(), "default.api.timeout.ms", "60000");
    try (Admin admin = Admin.create(client)) {
      admin.describeCluster().nodes().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("the broker does not answer: see " + directory, e);
    }
  }

  /** What {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Ends it in order; {@link #start()} brings it back. */
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Keeps it from doing anything, though the sockets stay open; {@link #go} ends it. */
  public void stall() {
    signal("STOP");
  }

  /** Ends what {@link #stall} began. */
  public void go() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
      kill.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client that may do everything. */
  public Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", servers()));
  }

  /** Where clients find it: a host and a port. */
  public String servers() {
    return "127.0.0.1:" + port;
  }

  /** Where its controller listens, if it is one. */
  String controller() {
    return "127.0.0.1:" + controllerPort;
  }

  @Override
  public void close() {
    kill();
  }
}
