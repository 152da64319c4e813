package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.rule.Rule;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.testkit.rule.PublishedPost;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A post or another event that came to be on X, whole. Each stream makes of it what X would.
 *
 * @param frame as it would go out to one who asks for everything
 * @param matching the rules that it matched then
 * @param samples whether the sample streams carry their share only
 */
record Creation(RawFrame frame, List<Rule> matching, boolean samples) implements Publication {
  private static final long SECOND = 1000;

  /** The first of the milliseconds of a second whose posts were seen in the 1 % sample. */
  private static final int FIRST_SAMPLED = 657;

  static Creation of(Payload given, Account account) {
    Payload whole = account.settings().problemHost().in(given);
    RawFrame frame = RawFrame.of(whole, account.now());
    List<Rule> matching =
        frame.carriers().contains(StreamEndpoint.FILTERED)
            ? PublishedPost.of(whole).map(account.rules()::matching).orElse(List.of())
            : List.of();
    return new Creation(frame, matching, account.settings().samples());
  }

  @Override
  public Instant created() {
    return frame.created();
  }

  @Override
  public Payload whole() {
    return frame.whole();
  }

  @Override
  public Optional<Payload> on(Subscription subscription) {
    return frame
        .on(subscription)
        .filter(whole -> isChosenFor(subscription.endpoint()))
        .map(whole -> subscription.rendering().of(whole, matching));
  }

  private boolean isChosenFor(StreamEndpoint endpoint) {
    return switch (endpoint) {
      case FILTERED -> !matching.isEmpty();
      case SAMPLE -> isSampled(1);
      case SAMPLE10, LIKES_SAMPLE10 -> isSampled(10);
      case FIREHOSE_EN -> isIn("en");
      case FIREHOSE_JA -> isIn("ja");
      case FIREHOSE_KO -> isIn("ko");
      case FIREHOSE_PT -> isIn("pt");
      default -> true;
    };
  }

  private boolean isSampled(int percent) {
    OptionalLong id = FrameId.of(whole());
    long moment =
        id.isPresent() && PostId.isSnowflake(id.getAsLong())
            ? PostId.millis(id.getAsLong())
            : created().toEpochMilli();
    long within = Math.floorMod(moment, SECOND) - FIRST_SAMPLED;
    return !samples || (within >= 0 && within < percent * SECOND / 100);
  }

  private boolean isIn(String language) {
    return language.equals(new JsonObject(whole().text()).getJsonObject("data").getString("lang"));
  }
}
