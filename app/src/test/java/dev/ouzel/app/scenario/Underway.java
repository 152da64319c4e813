package dev.ouzel.app.scenario;

import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.connection.ConnectionPage;
import dev.ouzel.connection.ConnectionQuery;
import dev.ouzel.connection.Terminated;
import dev.ouzel.connection.Termination;
import dev.ouzel.coverage.TimeRange;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleChange;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.sink.Batch;
import dev.ouzel.sink.Checkpoint;
import dev.ouzel.sink.CommitReceipt;
import dev.ouzel.sink.PostIds;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.SinkKind;
import dev.ouzel.stream.StreamName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the answers of ports that are on their way. */
final class Underway {
  private final AtomicInteger count = new AtomicInteger();

  boolean isNone() {
    return count.get() == 0;
  }

  /** The same sink, its answers counted. */
  PostSink at(PostSink sink) {
    return new Sink(sink);
  }

  /** The same history, its answers counted. */
  ConnectionHistory at(ConnectionHistory history) {
    return new History(history);
  }

  /** The same rules, their answers counted. */
  RuleBook at(RuleBook rules) {
    return new Rules(rules);
  }

  /** What is no longer counted has been handed over. */
  private <T> CompletionStage<T> counted(CompletionStage<T> answer) {
    count.incrementAndGet();
    CompletableFuture<T> handedOver = new CompletableFuture<>();
    answer.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            handedOver.complete(value);
          } else {
            handedOver.completeExceptionally(failure);
          }
          count.decrementAndGet();
        });
    return handedOver;
  }

  private final class Sink implements PostSink {
    private final PostSink sink;

    Sink(PostSink sink) {
      this.sink = sink;
    }

    @Override
    public SinkKind kind() {
      return sink.kind();
    }

    @Override
    public CompletionStage<CommitReceipt> commit(Batch batch) {
      return counted(sink.commit(batch));
    }

    @Override
    public CompletionStage<Optional<Checkpoint>> resume(StreamName stream) {
      return counted(sink.resume(stream));
    }

    @Override
    public CompletionStage<PostIds> ids(StreamName stream, TimeRange created) {
      return counted(sink.ids(stream, created));
    }

    @Override
    public void close() {
      sink.close();
    }
  }

  private final class History implements ConnectionHistory {
    private final ConnectionHistory history;

    History(ConnectionHistory history) {
      this.history = history;
    }

    @Override
    public CompletionStage<ConnectionPage> page(ConnectionQuery query) {
      return counted(history.page(query));
    }

    @Override
    public CompletionStage<Terminated> terminate(Termination what) {
      return counted(history.terminate(what));
    }
  }

  private final class Rules implements RuleBook {
    private final RuleBook rules;

    Rules(RuleBook rules) {
      this.rules = rules;
    }

    @Override
    public CompletionStage<List<Rule>> list() {
      return counted(rules.list());
    }

    @Override
    public CompletionStage<RuleChange> add(List<Rule.Draft> drafts) {
      return counted(rules.add(drafts));
    }

    @Override
    public CompletionStage<RuleChange> delete(List<String> ids) {
      return counted(rules.delete(ids));
    }

    @Override
    public CompletionStage<RuleChange> validate(List<Rule.Draft> drafts) {
      return counted(rules.validate(drafts));
    }

    @Override
    public CompletionStage<RuleCounts> counts() {
      return counted(rules.counts());
    }
  }
}
