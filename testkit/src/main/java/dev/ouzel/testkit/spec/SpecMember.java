package dev.ouzel.testkit.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A member of one of the objects that X publishes.
 *
 * @param path the names that lead to it, from its object's: {@code post.entities.urls[].title}. The
 *     words are those of X's post vocabulary, and {@code []} follows what is an array, in the
 *     newest document that has the member
 * @param sightings what each source says of it, at least one
 */
public record SpecMember(String path, List<Sighting> sightings) {
  private static final String COLUMN = " | ";

  /** Copies the list. */
  public SpecMember {
    sightings = List.copyOf(sightings);
  }

  /** Reads a line; {@code above} are the members read before, by path, the parent among them. */
  static SpecMember parse(String line, Map<String, SpecMember> above) {
    String[] columns = line.split("\\Q" + COLUMN + "\\E", -1);
    String path = columns[0];
    int last = path.lastIndexOf('.');
    String parent = path.substring(0, last);
    List<Sighting> sightings = new ArrayList<>();
    for (String column : Arrays.asList(columns).subList(1, columns.length)) {
      String source = column.substring(0, Math.max(0, column.indexOf(' ')));
      String spelled = above.containsKey(parent) ? above.get(parent).in(source) : parent;
      sightings.add(Sighting.parse(column, spelled, path.substring(last + 1)));
    }
    if (sightings.isEmpty()) {
      throw new IllegalArgumentException("no source in '" + line + "'");
    }
    return new SpecMember(path, sightings);
  }

  /** What {@link #parse} reads. */
  String line() {
    String name = path.substring(path.lastIndexOf('.') + 1);
    return sightings.stream()
        .map(sighting -> sighting.column(name))
        .collect(Collectors.joining(COLUMN, path + COLUMN, ""));
  }

  /** The path in a source's words; {@link #path} when that source does not have the member. */
  private String in(String source) {
    return sightings.stream()
        .filter(sighting -> sighting.source().equals(source))
        .map(Sighting::path)
        .findFirst()
        .orElse(path);
  }

  /** The object it belongs to, such as {@code post}. */
  public String object() {
    return path.substring(0, path.indexOf('.'));
  }

  /** Its own name, without the mark of an array. */
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1).replace("[]", "");
  }

  /** Every path that leads to it in some source, and {@link #path}. */
  public Set<String> spellings() {
    Set<String> spellings = new TreeSet<>(Set.of(path));
    sightings.forEach(sighting -> spellings.add(sighting.path()));
    return spellings;
  }

  /** Its types, without the values of enumerations; several where sources contradict. */
  public Set<String> types() {
    return sightings.stream()
        .map(sighting -> sighting.type().replaceAll("\\{.*}", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every value that some source lists for it; empty when it is no enumeration. */
  public Set<String> values() {
    return sightings.stream()
        .map(Sighting::type)
        .filter(type -> type.contains("{"))
        .flatMap(type -> Arrays.stream(type.replaceAll(".*\\{|}.*", "").split(",", -1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
