package dev.ouzel.testkit.load;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.testkit.generate.PostGenerator;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How long the posts of a load are. The same size gives the same posts, but for their ids. */
public enum FrameSize {
  /** About 260 bytes: X's default fields. */
  BRIEF(260),
  /** About 1,400 bytes: a post in full, with what it refers to. */
  USUAL(1_400),
  /** About 4,000 bytes: the same, with more of it. */
  LONG(4_000),
  /** A quarter brief, half usual, a quarter long: about 1,800 bytes. */
  MIXED(0);

  private static final Instant CREATED = Instant.parse("2026-11-22T12:00:00Z");
  private static final Set<String> DEFAULT_FIELDS = Set.of("id", "edit_history_tweet_ids", "text");
  private static final int SEED = 1;
  private static final int TOLERANCE = 10;

  private final int bytes;

  FrameSize(int bytes) {
    this.bytes = bytes;
  }

  /** The name in options: the bytes, or {@code mixed}. */
  public String label() {
    return this == MIXED ? "mixed" : Integer.toString(bytes);
  }

  /** So many posts, all different. */
  List<Payload> frames(int count) {
    if (this == MIXED) {
      List<Payload> brief = BRIEF.frames(count / 4);
      List<Payload> usual = USUAL.frames(count / 2);
      List<Payload> large = LONG.frames(count / 4);
      return Stream.iterate(0, place -> place < count, place -> place + 1)
          .map(
              place ->
                  switch (place % 4) {
                    case 0 -> brief.get(place / 4);
                    case 2 -> large.get(place / 4);
                    default -> usual.get(place / 2);
                  })
          .toList();
    }
    PostGenerator posts = new PostGenerator(SEED);
    return Stream.generate(() -> posts.next(CREATED, List.of()))
        .map(frame -> this == BRIEF ? defaultFields(frame) : frame)
        .filter(frame -> Math.abs(frame.size() - bytes) <= bytes / TOLERANCE)
        .limit(count)
        .toList();
  }

  private static Payload defaultFields(Payload frame) {
    JsonObject post = new JsonObject(frame.text()).getJsonObject("data");
    post.fieldNames().retainAll(DEFAULT_FIELDS);
    return Payload.ofText(new JsonObject().put("data", post).encode());
  }

  /** The id in a frame that {@link #frames} gave. */
  static PostId id(Payload frame) {
    return PostId.of(new JsonObject(frame.text()).getJsonObject("data").getString("id"));
  }
}
