package dev.ouzel.app.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that can be set, with all that is known of it: what the file, the environment and the
 * command line call it, and what is said about it wherever it is explained.
 *
 * @param key its path in the file, such as {@code x.base-url}
 * @param kind how a value is written, and what it means
 * @param flag its option of {@code ouzel ingest}
 * @param usual what holds unless it is set, if anything does
 * @param example a value other than the usual one, written as in the environment
 * @param words what it does, in one sentence without its full stop; of a switch, what it has the
 *     program do
 * @param live true when a running ingest takes a new value over
 */
public record Setting<T>(
    String key,
    Kind<T> kind,
    Flag flag,
    Optional<String> usual,
    String example,
    String words,
    boolean live) {
  private static final String VARIABLES = "OUZEL_";

  /**
   * An option.
   *
   * @param name with its hyphens
   * @param label what stands for its value; empty for a switch
   */
  public record Flag(String name, String label) {
    /** True when it takes no value. */
    public boolean isSwitch() {
      return label.isEmpty();
    }

    /** True for a switch that turns something off. */
    public boolean negates() {
      return isSwitch() && name.startsWith("--no-");
    }
  }

  static <T> Setting<T> of(String key, Kind<T> kind, String flag, String label) {
    return new Setting<>(key, kind, new Flag(flag, label), Optional.empty(), "", "", false);
  }

  Setting<T> usual(String text) {
    return new Setting<>(key, kind, flag, Optional.of(text), example, words, live);
  }

  Setting<T> example(String text) {
    return new Setting<>(key, kind, flag, usual, text, words, live);
  }

  Setting<T> words(String sentence) {
    return new Setting<>(key, kind, flag, usual, example, sentence, live);
  }

  Setting<T> changesLive() {
    return new Setting<>(key, kind, flag, usual, example, words, true);
  }

  /** The environment variable that sets it. */
  public String variable() {
    return VARIABLES + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The part of the file in which it stands; its own key when it stands in none. */
  public String section() {
    return key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
  }

  /** What it is called within its section. */
  public String name() {
    return key.substring(key.indexOf('.') + 1);
  }

  /** What holds unless it is set, a text for each value; none when nothing does. */
  public List<String> usualTexts() {
    return usual.map(kind::texts).orElse(List.of());
  }
}
