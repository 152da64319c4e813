package dev.ouzel.post;

import java.util.Optional;

/**
 * Reads frames of a post stream as posts, and writes posts as frames. Reading is tolerant: what X
 * adds, renames or writes in another type never fails a post, and loses at most the one part that
 * cannot be read. Nothing is decoded unless asked for, and nothing is remembered. Safe for use by
 * several threads.
 */
public interface PostCodec {
  /**
   * The post that a frame tells; empty when the frame is no JSON object, or one beyond the codec's
   * limits. Members that are {@code null} count as absent.
   */
  Optional<StreamedPost> decode(Payload frame);

  /**
   * A frame that tells the post, in the vocabulary that X's streams speak. Decoding it gives an
   * equal post, provided that its numbers are finite and its {@link RawJson} is JSON.
   */
  Payload encode(StreamedPost post);
}
