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
  private final boolean mediaLinks;

  /**
   * @param mediaLinks whether some links have the key of media, wherever they stand
   */
  Prose(Dice dice, List<Author> people, boolean mediaLinks) {
    this.dice = dice;
    this.people = people;
    this.mediaLinks = mediaLinks;
  }

  /** Goes on with words, and by chance with what X marks. */
  Composition write(Composition text, Language language, int length) {
    text.words(language.words(dice, dice.below(length)));
    if (dice.percent(20)) {
      text.hashtag(dice.pick(TAGS));
    }
    if (dice.percent(8)) {
      text.hashtag(dice.pick(TAGS));
    }
    if (dice.percent(4)) {
      text.cashtag(dice.pick(SYMBOLS));
    }
    if (dice.percent(8)) {
      text.mention(dice.pick(people)).words(language.words(dice, dice.below(30)));
    }
    if (dice.percent(8)) {
      name(text);
    }
    if (dice.percent(20)) {
      text.link(link());
    }
    return text;
  }

  /** Names somebody or something that X recognises. */
  private void name(Composition text) {
    JsonObject annotation =
        new JsonObject().put("probability", dice.share()).put("type", dice.pick(KINDS));
    text.annotation(dice.pick(NAMES), annotation);
  }

  /**
   * Gives a post the text so far, and a note that goes on from it with about {@code more}
   * characters, unless that is 0.
   */
  void give(JsonObject post, Composition text, Language language, int more) {
    String shown = text.text();
    JsonObject entities = more == 0 ? text.entities() : text.entities().copy();
    if (more > 0) {
      text.words("\n\n").words(language.words(dice, more));
      post.put("note_tweet", note(write(text, language, 50)));
      shown += "…";
    }
    post.put("text", shown);
    if (!entities.isEmpty()) {
      post.put("entities", entities);
    }
  }

  private static JsonObject note(Composition text) {
    JsonObject entities = text.entities().copy();
    entities.remove("annotations");
    JsonObject note = new JsonObject().put("text", text.text());
    return entities.isEmpty() ? note : note.put("entities", entities);
  }

  /** A link as it is marked, but for where. */
  JsonObject link() {
    int number = dice.below(10_000_000);
    Draft link = new Draft(dice, Composition.address(number));
    if (dice.oneIn(2)) {
      link.put("status", dice.oneIn(5) ? 404 : 200)
          .put("unwound_url", "https://www.example.org/pages/" + number)
          .put("title", dice.pick(NAMES) + " &amp; more")
          .maybe(2, "description", () -> Language.any(dice).words(dice, 80))
          .maybe(2, "images", () -> new JsonArray().add(image(150)).add(image(1_200)));
    }
    if (mediaLinks) {
      link.maybe(6, "media_key", () -> "3_" + dice.id());
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
