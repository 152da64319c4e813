package dev.ouzel.testkit.contract;

import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSource;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** Puts something broken between a source and whoever reads it. */
final class SourceInFront implements StreamSource {
  private final StreamSource behind;
  private final Function<Flow.Subscriber<? super StreamSignal>, Link> broken;

  SourceInFront(StreamSource behind, Function<Flow.Subscriber<? super StreamSignal>, Link> broken) {
    this.behind = behind;
    this.broken = broken;
  }

  @Override
  public Flow.Publisher<StreamSignal> connect(StreamRequest request) {
    return reader -> behind.connect(request).subscribe(broken.apply(reader));
  }

  /** Passes everything on; what extends it breaks one thing. */
  static class Link implements Flow.Subscriber<StreamSignal>, Flow.Subscription {
    final Flow.Subscriber<? super StreamSignal> reader;
    private Flow.Subscription behind;

    Link(Flow.Subscriber<? super StreamSignal> reader) {
      this.reader = reader;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      behind = subscription;
      reader.onSubscribe(this);
    }

    @Override
    public void request(long signals) {
      behind.request(signals);
    }

    @Override
    public void cancel() {
      behind.cancel();
    }

    @Override
    public void onNext(StreamSignal signal) {
      reader.onNext(signal);
    }

    @Override
    public void onError(Throwable failure) {
      reader.onError(failure);
    }

    @Override
    public void onComplete() {
      reader.onComplete();
    }
  }
}
