package dev.ouzel.testkit.load;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.stream.FieldSelection;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.render.Rendering;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How long the posts of a load are. The same size gives the same posts, but for their ids. */
public enum FrameSize {
  /** About 260 bytes: what X sends to one who asks for nothing. */
  BRIEF(260),
  /** About 1,400 bytes: what Ouzel asks for unless told otherwise. */
  USUAL(1_400),
  /** About 4,000 bytes: posts in full, with all that they refer to. */
  LONG(4_000),
  /** A quarter brief, half usual, a quarter long: about 1,800 bytes. */
  MIXED(0);

  private static final Instant CREATED = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration APART = Duration.ofMillis(100);
  private static final int SEED = 1;
  private static final int TOLERANCE = 10;
  private static final Rendering DEFAULT_FIELDS = asked(FieldSelection.minimal());
  private static final Rendering USUAL_FIELDS = asked(FieldSelection.standard());

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
    return IntStream.iterate(0, number -> number + 1)
        .mapToObj(number -> posts.next(CREATED.plus(APART.multipliedBy(number)), List.of()))
        .map(this::shown)
        .filter(frame -> Math.abs(frame.size() - bytes) <= bytes / TOLERANCE)
        .limit(count)
        .toList();
  }

  private Payload shown(Payload whole) {
    return switch (this) {
      case BRIEF -> DEFAULT_FIELDS.of(whole);
      case USUAL -> USUAL_FIELDS.of(whole);
      default -> whole;
    };
  }

  private static Rendering asked(FieldSelection fields) {
    return Rendering.of(StreamEndpoint.FILTERED, fields);
  }

  /** The id in a frame that {@link #frames} gave. */
  static PostId id(Payload frame) {
    return PostId.of(new JsonObject(frame.text()).getJsonObject("data").getString("id"));
  }
}
