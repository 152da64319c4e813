package dev.ouzel.sink;

import dev.ouzel.post.Payload;
import java.time.Instant;

/**
 * A post that arrived again with other matching rules. Its first frame stays as it is; a sink that
 * tells which rules matched adds these.
 *
 * @param id the post's id
 * @param receivedAt when, by this machine's clock
 * @param rules the value of {@code matching_rules} in the later frame, byte for byte
 */
public record Rematch(long id, Instant receivedAt, Payload rules) {}
