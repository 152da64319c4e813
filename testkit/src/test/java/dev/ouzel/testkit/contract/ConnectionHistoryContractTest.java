package dev.ouzel.testkit.contract;

import static dev.ouzel.testkit.contract.Verdict.assertRejected;

import dev.ouzel.connection.ConnectionField;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Each broken history breaks a promise, and the contract says which. */
final class ConnectionHistoryContractTest {
  @Test
  void rejectsAHistoryThatDropsTheNextToken() {
    assertRejected(DropsTheNextToken.class, "turnsPages");
  }

  @Test
  void rejectsAHistoryThatBeginsEachTimeAtTheFirstPage() {
    assertRejected(ReadsTheFirstPageOnly.class, "turnsPages");
    assertRejected(ReadsTheFirstPageOnly.class, "sendsTheParametersExactly");
  }

  @Test
  void rejectsAHistoryThatNeedsData() {
    assertRejected(NeedsData.class, "acceptsAPageWithoutData");
    assertRejected(NeedsData.class, "acceptsAPageWithEmptyData");
  }

  @Test
  void rejectsAHistoryThatAsksForEverything() {
    assertRejected(AsksForEverything.class, "tellsOnlyWhatIsAskedFor");
    assertRejected(AsksForEverything.class, "sendsNoParametersThatAreNotAskedFor");
  }

  @Test
  void rejectsAHistoryThatForgetsTheNameItFellBackTo() {
    assertRejected(StartsAfresh.class, "fallsBackToTheFilteredStreamsOldNameAndRemembersIt");
  }

  @Test
  void rejectsAHistoryThatLosesXsWords() {
    assertRejected(LosesXsWords.class, "keepsTheWordsOfARefusalThatIsNoJson");
    assertRejected(LosesXsWords.class, "keepsTheRateLimitOfARefusal");
  }

  @Test
  void rejectsAHistoryThatTakesARefusalForAnEmptyPage() {
    assertRejected(SeesNoFailure.class, "tellsThatXRefusedTheTokenWithoutTellingTheToken");
    assertRejected(SeesNoFailure.class, "failsWhenNobodyListens");
    assertRejected(SeesNoFailure.class, "failsOnAnAnswerThatCannotBeRead");
  }

  @Test
  void rejectsAHistoryThatTellsTheToken() {
    assertRejected(TellsTheToken.class, "tellsThatXRefusedTheTokenWithoutTellingTheToken");
  }

  @Test
  void rejectsAHistoryThatEndsOtherConnectionsThanAsked() {
    assertRejected(EndsEverything.class, "endsConnectionsById");
    assertRejected(EndsEverything.class, "endsTheConnectionsToOneStream");
  }

  @Test
  void rejectsAHistoryThatOnlySaysThatItEndsConnections() {
    assertRejected(OnlySaysSo.class, "endsEveryConnection");
    assertRejected(OnlySaysSo.class, "endsTheFilteredStreamUnderItsOldNameToo");
    assertRejected(OnlySaysSo.class, "tellsThatXRefusedToEndAnything");
  }

  @Test
  void rejectsAHistoryThatMakesUpWhatXDidNotSay() {
    assertRejected(NeedsCounts.class, "takesXsOlderAnswersForSuccess");
  }

  /** A good history with something broken in front of it. */
  abstract static class Broken extends ConnectionHistoryContract {
    @Override
    protected ConnectionHistory history(URI baseUrl, Supplier<String> token) {
      ConnectionHistory behind = new PlainHistory(baseUrl, token);
      return new InFront(query -> page(behind, query, token), behind::terminate);
    }

    @Override
    protected Duration patience() {
      return Duration.ofSeconds(1);
    }

    abstract CompletionStage<ConnectionPage> page(
        ConnectionHistory behind, ConnectionQuery query, Supplier<String> token);
  }

  /** A history whose answers come from elsewhere. */
  record InFront(
      Function<ConnectionQuery, CompletionStage<ConnectionPage>> pages,
      Function<Termination, CompletionStage<Terminated>> terminations)
      implements ConnectionHistory {
    @Override
    public CompletionStage<ConnectionPage> page(ConnectionQuery query) {
      return pages.apply(query);
    }

    @Override
    public CompletionStage<Terminated> terminate(Termination what) {
      return terminations.apply(what);
    }
  }

  /** A good history that ends connections in a broken way. */
  abstract static class BrokenTermination extends ConnectionHistoryContract {
    @Override
    protected ConnectionHistory history(URI baseUrl, Supplier<String> token) {
      ConnectionHistory behind = new PlainHistory(baseUrl, token);
      return new InFront(behind::page, what -> terminate(behind, what));
    }

    abstract CompletionStage<Terminated> terminate(ConnectionHistory behind, Termination what);
  }

  static final class EndsEverything extends BrokenTermination {
    @Override
    CompletionStage<Terminated> terminate(ConnectionHistory behind, Termination what) {
      return behind.terminate(new Termination.All());
    }
  }

  static final class OnlySaysSo extends BrokenTermination {
    @Override
    CompletionStage<Terminated> terminate(ConnectionHistory behind, Termination what) {
      return CompletableFuture.completedFuture(
          new Terminated(OptionalInt.empty(), OptionalInt.empty(), List.of()));
    }
  }

  static final class NeedsCounts extends BrokenTermination {
    @Override
    CompletionStage<Terminated> terminate(ConnectionHistory behind, Termination what) {
      return behind
          .terminate(what)
          .thenApply(
              done ->
                  new Terminated(
                      OptionalInt.of(done.succeeded().orElse(0)), done.failed(), done.outcomes()));
    }
  }

  static final class DropsTheNextToken extends Broken {
    @Override
    CompletionStage<ConnectionPage> page(
        ConnectionHistory behind, ConnectionQuery query, Supplier<String> token) {
      return behind
          .page(query)
          .thenApply(
              page -> new ConnectionPage(page.connections(), page.problems(), Optional.empty()));
    }
  }

  static final class ReadsTheFirstPageOnly extends Broken {
    @Override
    CompletionStage<ConnectionPage> page(
        ConnectionHistory behind, ConnectionQuery query, Supplier<String> token) {
      return behind.page(
          ConnectionQuery.builder().from(query).paginationToken(Optional.empty()).build());
    }
  }

  static final class NeedsData extends Broken {
    @Override
    CompletionStage<ConnectionPage> page(
        ConnectionHistory behind, ConnectionQuery query, Supplier<String> token) {
      return behind
          .page(query)
          .thenApply(
              page -> {
                page.connections().get(0);
                return page;
              });
    }
  }

  static final class AsksForEverything extends Broken {
    @Override
    CompletionStage<ConnectionPage> page(
        ConnectionHistory behind, ConnectionQuery query, Supplier<String> token) {
      return behind.page(
          ConnectionQuery.builder().from(query).addFields(ConnectionField.values()).build());
    }
  }

  static final class StartsAfresh extends ConnectionHistoryContract {
    @Override
    protected ConnectionHistory history(URI baseUrl, Supplier<String> token) {
      ConnectionHistory behind = new PlainHistory(baseUrl, token);
      return new InFront(query -> new PlainHistory(baseUrl, token).page(query), behind::terminate);
    }
  }

  static final class LosesXsWords extends Broken {
    @Override
    CompletionStage<ConnectionPage> page(
        ConnectionHistory behind, ConnectionQuery query, Supplier<String> token) {
      return behind.page(query).exceptionally(failure -> rethrow(failure, ""));
    }
  }

  static final class TellsTheToken extends Broken {
    @Override
    CompletionStage<ConnectionPage> page(
        ConnectionHistory behind, ConnectionQuery query, Supplier<String> token) {
      return behind.page(query).exceptionally(failure -> rethrow(failure, token.get()));
    }
  }

  private static ConnectionPage rethrow(Throwable failure, String words) {
    Refusal refusal = ((RequestFailed) failure.getCause()).refusal().orElseThrow();
    throw RequestFailed.refused(
        new Refusal(refusal.status(), refusal.problems(), RateLimit.unknown(), words));
  }

  static final class SeesNoFailure extends Broken {
    @Override
    CompletionStage<ConnectionPage> page(
        ConnectionHistory behind, ConnectionQuery query, Supplier<String> token) {
      return behind
          .page(query)
          .exceptionally(failure -> new ConnectionPage(List.of(), List.of(), Optional.empty()));
    }
  }
}
