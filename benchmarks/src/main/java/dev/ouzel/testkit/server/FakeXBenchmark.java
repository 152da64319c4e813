package dev.ouzel.testkit.server;

import dev.ouzel.benchmarks.PostFrames;
import dev.ouzel.benchmarks.Volume;
import dev.ouzel.post.Payload;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How fast the fake X sends to one who throws everything away. An operation is one frame. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class FakeXBenchmark {
  private static final int ROUNDS = 256;
  private static final int DELIMITER = 2;
  private static final int READ = 256 << 10;

  private final byte[] read = new byte[READ];
  private FakeX fake;
  private long bytes;

  @Setup
  public void serve(PostFrames posts) {
    List<Payload> round = posts.frames();
    bytes = (long) ROUNDS * (posts.bytes() + DELIMITER * round.size());
    fake =
        FakeX.builder()
            .withRule("cat", "cats")
            .rateLimit(Integer.MAX_VALUE)
            .maxConnections(Integer.MAX_VALUE)
            .start();
    fake.replay(Collections.nCopies(ROUNDS, round).stream().flatMap(List::stream).toList());
  }

  @TearDown
  public void stop() {
    fake.close();
  }

  /** A connection of its own, whose HTTP chunks are counted as they come. */
  @Benchmark
  @OperationsPerInvocation(PostFrames.COUNT * ROUNDS)
  public void replay(Volume volume) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), fake.port()));
      socket.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      for (long left = bytes; left > 0; ) {
        int count = in.read(read);
        if (count < 0) {
          throw new EOFException(left + " bytes are missing");
        }
        left -= count;
      }
    }
    volume.add(bytes);
  }

  private String request() {
    return "GET /2/tweets/search/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + fake.token()
        + "\r\n\r\n";
  }
}
