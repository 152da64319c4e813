package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import dev.ouzel.stream.StreamEndpoint;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The way of frames from other threads to the loop: in order, and so many in one turn that sockets
 * are served in between.
 */
final class Publishing {
  private static final int SLICE = 256;

  private final Account account;

  Publishing(Account account) {
    this.account = account;
  }

  /** Publishes frames as they are, to the streams that carry such frames. */
  void publish(List<Payload> frames) {
    publish(frames, RawFrame::of);
  }

  /** The same to one stream. */
  void publish(StreamEndpoint endpoint, List<Payload> frames) {
    publish(frames, (frame, now) -> RawFrame.on(endpoint, frame, now));
  }

  /** What frames are is found out on the caller's thread, which leaves the loop to send. */
  private void publish(List<Payload> frames, BiFunction<Payload, Instant, RawFrame> as) {
    inSlices(
        frames,
        slice -> {
          Instant now = account.now();
          List<RawFrame> raw = slice.stream().map(frame -> as.apply(frame, now)).toList();
          account.loop().run(() -> account.distribution().publish(raw));
        });
  }

  /** Lets events come to be, which are matched against the rules that hold then. */
  void create(List<Payload> whole) {
    inSlices(whole, slice -> account.loop().run(() -> createNow(slice)));
  }

  private void createNow(List<Payload> whole) {
    account.distribution().publish(whole.stream().map(each -> Creation.of(each, account)).toList());
  }

  private static void inSlices(List<Payload> frames, Consumer<List<Payload>> action) {
    for (int from = 0; from < frames.size(); from += SLICE) {
      action.accept(frames.subList(from, Math.min(from + SLICE, frames.size())));
    }
  }
}
