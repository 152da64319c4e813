package dev.ouzel.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import dev.ouzel.app.config.Destination;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.operations.Console;
import dev.ouzel.app.operations.Logging;
import dev.ouzel.app.operations.SpoolLog;
import dev.ouzel.app.operations.SpoolWatch;
import dev.ouzel.app.operations.SystemdNotice;
import dev.ouzel.app.status.StatusServer;
import dev.ouzel.connection.ConnectionHistory;
import dev.ouzel.http.XClient;
import dev.ouzel.http.XClientSettings;
import dev.ouzel.ingest.Ingestor;
import dev.ouzel.persistence.Sinks;
import dev.ouzel.persistence.spool.SpoolEvent;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.sink.PostReader;
import dev.ouzel.sink.PostSink;
import dev.ouzel.sink.StoreReader;
import dev.ouzel.stream.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
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

  /**
   * An ingest that is not yet started; it shows its progress on the console, and on the status
   * server if there is to be one.
   */
  public static Opened<Ingestor> ingest(IngestConfig config, Console console) {
    return ingest(config, console, UnaryOperator.identity());
  }

  /** The same, with what {@code before} puts before the store, which it does not have to close. */
  public static Opened<Ingestor> ingest(
      IngestConfig config, Console console, UnaryOperator<PostSink> before) {
    return ingest(config, console, before, Ingestor.class);
  }

  /** The same, with what changes while it runs. */
  public static Opened<Service> service(IngestConfig config, Console console) {
    return ingest(config, console, UnaryOperator.identity(), Service.class);
  }

  private static <T> Opened<T> ingest(
      IngestConfig config, Console console, UnaryOperator<PostSink> before, Class<T> part) {
    Logging.ready();
    Resources resources = new Resources();
    SpoolWatch spool = new SpoolWatch();
    Consumer<SpoolEvent> observer = new SpoolLog().andThen(spool);
    Opening store = resources.add(Opening.of(() -> sink(config, observer)));
    List<Module> modules =
        new ArrayList<>(
            List.of(
                new HttpModule(config.x()),
                new SinkModule(store, before),
                new ObserverModule(console),
                new ConditionsModule(spool),
                new RulesModule(),
                new IngestModule(config)));
    config
        .status()
        .ifPresent(
            address ->
                modules.addAll(
                    List.of(new StatusModule(config, address), new MetricsModule(config))));
    if (SystemdNotice.isWanted(System.getenv())) {
      modules.add(new SystemdModule(System.getenv()));
    }
    return open(
        resources,
        injector -> {
          config.status().ifPresent(address -> injector.getInstance(StatusServer.class));
          return injector.getInstance(part);
        },
        modules);
  }

  /** All ports to X. */
  public static Opened<XClient> x(XClientSettings settings) {
    return open(new Resources(), XClient.class, new HttpModule(settings));
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
    return Mistake.unlessRefused(() -> Stores.open(destination, stream, new SpoolLog()));
  }

  private static PostSink sink(IngestConfig config, Consumer<SpoolEvent> observer) {
    return Mistake.unlessRefused(
        () -> Stores.open(config.destination(), config.request().streamName(), observer));
  }

  private static <T> Opened<T> open(Resources resources, Class<T> part, Module module) {
    return open(resources, injector -> injector.getInstance(part), List.of(module));
  }

  private static <T> Opened<T> open(
      Resources resources, Function<Injector, T> part, List<Module> modules) {
    List<Module> all = new ArrayList<>(modules);
    all.add(
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(Resources.class).toInstance(resources);
          }
        });
    try {
      return new Opened<>(part.apply(Guice.createInjector(all)), resources);
    } catch (ProvisionException failure) {
      resources.close();
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }
}
