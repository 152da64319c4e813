package dev.ouzel.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Collects what is wrong, so that all of it is told at once. Used by one thread. */
final class Mistakes {
  private final List<String> messages = new ArrayList<>();
  private final Set<String> sections = new HashSet<>();

  /** What was found so far, to which more can be added here alone. */
  Mistakes copy() {
    Mistakes copy = new Mistakes();
    copy.messages.addAll(messages);
    copy.sections.addAll(sections);
    return copy;
  }

  /** Something is wrong that belongs to no setting. */
  void add(String message) {
    messages.add(message);
  }

  /** Something is wrong with what is written for a key, so that its section says nothing sure. */
  void add(String origin, String key, String message) {
    sections.add(key.contains(".") ? key.substring(0, key.indexOf('.')) : key);
    // An option's name says as much as the key, and who uses it need not know the key.
    messages.add(origin + ": " + (origin.startsWith("--") ? "" : key + ": ") + message);
  }

  /** What {@code read} gives; empty when that fails with {@link Mistake}, which is kept. */
  <T> Optional<T> keep(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (Mistake mistake) {
      messages.addAll(mistake.messages());
      return Optional.empty();
    }
  }

  /** The same, but empty at once when something is wrong with a value in these sections. */
  <T> Optional<T> keepUnlessWrong(Supplier<T> read, String... among) {
    return Stream.of(among).anyMatch(sections::contains) ? Optional.empty() : keep(read);
  }

  /** True when what was given for a key can be meant; what is wrong with it is kept. */
  boolean isSound(String key, Given given) {
    try {
      Object unused = Settings.named(key).orElseThrow().kind().meaning().apply(given.texts());
      return true;
    } catch (Mistake mistake) {
      add(given.origin(), key, mistake.getMessage());
      return false;
    }
  }

  /** Fails with {@link Mistake} when anything is wrong. */
  void tell() {
    if (!messages.isEmpty()) {
      throw new Mistake(messages);
    }
  }
}
