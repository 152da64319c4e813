package dev.ouzel.app.bench;

import dev.ouzel.http.XClient;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.testkit.load.Drain;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Reading without the rest, measured for as long as the plan says. */
final class StageRun {
  private final BenchPlan plan;
  private final Generator generator;

  StageRun(BenchPlan plan, Generator generator) {
    this.plan = plan;
    this.generator = generator;
  }

  /** The HTTP client alone. */
  Figures drain() throws InterruptedException {
    try (Drain drain = new Drain(generator.stream(), generator.certificate(), plan.gzip())) {
      return sample(drain::chunks, drain::bytes);
    }
  }

  /** The client, the splitter and the scanner. */
  Figures scan() throws InterruptedException {
    Discarding frames = new Discarding();
    try (XClient client = XClient.open(generator.settings())) {
      client.streams().connect(StreamRequest.builder().build()).subscribe(frames);
      return sample(frames.posts::sum, frames.bytes::sum);
    }
  }

  private Figures sample(LongSupplier posts, LongSupplier bytes) throws InterruptedException {
    Thread.sleep(plan.warmUp().toMillis());
    Meter.Mark begun = mark(posts, bytes);
    Thread.sleep(plan.stageLength().toMillis());
    return mark(posts, bytes).since(begun);
  }

  private static Meter.Mark mark(LongSupplier posts, LongSupplier bytes) {
    return new Meter.Mark(posts.getAsLong(), bytes.getAsLong(), Usage.now());
  }

  /** Takes whatever comes. */
  private static final class Discarding implements Flow.Subscriber<StreamSignal> {
    private final LongAdder posts = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(StreamSignal signal) {
      if (signal instanceof StreamSignal.Frames turn) {
        posts.add(turn.frames().size());
        bytes.add(turn.bytes());
      }
    }

    @Override
    public void onError(Throwable failure) {
      // Nothing is counted any more, which shows.
    }

    @Override
    public void onComplete() {
      // Nothing is counted any more, which shows.
    }
  }
}
