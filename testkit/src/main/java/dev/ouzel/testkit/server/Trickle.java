package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Publishes much without dropping those who read steadily: a part at a time, each when no reader is
 * behind. A reader that takes nothing for a while is waited for no longer. Used on the loop only.
 */
final class Trickle {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Account account;

  Trickle(Vertx vertx, Account account) {
    this.vertx = vertx;
    this.account = account;
  }

  /** Publishes these, each as the function makes it then, and completes when all are. */
  Future<Void> publish(List<Payload> frames, Function<Payload, Publication> as) {
    Promise<Void> done = Promise.promise();
    goOn(frames.stream().map(as).iterator(), done, System.nanoTime());
    return done.future();
  }

  private void goOn(Iterator<Publication> left, Promise<Void> done, long since) {
    boolean behind = Readership.of(account).isBehind();
    if (behind && System.nanoTime() - since < PATIENCE.toNanos()) {
      vertx.setTimer(1, again -> goOn(left, done, since));
      return;
    }
    long size = 0;
    List<Publication> part = new ArrayList<>();
    while (left.hasNext() && size < account.settings().bufferLimit() / 8) {
      Publication next = left.next();
      part.add(next);
      size += next.whole().size();
    }
    account.distribution().publish(part);
    if (left.hasNext()) {
      vertx.runOnContext(turn -> goOn(left, done, System.nanoTime()));
    } else {
      done.complete();
    }
  }
}
