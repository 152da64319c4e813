package dev.ouzel.app.operations;

import dev.ouzel.persistence.spool.SpoolEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** How the sinks behind a spool are doing. Safe for use by several threads. */
public final class SpoolWatch implements Consumer<SpoolEvent> {
  private final Map<String, SinkState> sinks = new ConcurrentSkipListMap<>();
  private final InstantSource clock;

  /**
   * A sink behind a spool.
   *
   * @param sink its name
   * @param waiting how many batches it has not
   * @param stored how many posts it stored since the program started
   * @param rejected how many posts it will never take
   * @param trouble why it takes nothing; absent while it does
   * @param since since when it takes posts, or does not
   */
  public record SinkState(
      String sink,
      long waiting,
      long stored,
      long rejected,
      Optional<String> trouble,
      Instant since) {
    private SinkState waiting(long batches) {
      return new SinkState(sink, batches, stored, rejected, trouble, since);
    }

    private SinkState troubled(Optional<String> next, Instant now) {
      boolean same = next.isPresent() == trouble.isPresent();
      return new SinkState(sink, waiting, stored, rejected, next, same ? since : now);
    }

    private SinkState counting(long moreStored, long moreRejected) {
      return new SinkState(
          sink, waiting, stored + moreStored, rejected + moreRejected, trouble, since);
    }
  }

  /** A watch by the machine's clock. */
  public SpoolWatch() {
    this(InstantSource.system());
  }

  SpoolWatch(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void accept(SpoolEvent event) {
    Instant now = clock.instant();
    sinks.compute(
        event.sink(),
        (name, before) ->
            after(
                before == null ? new SinkState(name, 0, 0, 0, Optional.empty(), now) : before,
                event,
                now));
  }

  private static SinkState after(SinkState before, SpoolEvent event, Instant now) {
    if (event instanceof SpoolEvent.Failing failing) {
      return before
          .waiting(failing.waiting())
          .troubled(Optional.of(Console.oneLine(failing.failure().getMessage())), now);
    }
    if (event instanceof SpoolEvent.Delivering delivering) {
      return before.waiting(delivering.waiting()).troubled(Optional.empty(), now);
    }
    if (event instanceof SpoolEvent.Delivered delivered) {
      return before.waiting(delivered.waiting()).counting(delivered.receipt().stored(), 0);
    }
    return before.counting(0, 1);
  }

  /** The sinks of which anything was heard, by name. */
  public List<SinkState> sinks() {
    return List.copyOf(sinks.values());
  }
}
