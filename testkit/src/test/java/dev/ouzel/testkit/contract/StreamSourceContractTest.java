package dev.ouzel.testkit.contract;

import static dev.ouzel.testkit.contract.Verdict.assertRejected;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSignal.Frames;
import dev.ouzel.stream.StreamSource;
import dev.ouzel.testkit.contract.SourceInFront.Link;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each broken source breaks a promise, and the contract says which. */
final class StreamSourceContractTest {
  @Test
  void rejectsASourceThatIgnoresDemand() {
    assertRejected(IgnoresDemand.class, "slowsXDownWithoutDemandAndLosesNothing");
    assertRejected(IgnoresDemand.class, "connectsWithoutDemandAndSignalsNothing");
  }

  @Test
  void rejectsASourceThatReadsAheadOfDemand() {
    assertRejected(ReadsAhead.class, "slowsXDownWithoutDemandAndLosesNothing");
  }

  @Test
  void rejectsASourceThatEndsBeforeWhatIsUndelivered() {
    assertRejected(EndsEarly.class, "deliversOnDemandWhatCameBeforeAnEndInOrder");
  }

  @Test
  void rejectsASourceThatDeliversHalfFrames() {
    assertRejected(DeliversHalfFrames.class, "failsWhenXEndsInOrderButWithinAFrame");
    assertRejected(DeliversHalfFrames.class, "failsWhenXBreaksOffWithinAFrame");
  }

  @Test
  void rejectsASourceThatSwallowsTheEnd() {
    assertRejected(SwallowsTheEnd.class, "completesWhenXEndsInOrder");
    assertRejected(SwallowsTheEnd.class, "failsWhenTheConnectionIsReset");
    assertRejected(SwallowsTheEnd.class, "tellsThatXHasNoRules");
  }

  @Test
  void rejectsASourceThatCallsEveryEndOrderly() {
    assertRejected(CallsEveryEndOrderly.class, "failsWhenTheConnectionIsReset");
    assertRejected(CallsEveryEndOrderly.class, "failsWhenXEndsInOrderButWithinAFrame");
  }

  @Test
  void rejectsASourceThatCutsAtALoneCarriageReturn() {
    assertRejected(CutsAtCarriageReturns.class, "doesNotCutAtALoneCarriageReturn");
    assertRejected(CutsAtCarriageReturns.class, "deliversFramesByteForByteInOrder");
  }

  @Test
  void rejectsASourceThatChangesBytes() {
    assertRejected(ReadsTextAndWritesIt.class, "deliversFramesByteForByteInOrder");
  }

  @Test
  void rejectsASourceThatDropsWhatItCannotRead() {
    assertRejected(DropsGarbage.class, "goesOnAfterGarbage");
  }

  @Test
  void rejectsASourceThatDoesNotSignalBytesWithoutAFrame() {
    assertRejected(SignalsFramesOnly.class, "countsKeepAlives");
    assertRejected(SignalsFramesOnly.class, "signalsBytesThatCompleteNoFrame");
  }

  @Test
  void rejectsASourceThatHoldsBackUntilMoreComes() {
    assertRejected(HoldsBack.class, "deliversEachFrameAsSoonAsItIsSent");
    assertRejected(HoldsBack.class, "opensBeforeAnythingIsPublished");
  }

  @Test
  void rejectsASourceThatKeepsTheConnectionWhenCancelled() {
    assertRejected(IgnoresCancelling.class, "closesTheConnectionWhenCancelled");
    assertRejected(IgnoresCancelling.class, "closesTheConnectionWhenCancelledBeforeItOpened");
  }

  @Test
  void rejectsASourceThatTriesAgainByItself() {
    assertRejected(TriesAgain.class, "acceptsARefusalWithoutABody");
  }

  @Test
  void rejectsASourceThatAsksForTheTokenOnce() {
    assertRejected(AsksForTheTokenOnce.class, "asksForTheTokenAtEachConnect");
  }

  @Test
  void rejectsASourceThatSendsNoParameters() {
    assertRejected(SendsNoParameters.class, "sendsTheParametersExactly");
  }

  /** A good source with something broken in front of it. */
  abstract static class Broken extends StreamSourceContract {
    private final Function<Flow.Subscriber<? super StreamSignal>, Link> broken;

    Broken(Function<Flow.Subscriber<? super StreamSignal>, Link> broken) {
      this.broken = broken;
    }

    @Override
    protected StreamSource source(URI baseUrl, Supplier<String> token) {
      return new SourceInFront(new SocketStreamSource(baseUrl, token, false), broken);
    }

    @Override
    protected Duration patience() {
      return Duration.ofSeconds(1);
    }
  }

  /** Changes the frames of each turn. */
  private static Function<Flow.Subscriber<? super StreamSignal>, Link> changing(
      Function<Frame, Stream<Frame>> change) {
    return reader ->
        new Link(reader) {
          @Override
          public void onNext(StreamSignal signal) {
            super.onNext(signal instanceof Frames turn ? changed(turn, change) : signal);
          }
        };
  }

  private static Frames changed(Frames turn, Function<Frame, Stream<Frame>> change) {
    List<Frame> frames = turn.frames().stream().flatMap(change).toList();
    return new Frames(frames, turn.keepAlives(), turn.bytes(), turn.pinnedBytes());
  }

  private static Frame unreadable(String text) {
    return new UnreadableFrame("broken on purpose", Payload.ofText(text));
  }

  static final class IgnoresDemand extends Broken {
    IgnoresDemand() {
      super(
          reader ->
              new Link(reader) {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                  super.onSubscribe(subscription);
                  super.request(Long.MAX_VALUE);
                }

                @Override
                public void request(long signals) {
                  // What is asked for makes no difference.
                }
              });
    }
  }

  /** Takes all there is at once, and keeps it until it is asked for. */
  private static class Hoard extends Link {
    private final Queue<StreamSignal> kept = new ArrayDeque<>();
    private final boolean endsEarly;
    private long demand;
    private Runnable end = () -> {};

    Hoard(Flow.Subscriber<? super StreamSignal> reader, boolean endsEarly) {
      super(reader);
      this.endsEarly = endsEarly;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      super.onSubscribe(subscription);
      super.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void request(long signals) {
      demand += Math.min(signals, Integer.MAX_VALUE);
      deliver();
    }

    @Override
    public synchronized void onNext(StreamSignal signal) {
      kept.add(signal);
      deliver();
    }

    @Override
    public synchronized void onComplete() {
      end = reader::onComplete;
      deliver();
    }

    private void deliver() {
      while (demand > 0 && !kept.isEmpty()) {
        demand--;
        reader.onNext(kept.remove());
      }
      if (kept.isEmpty() || endsEarly) {
        end.run();
        end = () -> {};
      }
    }
  }

  static final class ReadsAhead extends Broken {
    ReadsAhead() {
      super(reader -> new Hoard(reader, false));
    }
  }

  static final class EndsEarly extends Broken {
    EndsEarly() {
      super(reader -> new Hoard(reader, true));
    }
  }

  static final class DeliversHalfFrames extends Broken {
    DeliversHalfFrames() {
      super(
          reader ->
              new Link(reader) {
                @Override
                public void onError(Throwable failure) {
                  int half = ((StreamEnded) failure).unfinishedBytes();
                  if (half > 0) {
                    onNext(new Frames(List.of(unreadable("x".repeat(half))), 0, half, half));
                  }
                  super.onError(failure);
                }
              });
    }
  }

  static final class SwallowsTheEnd extends Broken {
    SwallowsTheEnd() {
      super(
          reader ->
              new Link(reader) {
                @Override
                public void onComplete() {
                  // Nobody is told.
                }

                @Override
                public void onError(Throwable failure) {
                  // Nobody is told.
                }
              });
    }
  }

  static final class CallsEveryEndOrderly extends Broken {
    CallsEveryEndOrderly() {
      super(
          reader ->
              new Link(reader) {
                @Override
                public void onError(Throwable failure) {
                  onComplete();
                }
              });
    }
  }

  static final class CutsAtCarriageReturns extends Broken {
    CutsAtCarriageReturns() {
      super(
          changing(
              frame ->
                  frame.payload().text().contains("\r")
                      ? Stream.of(frame.payload().text().split("\r")).map(text -> unreadable(text))
                      : Stream.of(frame)));
    }
  }

  static final class ReadsTextAndWritesIt extends Broken {
    ReadsTextAndWritesIt() {
      super(changing(frame -> Stream.of(unreadable(frame.payload().text()))));
    }
  }

  static final class DropsGarbage extends Broken {
    DropsGarbage() {
      super(changing(frame -> Stream.of(frame).filter(each -> !(each instanceof UnreadableFrame))));
    }
  }

  static final class SignalsFramesOnly extends Broken {
    SignalsFramesOnly() {
      super(
          reader ->
              new Link(reader) {
                @Override
                public void onNext(StreamSignal signal) {
                  if (signal instanceof Frames turn && turn.frames().isEmpty()) {
                    request(1);
                  } else {
                    super.onNext(signal);
                  }
                }
              });
    }
  }

  static final class HoldsBack extends Broken {
    HoldsBack() {
      super(
          reader ->
              new Link(reader) {
                private final List<StreamSignal> held = new ArrayList<>();

                @Override
                public void onNext(StreamSignal signal) {
                  held.add(signal);
                  if (held.size() > 1) {
                    super.onNext(held.remove(0));
                  }
                }
              });
    }
  }

  static final class IgnoresCancelling extends Broken {
    IgnoresCancelling() {
      super(
          reader ->
              new Link(reader) {
                @Override
                public void cancel() {
                  // The connection stays.
                }
              });
    }
  }

  static final class TriesAgain extends StreamSourceContract {
    @Override
    protected StreamSource source(URI baseUrl, Supplier<String> token) {
      StreamSource source = new SocketStreamSource(baseUrl, token, false);
      return request ->
          reader ->
              source
                  .connect(request)
                  .subscribe(
                      new Link(reader) {
                        @Override
                        public void onError(Throwable refused) {
                          source.connect(request).subscribe(reader);
                        }
                      });
    }

    @Override
    protected Duration patience() {
      return Duration.ofSeconds(1);
    }
  }

  static final class AsksForTheTokenOnce extends StreamSourceContract {
    @Override
    protected StreamSource source(URI baseUrl, Supplier<String> token) {
      String first = token.get();
      return new SocketStreamSource(baseUrl, () -> first, false);
    }
  }

  static final class SendsNoParameters extends StreamSourceContract {
    @Override
    protected StreamSource source(URI baseUrl, Supplier<String> token) {
      StreamSource source = new SocketStreamSource(baseUrl, token, false);
      return request -> source.connect(StreamRequest.builder().build());
    }
  }
}
