package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Texts with everything that X marks in a text. */
final class Prose {
  private static final List<String> TAGS = List.of("Ouzel", "川ガラス", "Été", "река_2026", "a1");
  private static final List<String> SYMBOLS = List.of("OUZL", "DIP", "RVR.A");
  private static final List<String> NAMES =
      List.of("Lake Nowhere", "Ouzel Works", "Saint-Éloi-sur-Rien", "架空市", "Mr Dipper");
  private static final List<String> KINDS =
      List.of("Person", "Place", "Product", "Organization", "Other");

  private final Dice dice;
  private final List<Author> people;

  Prose(Dice dice, List<Author> people) {
    this.dice = dice;
    this.people = people;
  }

  /** Goes on with words, and by chance with what X marks. */
  Composition write(Composition text, Language language, int length) {
    text.words(language.words(dice.random(), dice.below(length)));
    if (dice.oneIn(3)) {
      text.hashtag(dice.pick(TAGS)).hashtag(dice.pick(TAGS));
    }
    if (dice.oneIn(6)) {
      text.cashtag(dice.pick(SYMBOLS));
    }
    if (dice.oneIn(4)) {
      text.mention(dice.pick(people)).words(language.words(dice.random(), dice.below(30)));
    }
    if (dice.oneIn(3)) {
      text.link(link());
    }
    return text;
  }

  /** Names somebody or something that X recognises. */
  Composition name(Composition text) {
    JsonObject annotation =
        new JsonObject().put("probability", dice.share()).put("type", dice.pick(KINDS));
    return text.annotation(dice.pick(NAMES), annotation);
  }

  /** A link as it is marked, but for where. */
  JsonObject link() {
    int number = dice.below(10_000_000);
    String url = "https://t.co/syn%07d".formatted(number);
    Draft link =
        new Draft(dice)
            .put("url", url)
            .put("expanded_url", "https://example.org/" + number + "?a=1&b=2")
            .put("display_url", "example.org/" + number + "…")
            .maybe(6, "media_key", () -> "3_" + dice.id());
    if (dice.oneIn(2)) {
      link.put("status", dice.oneIn(5) ? 404 : 200)
          .put("unwound_url", "https://www.example.org/pages/" + number)
          .put("title", dice.pick(NAMES) + " &amp; more")
          .maybe(2, "description", () -> Language.ALL.get(0).words(dice.random(), 80))
          .maybe(2, "images", () -> new JsonArray().add(image(150)).add(image(1_200)));
    }
    return link.json();
  }

  /** A link with where it was marked, as it stands outside a text's entities. */
  JsonObject placedLink() {
    return new Composition()
        .words("see")
        .link(link())
        .entities()
        .getJsonArray("urls")
        .getJsonObject(0);
  }

  private JsonObject image(int width) {
    return new JsonObject()
        .put("url", "https://pbs.example.org/news_img/" + dice.id() + "?format=jpg&name=" + width)
        .put("width", width)
        .put("height", width / 2);
  }
}
