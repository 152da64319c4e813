package dev.ouzel.http.frame;

import dev.ouzel.benchmarks.PostFrames;
import dev.ouzel.benchmarks.Volume;
import dev.ouzel.post.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** From received bytes to frames. An operation is one frame. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FrameBenchmark {
  private static final int READ = 16 * 1024;
  private static final int READS_A_TURN = 4;
  private static final int CAP = 8 * 1024 * 1024;

  private final FrameScanner scanner = new FrameScanner(payload -> List.of());
  private final FrameSplitter splitter = new FrameSplitter(CAP, scanner);
  private final List<byte[]> frames = new ArrayList<>();
  private final List<byte[]> reads = new ArrayList<>();
  private int framesBytes;
  private int readsBytes;

  @Setup
  public void receive(PostFrames posts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Payload post : posts.frames()) {
      frames.add(post.toByteArray());
      post.writeTo(out);
      out.write('\r');
      out.write('\n');
    }
    byte[] stream = out.toByteArray();
    framesBytes = posts.bytes();
    readsBytes = stream.length;
    for (int from = 0; from < stream.length; from += READ) {
      reads.add(Arrays.copyOfRange(stream, from, Math.min(from + READ, stream.length)));
    }
  }

  /** The scanner alone, a frame at a time. */
  @Benchmark
  @OperationsPerInvocation(PostFrames.COUNT)
  public void scan(Volume volume, Blackhole scanned) {
    for (byte[] frame : frames) {
      scanned.consume(scanner.scan(frame, 0, frame.length));
    }
    volume.add(framesBytes);
  }

  /** The splitter, which has each frame scanned. */
  @Benchmark
  @OperationsPerInvocation(PostFrames.COUNT)
  public void split(Volume volume, Blackhole turns) {
    int read = 0;
    for (byte[] bytes : reads) {
      splitter.read(bytes, 0, bytes.length);
      if (++read % READS_A_TURN == 0) {
        turns.consume(splitter.turn());
      }
    }
    turns.consume(splitter.turn());
    volume.add(readsBytes);
  }

  /** For comparison: each line feed found, and each quote, and nothing made of them. */
  @Benchmark
  @OperationsPerInvocation(PostFrames.COUNT)
  public int find(Volume volume) {
    int found = 0;
    for (byte[] bytes : reads) {
      found += count(bytes, '\n') + count(bytes, '"');
    }
    volume.add(readsBytes);
    return found;
  }

  private static int count(byte[] bytes, char letter) {
    int count = 0;
    int at = Words.indexOf(bytes, 0, bytes.length, letter);
    while (at >= 0) {
      count++;
      at = Words.indexOf(bytes, at + 1, bytes.length, letter);
    }
    return count;
  }
}
