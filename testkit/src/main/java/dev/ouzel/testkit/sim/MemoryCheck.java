package dev.ouzel.testkit.sim;

import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.sink.Batch;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.PostFrame;
import dev.ouzel.stream.StreamSignal;
import java.util.HashSet;
import java.util.Set;

/**
 * P6: frames that came and are not acknowledged are bounded by the settings and a few turns of
 * reading. Counted from outside: a post that came before in the same life of the program counts
 * once, since the duplicate window may have dropped it.
 */
final class MemoryCheck implements Check {
  private static final long TURNS = 5;
  private static final long TURN_BYTES = 64 * 1024;

  private final Findings findings;
  private final long most;
  private final Set<Long> heard = new HashSet<>();
  private long bytes;

  MemoryCheck(Findings findings, IngestSettings settings) {
    this.findings = findings;
    this.most = settings.maxBufferedBytes() + TURNS * TURN_BYTES;
  }

  @Override
  public void booted() {
    heard.clear();
    bytes = 0;
  }

  @Override
  public void delivered(StreamSignal signal) {
    if (signal instanceof StreamSignal.Frames turn) {
      turn.frames().forEach(this::heard);
      findings.require(bytes <= most, "P6 memory is bounded", () -> bytes + " of " + most);
    }
  }

  private void heard(Frame frame) {
    if (!(frame instanceof PostFrame post) || heard.add(post.id())) {
      bytes += frame.payload().size();
    }
  }

  @Override
  public void acknowledged(Batch batch) {
    batch.posts().forEach(post -> bytes -= post.payload().size());
    batch.deadLetters().forEach(letter -> bytes -= letter.payload().size());
  }
}
