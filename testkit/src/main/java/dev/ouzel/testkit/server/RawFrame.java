package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.stream.StreamEndpoint;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A frame that goes out as it is. */
record RawFrame(Instant created, Payload whole, Set<StreamEndpoint> carriers)
    implements Publication {

  /** A frame for every stream that carries such frames. */
  static RawFrame of(Payload frame, Instant published) {
    OptionalLong id = FrameId.of(frame);
    Set<StreamEndpoint> carriers = id.isPresent() ? Carriers.POSTS : Carriers.of(frame);
    return new RawFrame(createdAt(id, published), frame, carriers);
  }

  /** A frame for one stream. */
  static RawFrame on(StreamEndpoint endpoint, Payload frame, Instant published) {
    return new RawFrame(createdAt(FrameId.of(frame), published), frame, Set.of(endpoint));
  }

  /** When the post with this id was created, or else when it was published. */
  private static Instant createdAt(OptionalLong id, Instant published) {
    return id.isPresent() && PostId.isSnowflake(id.getAsLong())
        ? Instant.ofEpochMilli(PostId.millis(id.getAsLong()))
        : published;
  }

  /** By what the frame is dealt to partitions. */
  static long key(Payload frame) {
    return FrameId.of(frame).orElse(frame.hashCode());
  }

  @Override
  public Optional<Payload> on(Subscription subscription) {
    boolean carried =
        carriers.contains(subscription.endpoint())
            && (subscription.partition().isEmpty() || subscription.takes(key(whole)));
    return carried ? Optional.of(whole) : Optional.empty();
  }
}
