package dev.ouzel.app.config;

import dev.ouzel.http.XClientSettings;
import dev.ouzel.ingest.IngestSettings;
import dev.ouzel.stream.StreamRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the user set, put together: options win over the environment, that over the file, and that
 * over what is built in. Whatever is asked of it fails with a {@link Mistake} that tells all that
 * is wrong with any of it.
 */
public final class Configuration {
  /** The file that is read when it is there and no other is named. */
  public static final Path USUAL_FILE = Path.of("ouzel.yaml");

  private final Values values;
  private final Optional<Path> file;
  private final Map<String, String> environment;
  private final Mistakes mistakes;

  private Configuration(
      Values values, Optional<Path> file, Map<String, String> environment, Mistakes mistakes) {
    this.values = values;
    this.file = file;
    this.environment = environment;
    this.mistakes = mistakes;
  }

  /**
   * Reads all that was set, as it is now.
   *
   * @param named the file named by an option, if one is
   * @param environment the environment's variables
   * @param options what options give, by the settings' keys
   */
  public static Configuration read(
      Optional<Path> named, Map<String, String> environment, Map<String, Given> options) {
    Mistakes mistakes = new Mistakes();
    Optional<Path> file = named.or(() -> variable(environment)).or(Configuration::usual);
    Map<String, Given> all = new HashMap<>();
    file.ifPresent(path -> all.putAll(ConfigFile.read(path, mistakes)));
    all.putAll(Variables.read(environment, mistakes));
    options.forEach(
        (key, given) -> {
          if (mistakes.isSound(key, given)) {
            all.put(key, given);
          }
        });
    return new Configuration(new Values(all), file, environment, mistakes);
  }

  private static Optional<Path> variable(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(Variables.CONFIG))
        .filter(name -> !name.isBlank())
        .map(name -> Kind.FILE.meaning().apply(List.of(name)));
  }

  private static Optional<Path> usual() {
    return Optional.of(USUAL_FILE).filter(Files::exists);
  }

  /** The file that was read, if one was. */
  public Optional<Path> file() {
    return file;
  }

  /** What holds for a setting and where that is written; empty when nothing does. */
  public Optional<Given> held(Setting<?> setting) {
    mistakes.tell();
    return values.held(setting).map(Configuration::shown);
  }

  private static Given shown(Given given) {
    return new Given(given.texts().stream().map(Secrets::hidden).toList(), given.origin());
  }

  /** How to reach X. */
  public XClientSettings x() {
    Mistakes found = mistakes.copy();
    Optional<XClientSettings> x = x(found);
    found.tell();
    return x.orElseThrow();
  }

  private Optional<XClientSettings> x(Mistakes found) {
    Optional<XClientSettings.Builder> client =
        found.keepUnlessWrong(() -> XSection.read(values, environment), "x");
    Optional<Supplier<String>> token =
        found.keepUnlessWrong(() -> XSection.token(values, environment), "x");
    return client.flatMap(settings -> token.map(source -> settings.token(source).build()));
  }

  /** The first sink, which commands read that read one. */
  public String sink() {
    mistakes.tell();
    return values.get(StoreSection.SINKS).get(0);
  }

  /** What to ask X for. */
  public StreamRequest request() {
    return part(() -> StreamSection.read(values), "stream");
  }

  /** Where to store posts. */
  public Destination destination() {
    return part(() -> StoreSection.read(values), "sinks", "spool");
  }

  private <T> T part(Supplier<T> reading, String... sections) {
    Mistakes found = mistakes.copy();
    Optional<T> part = found.keepUnlessWrong(reading, sections);
    found.tell();
    return part.orElseThrow();
  }

  /** All that an ingest needs. */
  public IngestConfig ingest() {
    Mistakes found = mistakes.copy();
    Optional<XClientSettings> x = x(found);
    IngestConfig.Builder config = IngestConfig.builder();
    rest(found, config);
    found.tell();
    return config.x(x.orElseThrow()).build();
  }

  /**
   * Fails as {@link #ingest} would, but for a token that comes from the environment and is not
   * there.
   */
  public void check() {
    Mistakes found = mistakes.copy();
    boolean hasToken =
        environment.containsKey(TokenSource.VARIABLE)
            || values.held(XSection.TOKEN_FILE).isPresent();
    if (hasToken) {
      x(found);
    } else {
      found.keepUnlessWrong(() -> XSection.read(values, environment), "x");
    }
    rest(found, IngestConfig.builder());
    found.tell();
  }

  private void rest(Mistakes found, IngestConfig.Builder config) {
    found.keepUnlessWrong(() -> StreamSection.read(values), "stream").ifPresent(config::request);
    found
        .keepUnlessWrong(() -> StoreSection.read(values), "sinks", "spool")
        .ifPresent(config::destination);
    found.keepUnlessWrong(this::settings, "repair", "limits").ifPresent(config::settings);
    found.keepUnlessWrong(() -> ServiceSection.status(values), "status").ifPresent(config::status);
    found.keepUnlessWrong(() -> ServiceSection.log(values), "log").ifPresent(config::log);
    found.keepUnlessWrong(() -> ServiceSection.rules(values), "rules").ifPresent(config::rules);
  }

  private IngestSettings settings() {
    IngestSettings.Builder settings = IngestSettings.builder();
    RepairSection.apply(values, settings);
    LimitsSection.apply(values, settings);
    return values.together(settings::build, LimitsSection.BUFFER, LimitsSection.BATCH_BYTES);
  }

  /** The settings for which something else holds in {@code other}. */
  public List<Setting<?>> differences(Configuration other) {
    return Settings.all().stream()
        .<Setting<?>>map(setting -> setting)
        .filter(setting -> !texts(setting).equals(other.texts(setting)))
        .collect(Collectors.toList());
  }

  private List<String> texts(Setting<?> setting) {
    return values.held(setting).map(Given::texts).orElse(List.of());
  }
}
