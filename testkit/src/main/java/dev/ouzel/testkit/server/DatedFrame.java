package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * A frame as it is published.
 *
 * @param created when its post was created, as the post's id tells; where it tells nothing, when
 *     the frame was published
 * @param frame the frame
 */
record DatedFrame(Instant created, Payload frame) {
  static DatedFrame of(Payload frame, Instant published) {
    OptionalLong id = FrameId.of(frame);
    return new DatedFrame(
        id.isPresent() && PostId.isSnowflake(id.getAsLong())
            ? Instant.ofEpochMilli(PostId.millis(id.getAsLong()))
            : published,
        frame);
  }

  static List<DatedFrame> of(List<Payload> frames, Instant published) {
    return frames.stream().map(frame -> of(frame, published)).toList();
  }
}
