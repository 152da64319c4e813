package dev.ouzel.testkit.script;

import dev.ouzel.testkit.yaml.Forms;
import dev.ouzel.testkit.yaml.Place;
import dev.ouzel.testkit.yaml.YamlList;
import dev.ouzel.testkit.yaml.YamlMap;
import dev.ouzel.testkit.yaml.YamlText;
import dev.ouzel.testkit.yaml.YamlValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** How what happens on a stream is written in a script: one deed, or a list of them in order. */
final class DeedWords {
  /** A deed that may need to know the one after it. */
  @FunctionalInterface
  private interface Link {
    Deed before(Optional<Deed> next, Place place);
  }

  private static final List<String> KEYS = List.of("line", "inject", "inject-base64");

  private static final Forms<Link> DEEDS =
      Forms.<Link>of("deed")
          .word("end", plain(Deed.end()))
          .word("reset", plain(Deed.reset()))
          .word("stall", plain(Deed.stall()))
          .word("outlive-client", plain(Deed.outliveClient()))
          .word("half-frame", DeedWords::halfFrame)
          .word("operational-disconnect", disconnect("OperationalDisconnect"))
          .with(
              "disconnect SlowReader",
              "disconnect ([A-Za-z]+)",
              parts -> disconnect(parts.get(0).text()))
          .word("bad-chunk", plain(Deed.badChunk()))
          .word("drip", plain(Deed.drip()))
          .with("duplicates 3", "duplicates (\\S+)", parts -> plain(Deed.duplicates(some(parts))))
          .with(
              "disorder 10 seed 1",
              "disorder (\\S+) seed (\\S+)",
              parts -> plain(Deed.disorder(some(parts), parts.get(1).number())));

  private DeedWords() {}

  static Deed read(YamlValue written) {
    List<YamlValue> deeds = written instanceof YamlList list ? list.values() : List.of(written);
    Optional<Deed> next = Optional.empty();
    for (int i = deeds.size() - 1; i >= 0; i--) {
      YamlValue deed = deeds.get(i);
      Link link = deed instanceof YamlMap map ? plain(said(map)) : DEEDS.read(deed.asText());
      next = Optional.of(link.before(next, deed.place()));
    }
    return next.orElseThrow(() -> written.place().mistake("say what happens"));
  }

  private static Link plain(Deed deed) {
    return (next, place) -> next.map(deed::then).orElse(deed);
  }

  private static Deed halfFrame(Optional<Deed> next, Place place) {
    return Deed.halfFrameThen(
        next.orElseThrow(
            () -> place.mistake("say what happens then, for example: do: [half-frame, reset]")));
  }

  private static Link disconnect(String type) {
    return (next, place) -> Deed.disconnectThen(type, next.orElse(Deed.end()));
  }

  private static int some(List<YamlText> parts) {
    YamlText number = parts.get(0);
    if (number.count() < 1) {
      throw number.place().mistake("at least 1 frame is needed");
    }
    return number.count();
  }

  private static Deed said(YamlMap written) {
    written.allow(KEYS);
    if (written.entries().size() != 1) {
      throw written.place().mistake("write each as an entry of its own: - line: …");
    }
    var entry = written.entries().entrySet().iterator().next();
    YamlText value = entry.getValue().asText();
    return switch (entry.getKey().text()) {
      case "line" -> Deed.line(value.text());
      case "inject" -> Deed.inject(value.text().getBytes(StandardCharsets.UTF_8));
      default -> Deed.inject(base64(value));
    };
  }

  private static byte[] base64(YamlText value) {
    try {
      return Base64.getDecoder().decode(value.text().replaceAll("\\s", ""));
    } catch (IllegalArgumentException wrong) {
      throw value.place().mistake("this is no base64: " + wrong.getMessage());
    }
  }
}
