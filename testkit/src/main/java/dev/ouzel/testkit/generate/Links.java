package dev.ouzel.testkit.generate;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Shortened links to pages that are not there, as X tells of them but for where they stand. */
final class Links {
  /** X's own have ten signs; these have eleven, so that they lead nowhere. */
  private static final String SHORT = "https://t.co/syn";

  private static final int SIGNS = 8;

  /** Longer addresses are shown cut. */
  private static final int SHOWN = 26;

  private static final Language WORDS = Language.ALL.get(0);
  private static final List<String> ENDS =
      List.of("", "", "/", ".html", "?a=1&b=2", "?utm_source=x&utm_medium=social");

  private final Dice dice;

  Links(Dice dice) {
    this.dice = dice;
  }

  /** A link to a page of somebody's. */
  JsonObject next() {
    StringBuilder page = new StringBuilder(dice.oneIn(2) ? "www" : word()).append(".example.org/");
    for (int words = dice.below(5); words > 0; words--) {
      page.append(word()).append(dice.oneIn(3) ? '/' : '-');
    }
    return to(page.append(dice.below(10_000_000)).append(dice.pick(ENDS)).toString());
  }

  /** A link to somebody's post. */
  JsonObject toPost(String username, String id) {
    return to("x.example.org/" + username + "/status/" + id);
  }

  /** The link that stands for all media of a post. */
  JsonObject toMedia(String username, String id) {
    JsonObject link = toPost(username, id);
    String shown = link.getString("url").replace("https://t.co", "pic.example.org");
    return link.put("expanded_url", link.getString("expanded_url") + "/photo/1")
        .put("display_url", shown);
  }

  private JsonObject to(String page) {
    return new JsonObject()
        .put("url", SHORT + dice.key(SIGNS))
        .put("expanded_url", "https://" + page)
        .put("display_url", page.length() <= SHOWN ? page : page.substring(0, SHOWN) + "…");
  }

  private String word() {
    return WORDS.name(dice).toLowerCase(Locale.ROOT);
  }
}
