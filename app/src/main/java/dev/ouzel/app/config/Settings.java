package dev.ouzel.app.config;

import dev.ouzel.stream.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that can be set. The file, the environment, the options of {@code ouzel ingest}, the example,
 * the schema and the documentation are made from this list.
 */
public final class Settings {
  private static final List<Setting<?>> ALL =
      Stream.of(
              XSection.ALL,
              StreamSection.ALL,
              RepairSection.ALL,
              StoreSection.ALL,
              LimitsSection.ALL,
              ServiceSection.STATUS_ALL,
              ServiceSection.LOG_ALL,
              ServiceSection.RULES_ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private static final Map<String, Setting<?>> BY_KEY =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

  private Settings() {}

  /** In the order in which they are shown; those of a section stand together. */
  public static List<Setting<?>> all() {
    return ALL;
  }

  /** The one with this key. */
  static Optional<Setting<?>> named(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /** True when settings stand below this key. */
  static boolean isSection(String key) {
    return ALL.stream().anyMatch(setting -> setting.key().startsWith(key + "."));
  }

  /** The key that is meant by one that is none: by its name, if that is one, or by its letters. */
  static String nearest(String key) {
    Map<String, String> byName =
        ALL.stream()
            .collect(Collectors.toMap(Setting::name, Setting::key, (first, second) -> first));
    ALL.stream().map(Setting::section).forEach(section -> byName.put(section, section));
    String name = key.substring(key.indexOf('.') + 1);
    if (byName.containsKey(name) || !key.contains(".")) {
      return byName.get(NearestName.of(name, byName.keySet()));
    }
    String section = key.substring(0, key.indexOf('.'));
    return NearestName.of(
        key,
        ALL.stream()
            .filter(setting -> !isSection(section) || setting.section().equals(section))
            .map(Setting::key)
            .toList());
  }
}
