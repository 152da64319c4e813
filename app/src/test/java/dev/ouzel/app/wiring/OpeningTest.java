package dev.ouzel.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkFailure;
import dev.ouzel.stream.StreamName;
import dev.ouzel.testkit.memory.MemoryStore;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpeningTest {
  private static final StreamName STREAM = new StreamName("cats");

  private final MemoryStore store = new MemoryStore();

  @Test
  void opensASinkWhileOtherThingsAreDone() {
    CompletableFuture<PostSink> made = new CompletableFuture<>();
    Opening opening = Opening.of(made::join);
    PostSink sink = store.open(STREAM);
    made.complete(sink);

    assertThat(opening.await()).isSameAs(sink);
  }

  @Test
  void closesASinkThatNobodyWaitedFor() {
    Opening opening = Opening.of(() -> store.open(STREAM));
    opening.await();
    assertThatThrownBy(() -> store.open(STREAM)).isInstanceOf(SinkFailure.class);

    opening.close();

    assertThat(store.open(STREAM)).isNotNull();
  }

  @Test
  void failsAsTheOpeningDidAndHasNothingToClose() {
    Mistake mistake = new Mistake("no such store");
    Opening opening =
        Opening.of(
            () -> {
              throw mistake;
            });

    assertThatThrownBy(opening::await).isSameAs(mistake);
    opening.close();
  }
}
