package dev.ouzel.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import dev.ouzel.stream.StreamEnded;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSignal;
import dev.ouzel.stream.StreamSignal.Frames;
import dev.ouzel.stream.StreamSignal.Opened;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

final class ScriptedSourceTest {
  private static final StreamRequest REQUEST = StreamRequest.builder().backfillMinutes(2).build();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final UnreadableFrame FRAME = new UnreadableFrame("a", Payload.ofText("abc"));

  private final ScriptedSource source = new ScriptedSource();
  private final Reader reader = new Reader();

  @Test
  void showsEachAttemptAndWhatItAsksFor() {
    source.connect(REQUEST).subscribe(reader);
    source.connect(REQUEST).subscribe(new Reader());
    reader.subscription.request(3);

    assertThat(source.attempts()).hasSize(2);
    assertThat(source.attempts().get(0).request()).isEqualTo(REQUEST);
    assertThat(source.attempts().get(0).demand()).isEqualTo(3);
    assertThat(source.latest().demand()).isZero();
  }

  @Test
  void keepsSignalsUntilTheyAreAskedFor() {
    ScriptedAttempt attempt = subscribe();
    attempt.open(NOW);
    attempt.send(FRAME);
    attempt.keepAlive();
    attempt.close();

    assertThat(reader.signals).isEmpty();
    assertThat(attempt.undelivered()).isEqualTo(3);
    reader.subscription.request(2);

    assertThat(reader.signals).hasSize(2);
    assertThat(reader.signals.get(0))
        .isInstanceOfSatisfying(Opened.class, it -> assertThat(it.serverTime()).contains(NOW));
    assertThat(reader.signals.get(1)).isEqualTo(new Frames(List.of(FRAME), 0, 5, 5));
    assertThat(reader.completed).isFalse();
    reader.subscription.request(1);
    assertThat(reader.signals.get(2)).isEqualTo(new Frames(List.of(), 1, 2, 0));
    assertThat(reader.completed).isTrue();
  }

  @Test
  void postsWhateverTextItIsGiven() {
    ScriptedAttempt attempt = subscribe();
    String text = "a \"cat\" \\ on\ntwo lines\t🐈";
    reader.subscription.request(2);
    attempt.open(NOW);
    attempt.post(12, text);

    Frame frame = ((Frames) reader.signals.get(1)).frames().get(0);
    assertThat(new JsonObject(frame.payload().text()))
        .isEqualTo(
            new JsonObject().put("data", new JsonObject().put("id", "12").put("text", text)));
  }

  @Test
  void endsWithoutDemandWhenNothingIsUndelivered() {
    subscribe().fail(new StreamEnded(new EndCause.NetworkFailure("no route"), 4));

    assertThat(reader.failure)
        .hasValueSatisfying(
            failure -> assertThat(((StreamEnded) failure).unfinishedBytes()).isEqualTo(4));
  }

  @Test
  void signalsOneAfterAnotherWhenAskedFromWithinASignal() {
    reader.asksForMore = true;
    ScriptedAttempt attempt = subscribe();
    attempt.open(NOW);
    for (int i = 0; i < 10_000; i++) {
      attempt.keepAlive();
    }

    reader.subscription.request(1);

    assertThat(reader.signals).hasSize(10_001);
    assertThat(reader.deepest).isEqualTo(1);
  }

  @Test
  void sendsNothingAfterACancellation() {
    ScriptedAttempt attempt = subscribe();
    attempt.open(NOW);

    reader.subscription.cancel();
    reader.subscription.request(9);
    attempt.send(FRAME);
    attempt.close();

    assertThat(attempt.isCancelled()).isTrue();
    assertThat(reader.signals).isEmpty();
    assertThat(reader.completed).isFalse();
  }

  @Test
  void failsAReaderThatAsksForNothing() {
    ScriptedAttempt attempt = subscribe();
    attempt.open(NOW);

    reader.subscription.request(0);
    reader.subscription.request(-1);

    assertThat(reader.failure).containsInstanceOf(IllegalArgumentException.class);
    assertThat(reader.signals).isEmpty();
  }

  @Test
  void refusesAScriptThatNoSourceFollows() {
    ScriptedAttempt attempt = subscribe();

    assertThatThrownBy(() -> attempt.send(FRAME)).hasMessageContaining("before the opening");
    assertThatThrownBy(attempt::close).hasMessageContaining("before the opening");
    attempt.open(NOW);
    assertThatThrownBy(() -> attempt.open(NOW)).hasMessageContaining("opened twice");
    attempt.close();
    assertThatThrownBy(attempt::keepAlive).hasMessageContaining("after the end");
    assertThatThrownBy(attempt::close).hasMessageContaining("ended twice");
    assertThatThrownBy(new ScriptedSource()::latest).hasMessageContaining("nobody");
  }

  private ScriptedAttempt subscribe() {
    source.connect(REQUEST).subscribe(reader);
    return source.latest();
  }

  private static final class Reader implements Flow.Subscriber<StreamSignal> {
    private final List<StreamSignal> signals = new ArrayList<>();
    private Flow.Subscription subscription;
    private Optional<Throwable> failure = Optional.empty();
    private boolean completed;
    private boolean asksForMore;
    private int depth;
    private int deepest;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(StreamSignal signal) {
      depth++;
      deepest = Math.max(deepest, depth);
      signals.add(signal);
      if (asksForMore) {
        subscription.request(1);
      }
      depth--;
    }

    @Override
    public void onError(Throwable cause) {
      failure = Optional.of(cause);
    }

    @Override
    public void onComplete() {
      completed = true;
    }
  }
}
