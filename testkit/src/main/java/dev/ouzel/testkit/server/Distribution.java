package dev.ouzel.testkit.server;

import dev.ouzel.loop.Moment;
import dev.ouzel.post.Payload;
import dev.ouzel.stream.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was published, and who gets it: live, as backfill and in recovery, from one log. Used on the
 * loop only.
 */
final class Distribution {
  /** The type is X's; its words are those it documents for a client that cannot keep up. */
  private static final Payload SLOW_READER =
      Payload.ofText(
          "{\"errors\":[{\"title\":\"operational-disconnect\",\"disconnect_type\":\"SlowReader\","
              + "\"detail\":\"This stream has been disconnected because your client was unable to"
              + " keep up with us.\",\"type\":"
              + "\"https://api.twitter.com/2/problems/operational-disconnect\"}]}");

  private final Account account;
  private final FakeXSettings settings;
  private PostLog posts;
  private DeliveryLog deliveries;
  private List<Payload> replay = List.of();
  private long delivered;

  Distribution(Account account) {
    this.account = account;
    this.settings = account.settings();
    this.posts = new PostLog(settings.logLimit());
    this.deliveries = new DeliveryLog(settings.logLimit());
  }

  PostLog posts() {
    return posts;
  }

  DeliveryLog deliveries() {
    return deliveries;
  }

  /** Sends these frames first on each connection opened from now on. */
  void replay(List<Payload> frames) {
    replay = frames;
  }

  /** Begins to serve a connection: the past first, and then, unless it is a recovery, live. */
  void begin(StreamConnection connection, Window window) {
    List<Payload> past =
        posts
            .created(window.from(), window.to())
            .flatMap(each -> each.on(connection.opening().subscription()).stream())
            .toList();
    Outlet outlet = connection.outlet();
    Moment now = account.loop().now();
    if (window.recovery()) {
      outlet.begin(new Replay(past, settings.betweenRecovered(), now));
      outlet.finish(() -> account.end(connection, ConnectionEnd.REPLAYED));
    } else {
      Stream<Payload> before = replayOn(connection.opening().subscription());
      List<Payload> first = Stream.concat(before, past.stream()).toList();
      outlet.begin(new Replay(first, Duration.ZERO, now));
    }
  }

  /** Of what is replayed, streams of posts carry all, and others what has the form of theirs. */
  private Stream<Payload> replayOn(Subscription subscription) {
    return carriesPosts(subscription)
        ? replay.stream()
        : replay.stream().filter(frame -> Carriers.of(frame).contains(subscription.endpoint()));
  }

  /** Publishes, once the settings' latency has passed. */
  void publish(List<? extends Publication> publications) {
    if (settings.latency().isZero()) {
      send(publications);
    } else {
      PostLog log = posts;
      account.loop().after(settings.latency(), () -> sendInto(log, publications));
    }
  }

  private void sendInto(PostLog log, List<? extends Publication> publications) {
    if (log == posts) {
      send(publications);
    }
  }

  /** Forgets what was published, delivered or on its way, but not what is replayed. */
  void clear() {
    posts = new PostLog(settings.logLimit());
    deliveries = new DeliveryLog(settings.logLimit());
    delivered = 0;
  }

  private void send(List<? extends Publication> publications) {
    publications.forEach(posts::append);
    for (StreamConnection connection : account.connections().open()) {
      if (!connection.opening().recovery()) {
        Subscription subscription = connection.opening().subscription();
        publications.forEach(each -> each.on(subscription).ifPresent(connection.outlet()::offer));
      }
    }
    pump();
  }

  /** Sends bytes as they are on every open connection. */
  void sendRaw(Payload bytes) {
    account.connections().open().forEach(connection -> connection.outlet().offerRaw(bytes));
    pump();
  }

  private void pump() {
    for (StreamConnection connection : account.connections().open()) {
      connection.outlet().pump();
      if (connection.outlet().isOverfull()) {
        dropSlowReader(connection);
      }
    }
    account.changed();
  }

  private void dropSlowReader(StreamConnection connection) {
    if (settings.warnsSlowReaders()) {
      connection.outlet().forget();
      connection.body().addRaw(SLOW_READER);
      connection.body().addDelimiter();
      account.endNow(connection, ConnectionEnd.SLOW_READER);
    } else {
      account.end(connection, ConnectionEnd.SLOW_READER);
      connection.wire().close();
    }
  }

  /** A frame was handed to the network for a connection. */
  void handedOver(Subscription subscription, long connection, Payload frame) {
    deliveries.add(connection, frame);
    if (carriesPosts(subscription)) {
      delivered++;
      if (isCapped()) {
        account.loop().execute(this::endCapped);
      }
    }
  }

  /** True when the app has had all the posts that it may have. */
  boolean isCapped() {
    return settings.usageCap().isPresent() && delivered >= settings.usageCap().getAsLong();
  }

  private void endCapped() {
    account.connections().open().stream()
        .filter(connection -> carriesPosts(connection.opening().subscription()))
        .forEach(connection -> account.endNow(connection, ConnectionEnd.CAPPED));
  }

  private static boolean carriesPosts(Subscription subscription) {
    return subscription.endpoint().events() == EventKind.POST;
  }

  /** What of this time a recovery would still bring. */
  List<Payload> obtainable(Instant from, Instant to) {
    Instant oldest = account.now().minus(StreamQuery.FURTHEST_BACK);
    return posts
        .created(from.isBefore(oldest) ? oldest : from, to)
        .map(Publication::whole)
        .toList();
  }
}
