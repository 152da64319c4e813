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
import java.util.stream.IntStream;
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
  private final List<int[]> strings = new ArrayList<>();
  private final List<byte[]> reads = new ArrayList<>();
  private int framesBytes;
  private int readsBytes;

  @Setup
  public void receive(PostFrames posts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Payload post : posts.frames()) {
      frames.add(post.toByteArray());
      strings.add(strings(post.toByteArray()));
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

  /**
   * For comparison, what no reader can do without: the line feed looked for, and the end of each
   * string, of which it is known beforehand where it begins.
   */
  @Benchmark
  @OperationsPerInvocation(PostFrames.COUNT)
  public int find(Volume volume) {
    int found = 0;
    for (int i = 0; i < frames.size(); i++) {
      byte[] frame = frames.get(i);
      found += Words.indexOf(frame, 0, frame.length, '\n');
      for (int start : strings.get(i)) {
        found += JsonTokens.string(frame, start, frame.length);
      }
    }
    volume.add(framesBytes);
    return found;
  }

  private static int[] strings(byte[] frame) {
    IntStream.Builder starts = IntStream.builder();
    int quote = Words.indexOf(frame, 0, frame.length, '"');
    while (quote >= 0) {
      starts.add(quote + 1);
      int end = JsonTokens.string(frame, quote + 1, frame.length);
      quote = Words.indexOf(frame, end, frame.length, '"');
    }
    return starts.build().toArray();
  }
}
