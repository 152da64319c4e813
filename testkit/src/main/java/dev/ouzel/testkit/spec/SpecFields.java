package dev.ouzel.testkit.spec;

import dev.ouzel.stream.EventKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The list of what X publishes on its post streams. Immutable.
 *
 * <p>The objects are {@code frame} (one line of a stream), {@code post}, {@code user}, {@code
 * media}, {@code poll}, {@code place}, {@code topic} and {@code problem}. A member whose type is
 * one of these names holds such an object, whose members are then listed there only.
 */
public final class SpecFields {
  private static final String COMMENT = "#";
  private static final String PAIR = "pair ";
  private static final String TWIN = "twin ";

  private final SortedMap<String, SpecMember> members = new TreeMap<>();
  private final List<QueryName> names = new ArrayList<>();
  private final SortedMap<String, String> pairs = new TreeMap<>();
  private String twinSuffix = "";

  private SpecFields() {}

  /** The list that comes with this library. */
  public static SpecFields load() {
    return of(text("members.txt"), text("documented.txt"), text("queries.txt"));
  }

  static SpecFields of(String members, String documented, String queries) {
    SpecFields fields = new SpecFields();
    eachLine(members, fields::addMember);
    eachLine(documented, fields::addDocumented);
    eachLine(queries, line -> fields.names.add(QueryName.parse(line)));
    return fields;
  }

  static String text(String name) {
    try (InputStream in = SpecFields.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the testkit has lost its " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void eachLine(String text, Consumer<String> reader) {
    text.lines().filter(line -> !line.isBlank() && !line.startsWith(COMMENT)).forEach(reader);
  }

  private void addDocumented(String line) {
    if (line.startsWith(PAIR)) {
      String[] words = line.split(" ", -1);
      pairs.put(words[1], words[2]);
    } else if (line.startsWith(TWIN)) {
      twinSuffix = line.substring(TWIN.length()).strip();
    } else {
      addMember(line);
    }
  }

  private void addMember(String line) {
    SpecMember added = SpecMember.parse(line, members);
    members.merge(
        added.path(),
        added,
        (here, more) -> {
          List<Sighting> sightings = new ArrayList<>(here.sightings());
          sightings.addAll(more.sightings());
          return new SpecMember(here.path(), sightings);
        });
  }

  /** The names of the objects. */
  public SortedSet<String> objects() {
    SortedSet<String> objects = new TreeSet<>();
    members.values().forEach(member -> objects.add(member.object()));
    return objects;
  }

  /** Every member of one object, those of the objects nested in it too, sorted by path. */
  public List<SpecMember> members(String object) {
    List<SpecMember> found =
        members.values().stream().filter(member -> member.object().equals(object)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no object '" + object + "'; there are " + objects());
    }
    return found;
  }

  /**
   * The names that X spells in two ways, from its tweet vocabulary to its post vocabulary: {@code
   * retweet_count} to {@code repost_count}. Streams have sent the first so far.
   */
  public SortedMap<String, String> pairs() {
    return Collections.unmodifiableSortedMap(pairs);
  }

  /**
   * What follows the name of an integer to name its twin, a member beside it that holds the same
   * number as a string. X sends twins in some payloads; none is a member of this list.
   */
  public String twinSuffix() {
    return twinSuffix;
  }

  /**
   * The names that X's newest document accepts in each list of a request for such a stream, by the
   * query parameter's name. Empty for streams that take no such list.
   */
  public Map<String, Set<String>> accepted(EventKind events) {
    List<String> versions = versions();
    String newest = versions.get(versions.size() - 1);
    Map<String, Set<String>> accepted = new TreeMap<>();
    for (QueryName name : names) {
      if (name.events() == events && name.versions().contains(newest)) {
        accepted.computeIfAbsent(name.parameter(), key -> new TreeSet<>()).add(name.name());
      }
    }
    return accepted;
  }

  List<QueryName> names() {
    return List.copyOf(names);
  }

  /** The versions of X's OpenAPI document that the list was made from, oldest first. */
  public List<String> versions() {
    return names.stream()
        .flatMap(name -> name.versions().stream())
        .distinct()
        .sorted(QueryName.BY_AGE)
        .toList();
  }
}
