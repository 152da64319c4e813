package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import dev.ouzel.app.config.Destination;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.operations.Console;
import dev.ouzel.app.operations.Logging;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.ingest.Ingestor;
import dev.ouzel.persistence.Sinks;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.sink.PostReader;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Builds what a command works with. What fails to open fails with its own exception. */
public final class Wiring {
  private static final String NETTY_EVENTS = "io.netty.jfr.enabled";

  static {
    // Generated classes would only save reflection where nothing is hot, and warn on newer JDKs.
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    // Making ready to record Netty's allocations takes long, and few would ever record them.
    System.setProperty(NETTY_EVENTS, System.getProperty(NETTY_EVENTS, "false"));
  }

  private Wiring() {}

  /** An ingest that is not yet started; it shows its progress on the console. */
  public static Opened<Ingestor> ingest(IngestConfig config, Console console) {
    return ingest(config, console, UnaryOperator.identity());
  }

  /** The same, with what {@code before} puts before the store, which it does not have to close. */
  public static Opened<Ingestor> ingest(
      IngestConfig config, Console console, UnaryOperator<PostSink> before) {
    Logging.ready();
    Resources resources = new Resources();
    Opening store = resources.add(Opening.of(() -> sink(config)));
    return open(
        resources,
        Ingestor.class,
        new HttpModule(config.x()),
        new SinkModule(store, before),
        new ObserverModule(console),
        new IngestModule(config));
  }

  /** X's record of the app's connections. */
  public static Opened<ConnectionHistory> connections(XClientSettings settings) {
    return open(new Resources(), ConnectionHistory.class, new HttpModule(settings));
  }

  /** X's rules. */
  public static Opened<RuleBook> rules(XClientSettings settings) {
    return open(new Resources(), RuleBook.class, new HttpModule(settings));
  }

  /** A store to read, as it is now; fails with {@link Mistake} when the URI names none. */
  public static StoreReader reader(String sink) {
    return Mistake.unlessRefused(() -> Sinks.read(sink));
  }

  /** A store's posts, to read; fails with {@link Mistake} when the URI names no such store. */
  public static PostReader posts(String sink) {
    return Mistake.unlessRefused(() -> Sinks.posts(sink));
  }

  /** A sink on its own; fails with {@link Mistake} when the URI names none. */
  public static PostSink sink(Destination destination, StreamName stream) {
    return Mistake.unlessRefused(() -> Stores.open(destination, stream));
  }

  private static PostSink sink(IngestConfig config) {
    return sink(config.destination(), config.request().streamName());
  }

  private static <T> Opened<T> open(Resources resources, Class<T> part, Module... modules) {
    List<Module> all = new ArrayList<>(Arrays.asList(modules));
    all.add(
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(Resources.class).toInstance(resources);
          }
        });
    try {
      return new Opened<>(Guice.createInjector(all).getInstance(part), resources);
    } catch (ProvisionException failure) {
      resources.close();
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }
}
