package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** What X may find a post to be about: a thing that does not exist, and of what kind it is. */
record Subject(String kindId, String kind, String id, String name) {
  static final List<Subject> ALL =
      List.of(
          new Subject("10", "Person", "1900000000000000001", "Mr Dipper"),
          new Subject("45", "Brand Vertical", "1900000000000000002", "Feathers &amp; Down"),
          new Subject("46", "Business Taxonomy", "1900000000000000003", "River Business"),
          new Subject("47", "Brand", "1900000000000000004", "Ouzel Works"),
          new Subject("65", "Interests and Hobbies Vertical", "1900000000000000005", "Hobbies"),
          new Subject("66", "Interests and Hobbies Category", "1900000000000000006", "Birds"),
          new Subject("123", "Ongoing News Story", "1900000000000000007", "High Water"),
          new Subject("160", "Place", "1900000000000000008", "Lake Nowhere"));

  JsonObject context() {
    return new JsonObject().put("domain", category(kindId, kind)).put("entity", category(id, name));
  }

  private static JsonObject category(String id, String name) {
    return new JsonObject().put("id", id).put("name", name).put("description", name + ", as such");
  }
}
