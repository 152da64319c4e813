package dev.ouzel.testkit.spec;

import dev.ouzel.stream.EventKind;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A name that a list in a request may hold, and the versions of X's document that say so. */
record QueryName(EventKind events, String parameter, String name, List<String> versions) {
  /** Versions from the oldest on. */
  static final Comparator<String> BY_AGE = Comparator.comparing(Version::parse);

  static QueryName parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length < 4) {
      throw new IllegalArgumentException("expected stream, list, name, versions: '" + line + "'");
    }
    return new QueryName(
        EventKind.valueOf(words[0].toUpperCase(Locale.ROOT)),
        words[1],
        words[2],
        Arrays.asList(words).subList(3, words.length));
  }

  /** What {@link #parse} reads. */
  String line() {
    String stream = events.name().toLowerCase(Locale.ROOT);
    return String.join(" ", stream, parameter, name, String.join(" ", versions));
  }
}
