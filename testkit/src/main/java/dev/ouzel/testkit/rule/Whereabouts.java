package dev.ouzel.testkit.rule;

import dev.ouzel.rule.RuleArea;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a post was posted, as it says itself.
 *
 * @param tagged true when the post says anything of it
 * @param point longitude and latitude, in degrees; empty when the post has none
 * @param box west, south, east and north of the place, in degrees; empty when that is not known
 * @param ids of the place, folded; at most one
 * @param names of the place
 * @param country the code of its country, folded
 */
record Whereabouts(
    boolean tagged,
    List<Double> point,
    List<Double> box,
    List<String> ids,
    List<Words> names,
    Optional<String> country) {
  static final Whereabouts NOWHERE = of(JsonView.EMPTY, JsonView.EMPTY);

  static Whereabouts of(JsonView geo, JsonView place) {
    return new Whereabouts(
        !geo.isEmpty(),
        geo.object("coordinates").decimals("coordinates"),
        place.object("geo").decimals("bbox"),
        geo.text("place_id").map(Words::fold).stream().toList(),
        Stream.of("name", "full_name")
            .flatMap(name -> place.text(name).stream())
            .map(Words::of)
            .toList(),
        place.text("country_code").map(Words::fold));
  }

  /** True when the place goes by this name or id. */
  boolean isAt(String id, Words name) {
    return ids.contains(id) || names.stream().anyMatch(name::isPhraseOf);
  }

  /** True when the point lies in the area, or else the whole place does. */
  boolean isWithin(RuleArea area) {
    if (point.size() == 2) {
      return area.contains(point.get(0), point.get(1));
    }
    return box.size() == 4
        && Stream.of(box.get(0), box.get(2))
            .allMatch(
                longitude ->
                    area.contains(longitude, box.get(1)) && area.contains(longitude, box.get(3)));
  }
}
