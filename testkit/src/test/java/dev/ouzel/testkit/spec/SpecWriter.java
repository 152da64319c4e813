package dev.ouzel.testkit.spec;

import dev.ouzel.stream.EventKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes the list anew: what it held of X's documents, and what further documents say. */
final class SpecWriter {
  private static final String HEADER =
      """
      # %s, from "X API v2",
      # X's OpenAPI document, versions %s. Written by SpecFieldsTest; CONTRIBUTING.md says how.
      """;

  private final Map<String, String> pairs;

  /** What each version says of a member, by its path in X's post vocabulary without arrays. */
  private final NavigableMap<String, NavigableMap<String, Sighting>> members = new TreeMap<>();

  /** The versions that have a name, by the name. */
  private final NavigableMap<String, Set<String>> names = new TreeMap<>();

  /** Begins with the list as it is. */
  SpecWriter(SpecFields present) {
    pairs = present.pairs();
    for (String object : present.objects()) {
      present.members(object).stream()
          .flatMap(member -> member.sightings().stream())
          .filter(sighting -> present.versions().contains(sighting.source()))
          .forEach(this::addMember);
    }
    present.names().forEach(this::addName);
  }

  /** Adds a document, in place of what the list held of its version. */
  void add(OpenApiDocument document) {
    String version = document.version();
    members.values().forEach(sightings -> sightings.remove(version));
    names.values().forEach(versions -> versions.remove(version));
    document.members().forEach(this::addMember);
    for (EventKind events : List.of(EventKind.POST, EventKind.LIKE)) {
      document
          .accepted(events)
          .forEach(
              (list, accepted) ->
                  accepted.forEach(
                      name -> addName(new QueryName(events, list, name, List.of(version)))));
    }
    members.values().removeIf(Map::isEmpty);
    names.values().removeIf(Set::isEmpty);
  }

  private void addMember(Sighting sighting) {
    String key =
        Arrays.stream(sighting.path().replace("[]", "").split("\\.", -1))
            .map(this::inPostWords)
            .collect(Collectors.joining("."));
    members
        .computeIfAbsent(key, unknown -> new TreeMap<>(QueryName.BY_AGE))
        .put(sighting.source(), sighting);
  }

  private void addName(QueryName name) {
    String bare = new QueryName(name.events(), name.parameter(), name.name(), List.of()).line();
    names.computeIfAbsent(bare, unknown -> new TreeSet<>(QueryName.BY_AGE)).addAll(name.versions());
  }

  private String inPostWords(String name) {
    String bare = name.replace("[]", "");
    return name.replace(bare, pairs.getOrDefault(bare, bare));
  }

  String members() {
    Map<String, String> paths = new TreeMap<>();
    Map<String, String> lines = new TreeMap<>();
    members.forEach(
        (key, sightings) -> {
          String parent = key.substring(0, key.lastIndexOf('.'));
          String name = inPostWords(sightings.get(sightings.lastKey()).lastName());
          String path = paths.getOrDefault(parent, parent) + "." + name;
          paths.put(key, path);
          lines.put(path, new SpecMember(path, List.copyOf(sightings.values())).line());
        });
    return text("Members of what X's post streams send", lines.values().stream().toList());
  }

  String queries() {
    List<String> lines =
        names.entrySet().stream()
            .map(name -> name.getKey() + String.join(" ", name.getValue()))
            .toList();
    return text("Names that requests for streams may hold", lines);
  }

  private String text(String contents, List<String> lines) {
    Set<String> versions = new TreeSet<>(QueryName.BY_AGE);
    names.values().forEach(versions::addAll);
    String header = HEADER.formatted(contents, String.join(" and ", versions));
    return lines.stream().collect(Collectors.joining("\n", header, "\n"));
  }
}
