package dev.ouzel.testkit.sim;

import dev.ouzel.sink.Batch;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.ReceivedPost;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Where the store lives: it outlives the program, and may itself be down. */
final class StoreHost {
  private final World world;
  private final SimulatedStore store;
  private final UnaryOperator<PostSink> wrapper;
  private final Set<Long> unacceptable = new HashSet<>();
  private SinkKind kind = SinkKind.KEYED;
  private Instant downUntil;
  private long sequence;

  StoreHost(World world, SimulatedStore store, UnaryOperator<PostSink> wrapper) {
    this.world = world;
    this.store = store;
    this.wrapper = wrapper;
    this.downUntil = world.now();
  }

  PostSink open(StreamName stream) {
    PostSink sink = wrapper.apply(store.open(stream));
    kind = sink.kind();
    return sink;
  }

  /** What the store promised when it was last opened. */
  SinkKind kind() {
    return kind;
  }

  List<ReceivedPost> posts() {
    return store.posts();
  }

  void goDown(Instant until) {
    downUntil = until;
  }

  boolean isDown() {
    return world.now().isBefore(downUntil) && !world.weather().isClear();
  }

  /** The store will never take this post. */
  void refuse(ReceivedPost post) {
    unacceptable.add(post.id());
  }

  /** The store keeps a batch. */
  void kept(Batch batch) {
    sequence = batch.checkpoint().sequence();
  }

  boolean keeps(Batch batch) {
    return batch.checkpoint().sequence() <= sequence;
  }

  /** The first post of a batch not kept yet that the store will never take. */
  OptionalLong unacceptable(Batch batch) {
    return keeps(batch)
        ? OptionalLong.empty()
        : batch.posts().stream()
            .mapToLong(ReceivedPost::id)
            .filter(unacceptable::contains)
            .findFirst();
  }

  void close() {
    store.close();
  }
}
