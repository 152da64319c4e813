package dev.ouzel.app.status;

import dev.ouzel.app.SecretsWatch;
import dev.ouzel.app.config.Destination;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.config.StatusAddress;
import dev.ouzel.app.operations.Console;
import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.ingest.IngestReport;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.ingest.Ingestor;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.testkit.server.FakeX;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An ingest with a status page, as the program runs it, in this JVM. Closing it stops it. */
final class RunningIngest implements AutoCloseable {
  private final Opened<Ingestor> opened;
  private final CompletableFuture<IngestReport> over;

  private RunningIngest(Opened<Ingestor> opened) {
    this.opened = opened;
    this.over = opened.part().start().toCompletableFuture();
  }

  /** Starts one that is quick to notice and to settle what takes real ones a minute. */
  static RunningIngest start(FakeX x, Path store, int port) {
    SecretsWatch.secret(x.token());
    IngestSettings settings =
        IngestSettings.builder()
            .silenceLimit(Duration.ofSeconds(3))
            .deliveryMargin(Duration.ofSeconds(1))
            .coverageInterval(Duration.ofSeconds(1))
            .auditDelay(Duration.ofSeconds(1))
            .auditInterval(Duration.ofSeconds(1))
            .build();
    IngestConfig config =
        IngestConfig.builder()
            .x(XClientSettings.builder().baseUri(x.baseUrl()).token(x::token).build())
            .request(StreamRequest.builder().build())
            .destination(Destination.of("sqlite:" + store))
            .settings(settings)
            .status(StatusAddress.parse("127.0.0.1:" + port, Optional.empty()))
            .build();
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new RunningIngest(Wiring.ingest(config, new Console(nowhere, nowhere, false)));
  }

  /** A port that nobody uses, to start on again and again. */
  static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  @Override
  public void close() {
    opened.part().stop();
    over.join();
    opened.close();
  }
}
