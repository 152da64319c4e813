package dev.ouzel.http.frame;

import dev.ouzel.post.Payload;
import dev.ouzel.post.Problem;
import dev.ouzel.stream.Frame;
import dev.ouzel.stream.Frame.PostFrame;
import dev.ouzel.stream.Frame.SystemFrame;
import dev.ouzel.stream.Frame.UnreadableFrame;
import java.util.List;
import java.util.function.Function;

/**
 * Tells what a frame is. A post is a JSON object with an id in its {@code data}, in any order of
 * members; of members named twice the first counts. The structure must be JSON throughout, but what
 * is within strings is left alone: a post with a damaged character is a post. Not safe for use by
 * several threads.
 */
public final class FrameScanner {
  private final Function<Payload, List<Problem>> problems;
  private final JsonWalk walk = new JsonWalk();

  /**
   * A scanner.
   *
   * @param problems finds X's problems in a JSON object that is no post
   */
  public FrameScanner(Function<Payload, List<Problem>> problems) {
    this.problems = problems;
  }

  /** The frame in {@code size} bytes from {@code offset}, a slice of the array. */
  public Frame scan(byte[] array, int offset, int size) {
    Payload payload = Payload.wrap(array, offset, size);
    int fault = walk.over(array, offset, size);
    if (fault >= 0) {
      return new UnreadableFrame(walk.reason(fault), payload);
    }
    if (walk.id() > 0) {
      return new PostFrame(walk.id(), payload, walk.rulesFrom(), walk.rulesTo());
    }
    if (walk.hasData()) {
      return new UnreadableFrame("no post id", payload);
    }
    return new SystemFrame(problems.apply(payload), payload);
  }
}
