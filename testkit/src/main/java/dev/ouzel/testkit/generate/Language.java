package dev.ouzel.testkit.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A language posts are written in, and words to make nonsense from.
 *
 * @param percent how many in a hundred people write in it
 * @param space what stands between words
 */
record Language(String code, int percent, String space, List<String> vocabulary) {
  /** All there are. */
  static final List<Language> ALL =
      List.of(
          of(
              "en",
              38,
              "river stone water bird winter under bright morning dives slowly where nobody looks"
                  + " again the a and with cold current feathers song quiet bridge small brown"),
          unspaced("ja", 18, "川 カワガラス 水 冬 鳥 橋の下 冷たい 朝 また 歌う 石 静かに もぐる です 🐦 ね"),
          of(
              "es",
              10,
              "¿dónde? ¡mañana! pequeño río corazón canción bajo el agua fría niño está aquí"
                  + " también montaña pájaro"),
          of(
              "pt",
              8,
              "água não coração pássaro manhã ribeirão pedra então você também canção ponte fria"
                  + " mergulha devagar outra vez"),
          of("ar", 6, "نهر ماء طائر شتاء تحت الجسر صباح بارد يغني حجر هدوء أيضا"),
          of("ko", 5, "강 물 새 겨울 다리 아래 차가운 아침 다시 노래한다 돌 조용히"),
          unspaced("th", 4, "แม่น้ำ น้ำ นก ฤดูหนาว ใต้สะพาน เช้า เย็น ร้องเพลง หิน เงียบ"),
          of("tr", 3, "ırmak köprü taş kuş kış sabahı soğuk şarkı İçinde yavaşça gölge ağaç"),
          of(
              "fr",
              3,
              "l'eau rivière où déjà été façade cœur naïve le la sous pont très hiver brève forêt"
                  + " plongée là-bas garçon oiseau"),
          of(
              "de",
              2,
              "Wasseramsel über größte Strömung schön Bäche kühl während Straße taucht müde Flügel"
                  + " der die das und im Winter"),
          of(
              "ru",
              2,
              "река вода птица зима под мостом холодно утро снова поёт камень ещё тихо ныряет"),
          of("hi", 1, "नदी पानी पक्षी सर्दी पुल नीचे सुबह ठंडा गाता पत्थर शांत फिर"));

  private static final List<Language> SPOKEN = spoken();
  private static final List<String> EMOJI =
      List.of(
          "🐦", "🌊", "❄️", "👩🏽‍🔬", "🇮🇸", "👨‍👩‍👧‍👦", "🫧", "✨", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿");
  private static final List<String> AWKWARD =
      List.of("&amp;", "&lt;3", "&gt;", "\"so\"", "a\\b", "\n", "\n\n", "\t", "1/2", "…");

  private static Language of(String code, int percent, String vocabulary) {
    return new Language(code, percent, " ", List.of(vocabulary.split(" ", -1)));
  }

  private static Language unspaced(String code, int percent, String vocabulary) {
    return new Language(code, percent, "", List.of(vocabulary.split(" ", -1)));
  }

  private static List<Language> spoken() {
    List<Language> spoken = new ArrayList<>();
    ALL.forEach(language -> spoken.addAll(Collections.nCopies(language.percent, language)));
    return List.copyOf(spoken);
  }

  /** Somebody's language. */
  static Language any(Dice dice) {
    return dice.pick(SPOKEN);
  }

  /** In no language. */
  static String emoji(Dice dice) {
    return dice.pick(EMOJI);
  }

  /** Words of about {@code length} characters in all; {@code &}, {@code <}, {@code >} escaped. */
  String words(Dice dice, int length) {
    StringBuilder words = new StringBuilder(word(dice));
    while (words.length() < length) {
      words.append(space).append(word(dice));
    }
    return words.toString();
  }

  private String word(Dice dice) {
    return switch (dice.below(90)) {
      case 0 -> emoji(dice);
      case 1, 2 -> dice.pick(AWKWARD);
      default -> dice.pick(vocabulary);
    };
  }
}
