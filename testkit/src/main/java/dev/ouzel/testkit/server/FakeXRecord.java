package dev.ouzel.testkit.server;

import dev.ouzel.post.Payload;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a {@link FakeX} has seen and done. Safe for use by several threads. The methods named {@code
 * await…} wait for the settings' {@code patience} and then fail with what the server saw.
 */
public abstract sealed class FakeXRecord permits FakeX {
  private final Account account;
  private final ServerLoop loop;

  FakeXRecord(Account account) {
    this.account = account;
    this.loop = account.loop();
  }

  /** The last 10,000 requests, oldest first. */
  public List<SeenRequest> requests() {
    return loop.call(() -> account.requests().requests());
  }

  /** The frames published, oldest first, as far back as the settings' {@code logLimit} allows. */
  public List<Payload> published() {
    return loop.call(() -> account.distribution().posts().frames());
  }

  /** What a recovery would bring now: posts created from {@code from}, before {@code to}. */
  public List<Payload> obtainable(Instant from, Instant to) {
    return loop.call(() -> account.distribution().obtainable(from, to));
  }

  /**
   * The frames handed to the network for a connection, in order, however often; as far back as the
   * settings' {@code logLimit} allows for all connections together.
   */
  public List<Payload> delivered(ServedConnection connection) {
    return loop.call(() -> account.distribution().deliveries().to(connection.number()));
  }

  /** How many frames were published, remembered or not. */
  public long publishedCount() {
    return loop.call(() -> account.distribution().posts().count());
  }

  /** The connections that are open and the last 10,000 that ended, in the order of opening. */
  public List<ServedConnection> connections() {
    return loop.call(() -> account.connections().served());
  }

  /** Who reads now. */
  public Readership readership() {
    return loop.call(() -> Readership.of(account));
  }

  /** The names of the script's faults that have not happened yet, in order of the alphabet. */
  public List<String> missingFaults() {
    return account.faults().missing();
  }

  /** What the server saw, for a person: the last requests and connections, and the counts. */
  public String report() {
    return report(Instant.MIN);
  }

  /** The same of the requests made, and the connections open, at {@code since} or later. */
  public String report(Instant since) {
    return loop.call(() -> Report.of(account, since));
  }

  /** Waits until exactly this many connections are open. */
  public void awaitConnections(int count) {
    await(() -> account.connections().open().size() == count, count + " open connections");
  }

  /** Waits until this many connections or more have been opened since the start. */
  public void awaitOpened(long count) {
    await(() -> account.connections().opened() >= count, count + " connections opened so far");
  }

  /** Waits until this many requests or more were made to a path. */
  public void awaitRequests(String path, int count) {
    await(() -> account.requests().to(path) >= count, count + " requests to " + path);
  }

  /** Waits until this many frames or more were published. */
  public void awaitPublished(long count) {
    await(() -> account.distribution().posts().count() >= count, count + " frames published");
  }

  /** Waits until this many frames or more were handed to the network, on all connections. */
  public void awaitDelivered(long count) {
    await(() -> account.connections().frames() >= count, count + " frames delivered");
  }

  private void await(BooleanSupplier condition, String what) {
    loop.await(
        condition,
        account.settings().patience(),
        () ->
            "waited %s for %s\n%s"
                .formatted(account.settings().patience(), what, Report.of(account, Instant.MIN)));
  }
}
