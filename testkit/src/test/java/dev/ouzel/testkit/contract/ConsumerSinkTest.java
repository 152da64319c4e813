package dev.ouzel.testkit.contract;

import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sink of kind {@code EPHEMERAL} keeps what the contract asks of such a sink. */
final class ConsumerSinkTest extends PostSinkContract {
  private final List<ReceivedPost> received = new ArrayList<>();

  @Override
  protected PostSink open(StreamName stream) {
    return PostSink.of(batch -> received.addAll(batch.posts()));
  }

  @Override
  protected Stored stored() {
    return new Stored(received.stream().map(Stored.Post::of).toList(), List.of(), List.of());
  }

  @Override
  protected boolean keepsDeadLetters() {
    return false;
  }

  @Override
  protected boolean keepsRematches() {
    return false;
  }

  @Override
  protected Optional<StoreReader> reader() {
    return Optional.empty();
  }
}
