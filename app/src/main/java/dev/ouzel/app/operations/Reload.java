package dev.ouzel.app.operations;

import dev.ouzel.app.config.Configuration;
import dev.ouzel.app.config.IngestConfig;
import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.config.Setting;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the settings again while an ingest runs, and gives them to those that can take them over.
 * With a mistake in them all stays as it is. Runs one after another when told to by several
 * threads.
 */
public final class Reload implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("ouzel");

  private final List<Consumer<IngestConfig>> listeners = new CopyOnWriteArrayList<>();
  private final Supplier<Configuration> reading;
  private Configuration current;

  /** Begins from {@code current}; {@code reading} gives what is set by then. */
  public Reload(Configuration current, Supplier<Configuration> reading) {
    this.current = current;
    this.reading = reading;
  }

  /**
   * This, with one more that is given the settings each time they are read and hold no mistake,
   * changed or not; what it throws as {@link Mistake} is logged.
   */
  public Reload with(Consumer<IngestConfig> listener) {
    listeners.add(listener);
    return this;
  }

  @Override
  public synchronized void run() {
    try {
      Configuration next = reading.get();
      IngestConfig config = next.ingest();
      warnOfOthers(current.differences(next));
      current = next;
      listeners.forEach(listener -> tell(listener, config));
      LOG.info(
          "the settings were read again{}", next.file().map(from -> " from " + from).orElse(""));
    } catch (Mistake mistake) {
      complain(mistake);
      LOG.error("the settings were read again and hold mistakes, so all stays as it was");
    }
  }

  private static void tell(Consumer<IngestConfig> listener, IngestConfig config) {
    try {
      listener.accept(config);
    } catch (Mistake mistake) {
      complain(mistake);
    }
  }

  private static void complain(Mistake mistake) {
    mistake.messages().forEach(message -> LOG.error("{}", Console.oneLine(message)));
  }

  private static void warnOfOthers(List<Setting<?>> changed) {
    String others =
        changed.stream()
            .filter(setting -> !setting.live())
            .map(Setting::key)
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      LOG.warn("changed, but only taken over by a restart: {}", others);
    }
  }
}
