package dev.ouzel.app.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What holds for each setting: what was given to it, or else what is usual.
 *
 * @param given by the settings' keys
 */
record Values(Map<String, Given> given) {
  /** What those settings hold that nobody gave anything. */
  static final String BUILT_IN = "built in";

  Values {
    given = Map.copyOf(given);
  }

  /** What holds, and where that is written; empty when nothing does. */
  Optional<Given> held(Setting<?> setting) {
    List<String> usual = setting.usualTexts();
    return Optional.ofNullable(given.get(setting.key()))
        .or(() -> usual.isEmpty() ? Optional.empty() : Optional.of(new Given(usual, BUILT_IN)));
  }

  /** Its value; empty when nothing holds. */
  <T> Optional<T> find(Setting<T> setting) {
    return held(setting).map(held -> setting.kind().meaning().apply(held.texts()));
  }

  /**
   * What {@code read} makes of settings that only together can be right or wrong; a {@link Mistake}
   * then says where those of them are written that somebody gave.
   */
  <R> R together(Supplier<R> read, Setting<?>... settings) {
    try {
      return Mistake.unlessRefused(read);
    } catch (Mistake mistake) {
      String origins =
          Stream.of(settings)
              .filter(setting -> given.containsKey(setting.key()))
              .map(setting -> given.get(setting.key()).origin())
              .collect(Collectors.joining(", "));
      throw origins.isEmpty() ? mistake : new Mistake(origins + ": " + mistake.getMessage());
    }
  }

  /** The value of a setting that has a usual one. */
  <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow();
  }
}
