package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** What X may find a post to be about: a thing that does not exist, and of what kind it is. */
record Subject(String kindId, String kind) {
  private static final int MOST = 20_000;
  private static final long FIRST_ID = 1_900_000_000_000_000_000L;
  private static final long ID_STEP = 7_919_017_389_331L;
  private static final Language NAMES = Language.ALL.get(0);
  private static final List<Subject> KINDS =
      List.of(
          new Subject("10", "Person"),
          new Subject("45", "Brand Vertical"),
          new Subject("46", "Business Taxonomy"),
          new Subject("47", "Brand"),
          new Subject("65", "Interests and Hobbies Vertical"),
          new Subject("66", "Interests and Hobbies Category"),
          new Subject("123", "Ongoing News Story"),
          new Subject("160", "Place"));

  /** One of them with what it is, as X shows it: a few are spoken of often, and many seldom. */
  static JsonObject context(Dice dice) {
    int number = dice.rank(MOST);
    Subject subject = KINDS.get(number % KINDS.size());
    Dice known = Dice.of(FIRST_ID, number);
    String name = NAMES.name(known) + (known.oneIn(4) ? " &amp; " : " ") + NAMES.name(known);
    return new JsonObject()
        .put("domain", category(subject.kindId, subject.kind))
        .put("entity", category(Long.toString(FIRST_ID + number * ID_STEP), name));
  }

  private static JsonObject category(String id, String name) {
    return new JsonObject().put("id", id).put("name", name).put("description", name + ", as such");
  }
}
