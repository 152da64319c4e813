package dev.ouzel.app.config;

import dev.ouzel.stream.NearestName;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads what the environment gives to the settings. */
final class Variables {
  /** Names the file. */
  static final String CONFIG = "OUZEL_CONFIG";

  /** Those that set no setting: the second is the launcher's. */
  private static final Set<String> OTHERS = Set.of(CONFIG, "OUZEL_JAVA_OPTIONS");

  private static final String BEGINNING = "OUZEL_";

  /** Changes of a letter that a slip of the hand makes. */
  private static final int SLIP = 2;

  private Variables() {}

  /**
   * What variables give, by the settings' keys; an empty one gives nothing. One that is almost a
   * setting's is a mistake; others that begin alike may be somebody else's, such as those that
   * Kubernetes sets for a service of this name.
   */
  static Map<String, Given> read(Map<String, String> environment, Mistakes mistakes) {
    Map<String, Setting<?>> known =
        Settings.all().stream().collect(Collectors.toMap(Setting::variable, setting -> setting));
    Map<String, Given> given = new LinkedHashMap<>();
    new TreeMap<>(environment)
        .forEach(
            (name, text) -> {
              Setting<?> setting = known.get(name);
              if (setting != null && !text.isBlank()) {
                Given written = new Given(setting.kind().texts(text), name);
                if (mistakes.isSound(setting.key(), written)) {
                  given.put(setting.key(), written);
                }
              } else if (setting == null && isSlip(name, known.keySet())) {
                mistakes.add(
                    name
                        + ": there is no such setting; did you mean "
                        + NearestName.of(name, known.keySet())
                        + "?");
              }
            });
    return given;
  }

  private static boolean isSlip(String name, Set<String> known) {
    return name.startsWith(BEGINNING)
        && !OTHERS.contains(name)
        && (known.stream().anyMatch(other -> NearestName.distance(name, other) <= SLIP)
            || Settings.all().stream()
                .map(setting -> BEGINNING + setting.section().toUpperCase(Locale.ROOT) + "_")
                .anyMatch(name::startsWith));
  }
}
