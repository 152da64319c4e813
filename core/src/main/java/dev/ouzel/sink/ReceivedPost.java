package dev.ouzel.sink;

import dev.ouzel.post.Payload;
import java.time.Instant;

/**
 * A post as it arrived.
 *
 * @param id the post's id, positive
 * @param receivedAt when, by this machine's clock
 * @param payload the frame, byte for byte
 */
public record ReceivedPost(long id, Instant receivedAt, Payload payload) {}
