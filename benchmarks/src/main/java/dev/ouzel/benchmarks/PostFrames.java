package dev.ouzel.benchmarks;

import dev.ouzel.post.Payload;
import dev.ouzel.testkit.generate.PostGenerator;
import dev.ouzel.testkit.generate.RichFrames;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Generated posts of about one size, all different, the same in each run. */
@State(Scope.Benchmark)
public class PostFrames {
  /** How many there are. */
  public static final int COUNT = 512;

  private static final Instant CREATED = Instant.parse("2026-11-22T12:00:00Z");
  private static final String BRIEF = "-brief";
  private static final String RICH = "-rich";
  private static final int SEED = 1;

  /**
   * About how long each is, in bytes, up to a tenth more or less. Brief ones hold X's default
   * fields; rich ones whatever X can be asked for, in any order; the others posts as X sends them
   * in full, with all that they refer to.
   */
  @Param({"300" + BRIEF, "1400", "4500", "4500" + RICH})
  public String size;

  private List<Payload> frames = List.of();

  @Setup
  public void generate() {
    int bytes = Integer.parseInt(size.replace(RICH, "").replace(BRIEF, ""));
    frames =
        (size.endsWith(RICH) ? rich() : size.endsWith(BRIEF) ? brief() : usual())
            .filter(frame -> Math.abs(frame.size() - bytes) <= bytes / 10)
            .limit(COUNT)
            .toList();
  }

  private static Stream<Payload> usual() {
    PostGenerator posts = new PostGenerator(SEED);
    return Stream.generate(() -> posts.next(CREATED, List.of()));
  }

  private static Stream<Payload> brief() {
    return usual().map(PostFrames::defaultFields);
  }

  private static Payload defaultFields(Payload frame) {
    JsonObject post = new JsonObject(frame.text()).getJsonObject("data");
    post.fieldNames().retainAll(Set.of("id", "edit_history_tweet_ids", "text"));
    return Payload.ofText(new JsonObject().put("data", post).encode());
  }

  private static Stream<Payload> rich() {
    RichFrames posts = RichFrames.of(SEED);
    return IntStream.iterate(0, number -> number + 1).mapToObj(posts::frame);
  }

  /** All of them. */
  public List<Payload> frames() {
    return frames;
  }

  /** How many bytes all have together. */
  public int bytes() {
    return frames.stream().mapToInt(Payload::size).sum();
  }
}
