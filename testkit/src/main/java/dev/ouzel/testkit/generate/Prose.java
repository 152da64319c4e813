package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Texts with everything that X marks in a text. */
final class Prose {
  private static final List<String> TAGS = List.of("Ouzel", "川ガラス", "Été", "река_2026", "a1");
  private static final int ODDS_OF_TAGS = 4;
  private static final List<String> SYMBOLS = List.of("OUZL", "DIP", "RVR.A");
  private static final List<String> KINDS =
      List.of("Person", "Place", "Product", "Organization", "Other");

  private final Dice dice;
  private final People people;
  private final boolean mediaLinks;

  /**
   * @param mediaLinks whether some links have the key of media, wherever they stand
   */
  Prose(Dice dice, People people, boolean mediaLinks) {
    this.dice = dice;
    this.people = people;
    this.mediaLinks = mediaLinks;
  }

  /** Goes on with words, and by chance with what X marks. */
  Composition write(Composition text, Language language, int length) {
    text.words(language.words(dice, dice.below(language.signs(length))));
    if (dice.percent(20)) {
      text.hashtag(tag(dice, language));
    }
    if (dice.percent(8)) {
      text.hashtag(tag(dice, language));
    }
    if (dice.percent(4)) {
      text.cashtag(dice.pick(SYMBOLS));
    }
    if (dice.percent(8)) {
      text.mention(people.anybody(dice)).words(language.words(dice, dice.below(30)));
    }
    if (dice.percent(8)) {
      name(text, language);
    }
    if (dice.percent(20)) {
      text.link(link());
    }
    return text;
  }

  /** Names somebody or something that X recognises. */
  private void name(Composition text, Language language) {
    JsonObject annotation =
        new JsonObject().put("probability", dice.share()).put("type", dice.pick(KINDS));
    text.annotation(language.name(dice) + language.space() + language.name(dice), annotation);
  }

  /** A word that posts are marked with, some much more often than others. */
  static String tag(Dice dice, Language language) {
    return dice.oneIn(ODDS_OF_TAGS) ? dice.pick(TAGS) : language.name(dice);
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
    JsonObject plain = new Links(dice).next();
    Draft link = new Draft(dice, plain);
    if (dice.oneIn(2)) {
      Language language = Language.any(dice);
      link.put("status", dice.oneIn(5) ? 404 : 200)
          .put("unwound_url", plain.getString("expanded_url"))
          .put("title", language.words(dice, dice.below(80)))
          .maybe(2, "description", () -> language.words(dice, 80))
          .maybe(2, "images", this::images);
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

  private JsonArray images() {
    String name = dice.id() + "/" + dice.key(8);
    return new JsonArray().add(image(name, 1_200)).add(image(name, 150));
  }

  private static JsonObject image(String name, int width) {
    return new JsonObject()
        .put("url", "https://pbs.example.org/news_img/" + name + "?format=jpg&name=" + width)
        .put("width", width)
        .put("height", width / 2);
  }
}
