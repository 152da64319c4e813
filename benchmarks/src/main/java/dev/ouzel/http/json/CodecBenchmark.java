package dev.ouzel.http.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ouzel.benchmarks.PostFrames;
import dev.ouzel.benchmarks.Volume;
import dev.ouzel.post.Payload;
import dev.ouzel.post.PostCodec;
import java.io.IOException;
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

/** From frames to posts, beside what Jackson takes to read the same frames. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {
  private final PostCodec codec = new JacksonPostCodec();
  private final ObjectMapper mapper = new ObjectMapper();
  private List<Payload> frames;
  private List<byte[]> arrays;
  private int bytes;

  @Setup
  public void take(PostFrames posts) {
    frames = posts.frames();
    arrays = frames.stream().map(Payload::toByteArray).toList();
    bytes = posts.bytes();
  }

  /** The typed post. */
  @Benchmark
  @OperationsPerInvocation(PostFrames.COUNT)
  public void decode(Volume volume, Blackhole posts) {
    for (Payload frame : frames) {
      posts.consume(codec.decode(frame).orElseThrow());
    }
    volume.add(bytes);
  }

  /** Jackson's tree, from arrays that need no copy. */
  @Benchmark
  @OperationsPerInvocation(PostFrames.COUNT)
  public void readTree(Volume volume, Blackhole trees) throws IOException {
    for (byte[] frame : arrays) {
      trees.consume(mapper.readTree(frame));
    }
    volume.add(bytes);
  }
}
