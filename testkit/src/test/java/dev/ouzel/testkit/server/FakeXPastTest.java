package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.post.Payload;
import dev.ouzel.post.PostId;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.server.JsonClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server gives of the past, and to whom. */
class FakeXPastTest {
  private static final String STREAM = "/2/tweets/search/stream";
  private static final Instant NOON = Instant.parse("2026-01-06T12:00:00Z");

  private final ManualLoop clock = new ManualLoop(NOON, 0);
  private FakeX fake = start(FakeX.builder());

  private FakeX start(FakeXSettings.Builder builder) {
    return builder.clock(clock).withRule("cat has:images", "cats").start();
  }

  private void startWith(FakeXSettings.Builder builder) {
    fake.close();
    fake = start(builder);
  }

  @AfterEach
  void close() {
    fake.close();
  }

  /** Publishes a post now, which then is some time ago. */
  private Payload postAndWait(Duration wait) {
    Payload post = fake.post("x");
    clock.advance(wait);
    return post;
  }

  private Payload postCreated(Instant at) {
    return fake.publish(PostId.at(at).value(), "created " + at);
  }

  private RawClient open(String query) throws IOException {
    return RawClient.get(fake, STREAM + query);
  }

  /** The frames up to the body's end. */
  private static List<String> toTheEnd(RawClient client) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String chunk = client.text(); !chunk.isEmpty(); chunk = client.text()) {
      text.append(chunk);
    }
    return Stream.of(text.toString().split("\r\n", -1)).filter(line -> !line.isEmpty()).toList();
  }

  private static List<String> texts(List<Payload> frames) {
    return frames.stream().map(Payload::text).toList();
  }

  @Test
  void backfillBringsTheLastMinutesBeforeWhatIsLive() throws IOException {
    postAndWait(Duration.ofSeconds(2));
    Payload first = postAndWait(Duration.ofMinutes(1));
    Payload second = postAndWait(Duration.ofSeconds(59));
    Payload third = fake.post("just now");
    try (RawClient client = open("?backfill_minutes=2")) {
      Payload live = fake.post("live");
      fake.endConnections();
      assertThat(toTheEnd(client)).isEqualTo(texts(List.of(first, second, third, live)));
    }
    assertThat(fake.delivered(fake.connections().get(0))).hasSize(4).startsWith(first, second);
  }

  @Test
  void backfillGoesByTheTimeOfCreationAndBringsTheOldestFirst() throws IOException {
    Payload late = postCreated(NOON.minusSeconds(30));
    Payload later = postCreated(NOON.minusSeconds(50));
    postCreated(NOON.minusSeconds(61));
    postCreated(NOON.plus(Duration.ofDays(365)));
    fake.publish(12, "an id that tells no time");
    Payload noPost = Payload.ofText("{\"errors\":[]}");
    fake.publish(noPost);
    try (RawClient client = open("?backfill_minutes=1")) {
      fake.endConnections();
      assertThat(toTheEnd(client))
          .startsWith(later.text(), late.text())
          .endsWith(noPost.text())
          .hasSize(4);
    }
  }

  @Test
  void backfillDoesNotLeaveOutWhatWasDeliveredBefore() throws IOException {
    try (RawClient client = open("")) {
      fake.post("x");
      assertThat(client.text()).isNotEmpty();
      fake.endConnections();
      assertThat(client.chunk()).isEmpty();
    }
    try (RawClient client = open("?backfill_minutes=1")) {
      fake.endConnections();
      assertThat(toTheEnd(client)).isEqualTo(texts(fake.published()));
    }
  }

  @Test
  void withoutBackfillNothingOfThePastComes() throws IOException {
    postAndWait(Duration.ofSeconds(1));
    for (String query : List.of("", "?backfill_minutes=0")) {
      try (RawClient client = open(query)) {
        fake.endConnections();
        assertThat(client.chunk()).isEmpty();
      }
    }
  }

  @Test
  void recoveryBringsAWindowAndEnds() throws IOException {
    postCreated(NOON.minusSeconds(61));
    Payload first = postCreated(NOON.minusSeconds(60));
    Payload last = postCreated(NOON.minusMillis(30_001));
    postCreated(NOON.minusSeconds(30));
    try (RawClient client =
        open("?start_time=2026-01-06T11:59:00Z&end_time=2026-01-06T11:59:30Z")) {
      assertThat(toTheEnd(client)).containsExactly(first.text(), last.text());
    }
    assertThat(fake.connections().get(0).connection().disconnectReason())
        .hasValue("recovery_completed");
    assertThat(fake.obtainable(NOON.minusSeconds(60), NOON.minusSeconds(30)))
        .containsExactly(first, last);
  }

  @Test
  void recoveryRunsBesideTheLiveStreamAndGetsNothingOfIt() throws IOException {
    startWith(FakeX.builder().recoveryRate(1));
    Payload first = postCreated(NOON.minusSeconds(60));
    Payload second = postCreated(NOON.minusSeconds(59));
    try (RawClient live = open("");
        RawClient recovery =
            open("?start_time=2026-01-06T11:00:00Z&end_time=2026-01-06T12:00:00Z")) {
      assertThat(recovery.text()).isEqualTo(first.text() + "\r\n");
      Payload now = fake.post("now");
      assertThat(live.text()).isEqualTo(now.text() + "\r\n");
      clock.advance(Duration.ofSeconds(1));
      assertThat(toTheEnd(recovery)).containsExactly(second.text());
    }
  }

  @Test
  void recoveryIsPacedByTheClock() throws IOException {
    startWith(FakeX.builder().recoveryRate(10));
    IntStream.range(0, 25).forEach(n -> postCreated(NOON.minusSeconds(60).plusMillis(n)));
    try (RawClient client = open("?start_time=2026-01-06T11:00:00Z")) {
      fake.awaitDelivered(1);
      clock.advance(Duration.ofMillis(999));
      assertThat(fake.connections().get(0).frames()).isEqualTo(10);
      clock.advance(Duration.ofSeconds(5));
      assertThat(toTheEnd(client)).hasSize(25);
    }
  }

  @Test
  void refusesAThirdRecoveryAtOnce() throws IOException, InterruptedException {
    startWith(FakeX.builder().recoveryRate(1));
    IntStream.range(0, 9).forEach(n -> postCreated(NOON.minusSeconds(60)));
    String query = "?start_time=2026-01-06T11:00:00Z";
    try (RawClient first = open(query);
        RawClient second = open(query)) {
      assertThat(List.of(first.status(), second.status())).containsExactly(200, 200);
      Answer third = new JsonClient(fake).get(STREAM + query);
      assertThat(third.status()).isEqualTo(429);
      assertThat(third.json().getString("connection_issue")).isEqualTo("TooManyConnections");
      try (RawClient live = open("")) {
        assertThat(live.status()).isEqualTo(200);
      }
    }
  }

  @Test
  void countsRecoveriesAsConnectionsWhenTold() throws IOException, InterruptedException {
    startWith(FakeX.builder().recoveryRate(1).countsRecoveries(true));
    IntStream.range(0, 9).forEach(n -> postCreated(NOON.minusSeconds(60)));
    try (RawClient recovery = open("?start_time=2026-01-06T11:00:00Z")) {
      assertThat(recovery.status()).isEqualTo(200);
      assertThat(new JsonClient(fake).get(STREAM).status()).isEqualTo(429);
    }
  }

  @Test
  void refusesToGoFurtherBackThanADay() throws IOException, InterruptedException {
    Answer answer =
        new JsonClient(fake)
            .get(STREAM + "?start_time=2026-01-05T11:59:59Z&end_time=2026-01-06T11:00:00Z");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("type")).endsWith("/invalid-request");
    Payload old = postCreated(NOON.minus(Duration.ofHours(25)));
    assertThat(fake.published()).contains(old);
    assertThat(fake.obtainable(NOON.minus(Duration.ofDays(2)), NOON)).isEmpty();
    try (RawClient client = open("?start_time=2026-01-05T12:00:00Z")) {
      assertThat(toTheEnd(client)).isEmpty();
    }
  }

  @Test
  void refusesWhatThePlanDoesNotHave() throws IOException, InterruptedException {
    startWith(
        FakeX.builder().backfill(ReplaySupport.REFUSED_400).recovery(ReplaySupport.REFUSED_403));
    JsonClient client = new JsonClient(fake);
    Answer backfill = client.get(STREAM + "?backfill_minutes=1");
    assertThat(backfill.status()).isEqualTo(400);
    assertThat(backfill.json().getString("type")).endsWith("/invalid-request");
    Answer recovery = client.get(STREAM + "?start_time=2026-01-06T11:00:00Z");
    assertThat(recovery.status()).isEqualTo(403);
    assertThat(recovery.json().getString("reason")).isEqualTo("client-not-enrolled");
    try (RawClient live = open("?backfill_minutes=0")) {
      assertThat(live.status()).isEqualTo(200);
    }
    startWith(
        FakeX.builder().backfill(ReplaySupport.REFUSED_403).recovery(ReplaySupport.REFUSED_400));
    client = new JsonClient(fake);
    assertThat(client.get(STREAM + "?backfill_minutes=1").status()).isEqualTo(403);
    assertThat(client.get(STREAM + "?start_time=2026-01-06T11:00:00Z").status()).isEqualTo(400);
  }

  @Test
  void ignoresBackfillSilentlyWhenTold() throws IOException {
    startWith(FakeX.builder().backfill(ReplaySupport.IGNORED));
    postAndWait(Duration.ofSeconds(1));
    try (RawClient client = open("?backfill_minutes=5")) {
      Payload live = fake.post("live");
      fake.endConnections();
      assertThat(toTheEnd(client)).containsExactly(live.text());
    }
  }

  @Test
  void givesAllConnectionsTheSame() throws IOException {
    startWith(FakeX.builder().maxConnections(2));
    postAndWait(Duration.ofSeconds(1));
    try (RawClient first = open("?backfill_minutes=5");
        RawClient second = open("?backfill_minutes=5")) {
      fake.post("live");
      fake.endConnections();
      assertThat(toTheEnd(first)).isEqualTo(toTheEnd(second)).isEqualTo(texts(fake.published()));
    }
    assertThat(fake.connections())
        .allSatisfy(served -> assertThat(fake.delivered(served)).isEqualTo(fake.published()));
  }

  /** The frames compress so well that the reader never makes the server wait. */
  @Test
  void attendsToOthersWhileALongReplayIsCompressed() throws IOException {
    Payload frame = Payload.ofText("{\"data\":{\"text\":\"" + "a".repeat(1_000) + "\"}}");
    int count = 50_000;
    fake.publish(Collections.nCopies(count, frame));
    try (RawClient client =
        RawClient.get(fake, STREAM + "?backfill_minutes=5", "Accept-Encoding: gzip")) {
      assertThat(client.status()).isEqualTo(200);
      long sent = 0;
      while (sent == 0) {
        sent = fake.connections().get(0).frames();
      }
      assertThat(sent).isLessThan(count);
    }
  }
}
