package dev.ouzel.ingest;

import static dev.ouzel.ingest.MachineDriver.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.connection.Connection;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.ConnectionRecord;
import dev.ouzel.connection.ConnectionStatus;
import dev.ouzel.connection.Terminated;
import dev.ouzel.coverage.Gap;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.post.Problem;
import dev.ouzel.stream.EndCause;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.StreamEndpoint;
import dev.ouzel.stream.StreamRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** X's record of connections: when it is read, what is learnt from it, and what is done with it. */
class AuditTest {
  private static final EndCause CLOSED = new EndCause.Closed();
  private static final Terminated ENDED =
      new Terminated(OptionalInt.of(1), OptionalInt.of(0), List.of());
  private static final IngestSettings NO_RECOVERIES =
      IngestSettings.builder().recoveries(0).build();

  @Test
  void isMadeAtTheStartThenTenSecondsAfterAnOpeningAndAfterEachEnd() {
    MachineDriver driver = MachineDriver.withHistory().start();
    assertThat(audits(driver)).isEqualTo(1);
    driver.audited().pass(seconds(60)).ended(CLOSED);
    driver.forget().pass(seconds(5)).accept().hum(seconds(10).minusMillis(1));
    assertThat(audits(driver)).isZero();
    driver.pass(Duration.ofMillis(1));
    assertThat(audits(driver)).isEqualTo(1);
    driver.audited().hum(seconds(40)).ended(CLOSED);
    assertThat(audits(driver)).isEqualTo(2);
  }

  @Test
  void asksForAllOfTheStreamsConnectionsWithEverythingAboutThem() {
    ConnectionQuery query =
        MachineDriver.withHistory().start().commands(Command.Audit.class).get(0).query();
    assertThat(query.status()).isEqualTo(ConnectionStatus.ALL);
    assertThat(query.endpoints()).containsExactly(StreamEndpoint.FILTERED);
    assertThat(query.maxResults()).isEqualTo(100);
    assertThat(query.fields()).hasSize(6);
  }

  @Test
  void isMadeNoMoreOftenThanEveryThirtySeconds() {
    MachineDriver driver = MachineDriver.withHistory().start().audited();
    for (int i = 0; i < 40; i++) {
      driver.accept().ended(CLOSED).pass(seconds(1)).audited();
      driver.down(seconds(1));
    }
    Duration run = Duration.between(START, driver.now().wall());
    assertThat(audits(driver)).isBetween(2, 2 + Math.toIntExact(run.toSeconds() / 30));
  }

  @Test
  void isNotMadeTwiceAtATime() {
    MachineDriver driver = MachineDriver.withHistory().opened().stay(seconds(120)).ended(CLOSED);
    driver.accept().stay(seconds(120));
    assertThat(audits(driver)).isEqualTo(1);
    driver.audited();
    assertThat(audits(driver)).isEqualTo(2);
  }

  @Test
  void isNotMadeWithoutAHistoryOrForAStreamItDoesNotKnow() {
    assertThat(audits(MachineDriver.standard().opened().stay(seconds(60)))).isZero();
    StreamRequest activity =
        StreamRequest.builder().endpoint(StreamEndpoint.ACTIVITY_STREAM).build();
    MachineDriver driver = new MachineDriver(IngestSettings.standard(), activity, true).opened();
    assertThat(audits(driver.stay(seconds(60)))).isZero();
  }

  @Test
  void isOnlyNotedWhenItFails() {
    MachineDriver driver = MachineDriver.withHistory().opened().auditFailed("503 from X");
    assertThat(driver.events(IngestEvent.AuditFailed.class))
        .extracting(IngestEvent.AuditFailed::sentence)
        .containsExactly("503 from X");
    driver.stay(seconds(35));
    assertThat(audits(driver)).isEqualTo(2);
    assertThat(driver.status().state()).isEqualTo(IngestStatus.State.STREAMING);
  }

  @Test
  void joinsXsEntryToOurConnectionAndKeepsItWithItsReason() {
    MachineDriver driver = MachineDriver.withHistory(NO_RECOVERIES).keeping().opened();
    driver.audited().stay(seconds(60)).audited(live("c1", START.plusSeconds(2)));
    assertThat(driver.events(IngestEvent.Audited.class)).hasSize(1);
    driver.stay(seconds(20));
    assertThat(driver.checkpoint().unsettledConnections())
        .singleElement()
        .matches(own -> own.recorded().flatMap(Connection::id).equals(Optional.of("c1")));
    driver.ended(CLOSED).pass(seconds(40));
    Connection over =
        Connection.builder()
            .from(live("c1", START.plusSeconds(2)))
            .disconnectedAt(START.plusSeconds(81))
            .disconnectReason("operator_disconnect")
            .build();
    driver.audited(over).pass(seconds(20));
    assertThat(driver.checkpoint().unsettledConnections()).isEmpty();
    List<ConnectionRecord> told =
        driver.allBatches().stream().flatMap(batch -> batch.connections().stream()).toList();
    ConnectionRecord last = told.get(told.size() - 1);
    assertThat(last.number()).isEqualTo(1);
    assertThat(last.recorded()).contains(over);
    assertThat(last.end()).contains("Closed");
    assertThat(last.endedAt()).contains(START.plusSeconds(80));
    assertThat(last.serverTime()).contains(START);
    assertThat(last.transactionId()).contains("x1");
    driver.forget().pass(seconds(60)).audited(over).pass(seconds(60));
    assertThat(driver.events(IngestEvent.Audited.class)).isEmpty();
  }

  @Test
  void changesNothingWhereTheMatchIsAmbiguous() {
    MachineDriver driver = MachineDriver.withHistory(NO_RECOVERIES).opened().stay(seconds(60));
    driver.audited(live("a", START), live("b", START.plusSeconds(5)));
    driver.audited(live("a", START.plusSeconds(6)));
    driver.audited(live("a", START.minusSeconds(6)));
    driver.audited(
        Connection.builder().from(live("a", START)).endpointName("sample_stream").build());
    driver.audited(Connection.builder().id("x").endpointName("filtered_stream").build());
    assertThat(driver.events(IngestEvent.Audited.class)).isEmpty();
    driver.audited(live("a", START.minusSeconds(5)));
    assertThat(driver.events(IngestEvent.Audited.class)).hasSize(1);
  }

  @Test
  void changesNothingWhereTwoOfOursFitOneEntry() {
    MachineDriver driver = MachineDriver.withHistory(NO_RECOVERIES).opened();
    driver.pass(seconds(3)).ended(CLOSED).accept().audited(live("a", START.plusSeconds(1)));
    assertThat(driver.events(IngestEvent.Audited.class)).isEmpty();
  }

  @Test
  void putsInDoubtWhatXWasNotConnectedFor() {
    MachineDriver driver = MachineDriver.withHistory(NO_RECOVERIES).keeping().opened().audited();
    driver.stay(seconds(120)).audited(live("c1", START.plusSeconds(3))).ended(CLOSED);
    assertThat(driver.ledger().gaps()).isEmpty();
    driver.pass(seconds(30));
    driver.audited(
        Connection.builder()
            .from(live("c1", START.plusSeconds(3)))
            .disconnectedAt(START.plusSeconds(80))
            .build());
    assertThat(driver.ledger().gaps())
        .extracting(Gap::range)
        .containsExactly(slice(1, 3), slice(80, 90));
    assertThat(driver.ledger().gaps())
        .allMatch(
            gap ->
                gap.reason().startsWith("X's record")
                    && gap.connection().equals(OptionalLong.of(1)));
    assertThat(driver.timeline().covered())
        .extracting(covered -> covered.range())
        .containsExactly(slice(3, 80));
  }

  @Test
  void neverTakesXsRecordForProofThatMoreWasCovered() {
    MachineDriver driver = MachineDriver.withHistory(NO_RECOVERIES).keeping().opened().audited();
    driver.stay(seconds(120)).ended(CLOSED);
    driver.audited(
        Connection.builder()
            .from(live("c1", START.minusSeconds(4)))
            .disconnectedAt(START.plusSeconds(4_000))
            .build());
    assertThat(driver.ledger().gaps()).isEmpty();
    assertThat(driver.ledger().run().from()).isEqualTo(START.plusSeconds(1));
    assertThat(driver.ledger().frontier()).contains(START.plusSeconds(90));
  }

  @Test
  void doesNotForgetALiveConnectionForTheSakeOfManyThatEnded() {
    IngestSettings settings = IngestSettings.builder().backfill(false).build();
    MachineDriver driver = MachineDriver.withHistory(settings).keeping().opened().stay(seconds(60));
    driver = driver.restarted(Duration.ofMinutes(20)).accept().stay(seconds(60));
    for (int i = 0; i < 12; i++) {
      int recovery = driver.recoveries().get(driver.recoveries().size() - 1).attempt();
      driver.accept(recovery).ended(recovery, new EndCause.NetworkFailure("reset"));
      driver.stay(seconds(20));
    }
    assertThat(driver.checkpoint().unsettledConnections()).hasSize(10);
    driver.ended(CLOSED).pass(seconds(60));
    List<ConnectionRecord> told =
        driver.allBatches().stream().flatMap(batch -> batch.connections().stream()).toList();
    assertThat(told).anyMatch(own -> own.number() == 2 && own.end().equals(Optional.of("Closed")));
  }

  @Test
  void asksAtOnceWhoHoldsTheSlotAndNamesThem() {
    MachineDriver driver = MachineDriver.withHistory().start().audited().pass(seconds(5));
    driver.ended(tooMany());
    assertThat(audits(driver)).isEqualTo(2);
    Connection over = Connection.builder().from(live("old", START)).disconnectedAt(START).build();
    Connection elsewhere =
        Connection.builder().from(live("other", START)).endpointName("sample_stream").build();
    driver.audited(live("holder", START.minusSeconds(900)), over, elsewhere);
    assertThat(driver.events(IngestEvent.SlotHeld.class))
        .singleElement()
        .satisfies(
            held ->
                assertThat(held.holders())
                    .extracting(Connection::id)
                    .containsExactly(Optional.of("holder")));
    assertThat(driver.commands(Command.Terminate.class)).isEmpty();
    driver.pass(seconds(60)).ended(tooMany()).pass(seconds(120)).ended(tooMany());
    driver.pass(seconds(240)).accept();
    assertThat(driver.attemptTimes()).containsExactly(0d, 65d, 185d, 425d);
  }

  @Test
  void terminatesAStaleConnectionOfItsOwnAndIsInWithinSeconds() {
    MachineDriver driver = MachineDriver.withHistory().keeping().opened().audited();
    driver.stay(seconds(60)).audited(live("mine", START)).stay(seconds(20));
    driver = driver.restarted(seconds(5)).audited();
    driver.ended(tooMany()).audited(live("mine", START), live("theirs", START.plusSeconds(50)));
    assertThat(driver.commands(Command.Terminate.class))
        .singleElement()
        .satisfies(told -> assertThat(told.connections().ids()).containsExactly("mine"));
    driver.pass(seconds(1)).terminated(List.of("mine"), ENDED);
    assertThat(driver.events(IngestEvent.Terminated.class)).hasSize(1);
    assertThat(driver.attempts()).hasSize(2);
    assertThat(driver.status().state()).isEqualTo(IngestStatus.State.CONNECTING);
  }

  @Test
  void triesToFreeTheSlotOnceAnEpisode() {
    IngestSettings takeover = IngestSettings.builder().takeover(true).build();
    MachineDriver driver = MachineDriver.withHistory(takeover).start().audited();
    driver.ended(tooMany()).audited(live("theirs", START)).terminated(List.of("theirs"), ENDED);
    assertThat(driver.attempts()).hasSize(2);
    driver.ended(tooMany()).pass(seconds(30)).audited(live("theirs", START));
    assertThat(driver.commands(Command.Terminate.class)).hasSize(1);
    assertThat(driver.attempts()).hasSize(2);
    driver.pass(seconds(90)).accept().stay(seconds(70)).audited(live("theirs", START));
    driver.ended(CLOSED).ended(tooMany());
    driver.pass(seconds(31)).audited(live("theirs", START));
    assertThat(driver.commands(Command.Terminate.class)).hasSize(2);
  }

  @Test
  void leavesOthersAloneUnlessToldToTakeOver() {
    for (boolean takeover : new boolean[] {false, true}) {
      IngestSettings settings = IngestSettings.builder().takeover(takeover).build();
      MachineDriver driver = MachineDriver.withHistory(settings).start().audited();
      driver.ended(tooMany()).audited(live("theirs", START));
      assertThat(driver.commands(Command.Terminate.class)).hasSize(takeover ? 1 : 0);
    }
  }

  @Test
  void waitsOnWhenXTerminatesNothing() {
    IngestSettings takeover = IngestSettings.builder().takeover(true).build();
    MachineDriver driver = MachineDriver.withHistory(takeover).start().audited();
    driver.ended(tooMany()).audited(live("theirs", START));
    driver.terminated(
        List.of("theirs"), new Terminated(OptionalInt.of(0), OptionalInt.of(1), List.of()));
    assertThat(driver.attempts()).hasSize(1);
    assertThat(driver.events(IngestEvent.Terminated.class)).isEmpty();
    assertThat(driver.events(IngestEvent.AuditFailed.class)).hasSize(1);
    driver.pass(seconds(60));
    assertThat(driver.attempts()).hasSize(2);
  }

  @Test
  void takesAnAnswerThatTellsNoNumbersForSuccess() {
    IngestSettings takeover = IngestSettings.builder().takeover(true).build();
    MachineDriver driver = MachineDriver.withHistory(takeover).start().audited();
    driver.ended(tooMany()).audited(live("theirs", START));
    driver.terminated(
        List.of("theirs"), new Terminated(OptionalInt.empty(), OptionalInt.empty(), List.of()));
    assertThat(driver.attempts()).hasSize(2);
  }

  @Test
  void doesNotHurryForATerminationThatComesWhenTheSlotIsTaken() {
    IngestSettings takeover = IngestSettings.builder().takeover(true).build();
    MachineDriver driver = MachineDriver.withHistory(takeover).start().audited();
    driver.ended(tooMany()).audited(live("theirs", START)).pass(seconds(60)).accept();
    driver.ended(CLOSED).ended(refused(503)).terminated(List.of("theirs"), ENDED);
    assertThat(driver.status().state()).isEqualTo(IngestStatus.State.WAITING);
  }

  @Test
  void comesAsSoonAsItsTurnAllowsWhicheverReasonCameFirst() {
    MachineDriver driver = MachineDriver.withHistory().opened().audited().hum(seconds(60));
    driver.audited().pass(seconds(1)).forget().ended(CLOSED);
    assertThat(audits(driver)).isEqualTo(1);
    driver.audited().pass(seconds(3)).accept().pass(seconds(3)).ended(CLOSED);
    driver.pass(seconds(24).minusMillis(1));
    assertThat(audits(driver)).isEqualTo(1);
    driver.pass(Duration.ofMillis(1));
    assertThat(audits(driver)).isEqualTo(2);
  }

  @Test
  void isMadeAtOnceWhenAConnectionEndsBeforeItWasDue() {
    MachineDriver driver = MachineDriver.withHistory().start().audited();
    driver.down(seconds(60)).forget().accept().pass(seconds(5)).ended(CLOSED);
    assertThat(audits(driver)).isEqualTo(1);
  }

  @Test
  void tellsNothingTwiceAndFindsAKnownConnectionByItsId() {
    MachineDriver driver = MachineDriver.withHistory(NO_RECOVERIES).opened();
    driver.audited(live("c1", START), live("far", START.minusSeconds(60)));
    driver.audited(live("far", START.minusSeconds(60)), live("c1", START));
    assertThat(driver.events(IngestEvent.Audited.class)).hasSize(1);
  }

  @Test
  void joinsAnEntryThatFitsOneOfOursAlone() {
    MachineDriver driver = MachineDriver.withHistory(NO_RECOVERIES).opened().stay(seconds(60));
    driver.ended(CLOSED).accept().audited(live("second", START.plusSeconds(60)));
    assertThat(driver.events(IngestEvent.Audited.class))
        .singleElement()
        .satisfies(
            audited ->
                assertThat(audited.connections())
                    .extracting(ConnectionRecord::number)
                    .containsExactly(2L));
  }

  @Test
  void doesNotWaitForXsWordWithoutAHistory() {
    MachineDriver driver = MachineDriver.standard().keeping().opened().stay(seconds(60));
    assertThat(driver.checkpoint().unsettledConnections()).hasSize(1);
    driver.ended(CLOSED);
    assertThat(driver.checkpoint().unsettledConnections()).isEmpty();
  }

  @Test
  void neverTakesTheSlotFromAReplayOfItsOwn() {
    IngestSettings settings = IngestSettings.builder().backfill(false).takeover(true).build();
    MachineDriver driver = MachineDriver.withHistory(settings).keeping().opened();
    driver.stay(seconds(60));
    driver = driver.restarted(Duration.ofMinutes(20)).audited().accept().stay(seconds(60));
    driver.audited().accept(driver.recoveries().get(0).attempt());
    Connection own = live("recovery", driver.date());
    driver.hum(seconds(40)).audited(own).ended(CLOSED).ended(tooMany());
    driver.audited(own, live("theirs", START));
    assertThat(driver.commands(Command.Terminate.class))
        .singleElement()
        .satisfies(told -> assertThat(told.connections().ids()).containsExactly("theirs"));
  }

  private static int audits(MachineDriver driver) {
    return driver.commands(Command.Audit.class).size();
  }

  private static Connection live(String id, Instant connectedAt) {
    return Connection.builder()
        .id(id)
        .endpointName("filtered_stream")
        .connectedAt(connectedAt)
        .clientIp("192.0.2.1")
        .build();
  }

  private static EndCause tooMany() {
    Problem problem = Problem.builder().connectionIssue("TooManyConnections").build();
    return new EndCause.Refused(new Refusal(429, List.of(problem), RateLimit.unknown(), ""));
  }

  private static EndCause refused(int status) {
    return new EndCause.Refused(
        new Refusal(status, List.of(Problem.builder().build()), RateLimit.unknown(), ""));
  }

  private static TimeRange slice(long from, long to) {
    return new TimeRange(START.plusSeconds(from), START.plusSeconds(to));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
