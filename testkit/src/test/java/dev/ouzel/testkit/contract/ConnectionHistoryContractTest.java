package dev.ouzel.testkit.contract;

import static dev.ouzel.testkit.contract.Verdict.assertRejected;

import dev.ouzel.connection.ConnectionField;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.stream.RateLimit;
import dev.ouzel.stream.Refusal;
import dev.ouzel.stream.RequestFailed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
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

  /** A good history with something broken in front of it. */
  abstract static class Broken extends ConnectionHistoryContract {
    @Override
    protected ConnectionHistory history(URI baseUrl, Supplier<String> token) {
      ConnectionHistory behind = new PlainHistory(baseUrl, token);
      return query -> page(behind, query, token);
    }

    @Override
    protected Duration patience() {
      return Duration.ofSeconds(1);
    }

    abstract CompletionStage<ConnectionPage> page(
        ConnectionHistory behind, ConnectionQuery query, Supplier<String> token);
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
      return query -> new PlainHistory(baseUrl, token).page(query);
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
