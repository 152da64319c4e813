package dev.ouzel.testkit.generate;

import java.util.List;
import java.util.Random;

/** A language posts are written in: its code, and words to make nonsense from. */
record Language(String code, String space, List<String> vocabulary) {
  /** All there are. */
  static final List<Language> ALL =
      List.of(
          of(
              "en",
              " ",
              "river stone water bird winter under bright morning dives slowly where nobody looks again"
                  + " the a and with cold current feathers song quiet bridge small brown"),
          of(
              "fr",
              " ",
              "l'eau rivière où déjà été façade cœur naïve le la sous pont très hiver brève forêt"
                  + " plongée là-bas garçon oiseau"),
          of(
              "de",
              " ",
              "Wasseramsel über größte Strömung schön Bäche kühl während Straße taucht müde Flügel der"
                  + " die das und im Winter"),
          of(
              "es",
              " ",
              "¿dónde? ¡mañana! pequeño río corazón canción bajo el agua fría niño está aquí también"
                  + " montaña pájaro"),
          of(
              "ru",
              " ",
              "река вода птица зима под мостом холодно утро снова поёт камень ещё тихо ныряет"),
          of("ar", " ", "نهر ماء طائر شتاء تحت الجسر صباح بارد يغني حجر هدوء أيضا"),
          of("hi", " ", "नदी पानी पक्षी सर्दी पुल नीचे सुबह ठंडा गाता पत्थर शांत फिर"),
          of("ja", "", "川 カワガラス 水 冬 鳥 橋の下 冷たい 朝 また 歌う 石 静かに もぐる です 🐦 ね"),
          of("ko", " ", "강 물 새 겨울 다리 아래 차가운 아침 다시 노래한다 돌 조용히"),
          of("th", "", "แม่น้ำ น้ำ นก ฤดูหนาว ใต้สะพาน เช้า เย็น ร้องเพลง หิน เงียบ"));

  private static final List<String> EMOJI =
      List.of(
          "🐦", "🌊", "❄️", "👩🏽‍🔬", "🇮🇸", "👨‍👩‍👧‍👦", "🫧", "✨", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿");
  private static final List<String> AWKWARD =
      List.of("&amp;", "&lt;3", "&gt;", "\"so\"", "a\\b", "\n", "\n\n", "\t", "1/2", "…");

  private static Language of(String code, String space, String vocabulary) {
    return new Language(code, space, List.of(vocabulary.split(" ", -1)));
  }

  /** Words of about {@code length} characters in all; {@code &}, {@code <}, {@code >} escaped. */
  String words(Random random, int length) {
    StringBuilder words = new StringBuilder(word(random));
    while (words.length() < length) {
      words.append(space).append(word(random));
    }
    return words.toString();
  }

  private String word(Random random) {
    return switch (random.nextInt(30)) {
      case 0, 1 -> pick(random, EMOJI);
      case 2 -> pick(random, AWKWARD);
      default -> pick(random, vocabulary);
    };
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
