package dev.ouzel.http;

import static dev.ouzel.http.RawServer.OK_CHUNKED;

import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;

/**
 * The published tests for publishers of {@link Flow}, on attempts at a server that sends the next
 * frame once the signal before it was delivered: so there are as many signals as a test wants, of
 * which the first tells of the opening and each other of one frame.
 *
 * <p>Skipped are only the rules that its authors call untested.
 */
public final class HttpStreamSourceTck extends FlowPublisherVerification<StreamSignal> {
  private static final long TIMEOUT_MILLIS = 3_000;
  private static final long NO_SIGNAL_MILLIS = 100;
  private static final long POLL_MILLIS = 20;
  private static final long GARBAGE_MILLIS = 1_000;

  private Attempts attempts;

  /** As TestNG wants it. */
  public HttpStreamSourceTck() {
    super(new TestEnvironment(TIMEOUT_MILLIS, NO_SIGNAL_MILLIS, POLL_MILLIS), GARBAGE_MILLIS);
  }

  @BeforeMethod
  void open() {
    attempts = new Attempts();
  }

  @AfterMethod
  void close() throws IOException {
    attempts.close();
  }

  @Override
  public Flow.Publisher<StreamSignal> createFlowPublisher(long signals) {
    return subscriber -> {
      Semaphore delivered = new Semaphore(0);
      attempts(serving(signals, delivered).uri())
          .subscribe(subscriber == null ? null : new Releasing(subscriber, delivered));
    };
  }

  @Override
  public Flow.Publisher<StreamSignal> createFailedFlowPublisher() {
    return attempts(URI.create("http://127.0.0.1:1"));
  }

  private Flow.Publisher<StreamSignal> attempts(URI uri) {
    return attempts
        .client(Attempts.settings(uri).build())
        .streams()
        .connect(StreamRequest.builder().build());
  }

  private RawServer serving(long signals, Semaphore delivered) {
    try {
      return attempts.serving(
          peer -> {
            peer.request();
            peer.send(OK_CHUNKED);
            for (long signal = 1; signal < signals; signal++) {
              delivered.acquire();
              peer.chunk("{}\r\n");
            }
            delivered.acquire();
            peer.lastChunk();
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Passes everything on as it is, and lets the server send the next frame. */
  private record Releasing(Flow.Subscriber<? super StreamSignal> subscriber, Semaphore delivered)
      implements Flow.Subscriber<StreamSignal> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(StreamSignal signal) {
      delivered.release();
      subscriber.onNext(signal);
    }

    @Override
    public void onError(Throwable cause) {
      subscriber.onError(cause);
    }

    @Override
    public void onComplete() {
      subscriber.onComplete();
    }
  }
}
