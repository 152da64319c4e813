package dev.ouzel.ingest;

import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.loop.EventLoop;
import dev.ouzel.loop.SerialEventLoop;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.sink.PostSink;
import dev.ouzel.stream.StreamRequest;
import dev.ouzel.stream.StreamSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Holds one stream open and keeps what it brings: what an embedding program starts.
 *
 * <p>It reconnects by X's rules, drops posts that came before, and hands batches to the sink, never
 * holding more than the settings allow. It ends only when told to, when X refuses for good, or when
 * the sink fails for good. Safe for use by several threads. The source and the sink stay the
 * caller's to close, once the ingest is over.
 */
public final class Ingestor {
  private final IngestEngine engine;

  private Ingestor(IngestEngine engine) {
    this.engine = engine;
  }

  /** An ingestor of the filtered stream, with standard settings, unless told otherwise. */
  public static Builder builder(StreamSource source, PostSink sink) {
    return new Builder(source, sink);
  }

  /**
   * Starts. The stage completes when the ingest is over, however it ended, and never fails. Called
   * once.
   */
  public CompletionStage<IngestReport> start() {
    return engine.start();
  }

  /** Reads no more, commits what was received, and ends. May be called at any time, repeatedly. */
  public void stop() {
    engine.stop();
  }

  /** How the ingest is doing. */
  public CompletionStage<IngestStatus> status() {
    return engine.status();
  }

  /** Collects the parts of an {@link Ingestor}. Not safe for use by several threads. */
  public static final class Builder {
    private final StreamSource source;
    private final PostSink sink;
    private final List<IngestObserver> observers = new ArrayList<>();
    private Optional<ConnectionHistory> history = Optional.empty();
    private Optional<RuleBook> rules = Optional.empty();
    private StreamRequest request = StreamRequest.builder().build();
    private IngestSettings settings = IngestSettings.standard();
    private EventLoop loop;

    private Builder(StreamSource source, PostSink sink) {
      this.source = source;
      this.sink = sink;
    }

    /** What to ask X for. */
    public Builder request(StreamRequest request) {
      this.request = request;
      return this;
    }

    /** How to behave. */
    public Builder settings(IngestSettings settings) {
      this.settings = settings;
      return this;
    }

    /** X's record of connections, to learn from why each ended; none unless set. */
    public Builder history(ConnectionHistory history) {
      this.history = Optional.of(history);
      return this;
    }

    /**
     * The rules that X holds, read whenever a connection opens, so that coverage tells for which
     * rules time is covered; none unless set.
     */
    public Builder rules(RuleBook rules) {
      this.rules = Optional.of(rules);
      return this;
    }

    /** Somebody more to tell of what happens. */
    public Builder observer(IngestObserver observer) {
      observers.add(observer);
      return this;
    }

    /** The loop to run on, which stays the caller's; one of its own unless set. */
    public Builder loop(EventLoop loop) {
      this.loop = loop;
      return this;
    }

    /** The ingestor, not yet started. */
    public Ingestor build() {
      EngineParts parts =
          new EngineParts(source, sink, history, rules, request, List.copyOf(observers));
      if (loop != null) {
        return new Ingestor(new IngestEngine(settings, parts, loop));
      }
      SerialEventLoop own = new SerialEventLoop();
      IngestEngine engine = new IngestEngine(settings, parts, own);
      engine.over().thenRun(own::close);
      return new Ingestor(engine);
    }
  }
}
