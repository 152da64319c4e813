package dev.ouzel.testkit.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A language posts are written in, and what nonsense in it is made from.
 *
 * @param percent how many in a hundred people write in it
 * @param space what stands between words
 * @param vocabulary the words used most
 * @param syllables what all other words are composed of
 */
record Language(
    String code, int percent, String space, List<String> vocabulary, List<String> syllables) {
  /** All there are. */
  static final List<Language> ALL =
      List.of(
          of(
              "en 38",
              " ",
              "the a and with in of to is it for you on this that we not so but water river stone"
                  + " bird winter under bright morning dives slowly where nobody looks again cold"
                  + " current feathers song quiet bridge small brown",
              "an be con dal den dor el en er est fer gar hal in ing kel lan le ley lo man mer mond"
                  + " na ness nor ol on or per ra ren rid ry sel ser stan sto ta ter ther ton tri"
                  + " un ver wen wick win y"),
          of(
              "ja 18",
              "",
              "の に は を が と も です ね 川 カワガラス 水 冬 鳥 橋の下 冷たい 朝 また 歌う 石 静かに もぐる 🐦",
              "あ い う か き く け こ さ し す た ち て と な の は ま み め ら り る れ ン ト ル ス リ ー ア 山 空 雪 木 人 日"
                  + " 本 月 花 海 道 町 風 雨 手 心 時 青 白 夜 森 谷 音 色 声 光 目 話 野 里 田"),
          of(
              "es 10",
              " ",
              "de la que el en y no un los se ¿dónde? ¡mañana! pequeño río corazón canción bajo"
                  + " agua fría niño está aquí también montaña pájaro",
              "a ar ba bre ca cia ción co da de do dor e es ga gre je la le llo ma men mi na ñe no"
                  + " o pa po que ra re rí ro sa so ta te ti to tra va ver vi za"),
          of(
              "pt 8",
              " ",
              "de a o que e não um com para se água coração pássaro manhã ribeirão pedra então você"
                  + " também canção ponte fria mergulha devagar outra vez",
              "a al ba ca cha ção co da de do dor e em gem ia la lha ma men mi na nho no o pa pe"
                  + " por ra re ri ro sa são ta te ti to tra u va ver zi"),
          of(
              "ar 6",
              " ",
              "في من على ما لا هذا نهر ماء طائر شتاء تحت الجسر صباح بارد يغني حجر هدوء أيضا",
              "ال با بر تا تم جا جد حب حر خي دا در را رس زه سا سل شر صا طر عا عم غر فا فر قا قل كت"
                  + " لا ما مد نا نو ها هم وا ور يا ين ية"),
          of(
              "ko 5",
              " ",
              "이 그 저 수 것 강 물 새 겨울 다리 아래 차가운 아침 다시 노래한다 돌 조용히",
              "가 강 고 구 기 나 날 다 도 들 라 람 로 리 마 무 바 보 사 산 서 소 시 아 어 오 우 은 을 의 이 인 자 장 정"
                  + " 주 지 진 하 한 해"),
          of(
              "th 4",
              "",
              "ที่ ไม่ และ ใน มี แม่น้ำ น้ำ นก ฤดูหนาว ใต้สะพาน เช้า เย็น ร้องเพลง หิน เงียบ",
              "กา การ ขอ คน คำ งาน จะ ชา ดี ตา ทาง ทำ นา นี้ บ้าน ปา ไป ผล พา ฟ้า มา ยา รา รัก ลา"
                  + " ลม วัน สา สี หา ให้ อา ใจ โล"),
          of(
              "tr 3",
              " ",
              "bir ve bu da ne için çok ırmak köprü taş kuş kış sabahı soğuk şarkı İçinde yavaşça"
                  + " gölge ağaç",
              "a ba bir ca cı da de dı e gel gö gü i ka kı la lar le ler lı ma mı ne o ol ra rı sa"
                  + " se sı şa ta te tü ü va ye yor za"),
          of(
              "fr 3",
              " ",
              "de la le et les des un une est que l'eau rivière où déjà été façade cœur naïve sous"
                  + " pont très hiver brève forêt plongée là-bas garçon oiseau",
              "a an bel bou cha cé com dé di eau en es eur fi gne i la le lui ma mé men mo ne non"
                  + " ou par pi plu ra ré ri ser so ta té ti tion tou vi voi"),
          of(
              "de 2",
              " ",
              "der die das und im ist nicht ein Wasseramsel über größte Strömung schön Bäche kühl"
                  + " während Straße taucht müde Flügel Winter",
              "ab an auf be ben bar den e ein en er fahr fel ge gen hal heit in kei ken lich lung"
                  + " mal mer nen nis ren sam schaft sen ste stel ten ter um ung ver weg wer zu"),
          of(
              "ru 2",
              " ",
              "и в не на я что с это как река вода птица зима под мостом холодно утро снова поёт"
                  + " камень ещё тихо ныряет",
              "а ба ва ве во го да де до ем за и ка ки ко ла ле ли ло ма ми на не ни но о по пра"
                  + " ра ре ро са ска ста та ти то тель у ция"),
          of(
              "hi 1",
              " ",
              "के में की है से को का और नदी पानी पक्षी सर्दी पुल नीचे सुबह ठंडा गाता पत्थर शांत"
                  + " फिर",
              "अ आ क का की को ग घर च छा ज जा त ता ती द दि धा न ना ने प पा पु ब बा भा म मा मी य या र"
                  + " रा री ल ला व वा स सा ह हा"));

  /** How many words a language has; the millionth post may hold one never read before. */
  private static final int WORDS = 60_000;

  private static final Set<String> COUNTED_DOUBLE = Set.of("ja", "ko");

  private static final List<Language> SPOKEN = spoken();
  private static final List<String> EMOJI =
      List.of(
          ("🐦 🌊 ❄️ 👩🏽‍🔬 🇮🇸 👨‍👩‍👧‍👦 🫧 ✨ 1️⃣ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 😂 😭 ❤️ 🤣 🙏 😍 🔥 👍🏾 🥺"
                  + " 🎉 😊 💀 🤔 👀 😅 💙 🌸 🎶 ☕ 🌧️ 🏔️ 🪨 🥹 🫠")
              .split(" ", -1));
  private static final List<String> AWKWARD =
      List.of("&amp;", "&lt;3", "&gt;", "\"so\"", "a\\b", "\n", "\n\n", "\t", "1/2", "…");
  private static final List<String> STOPS = List.of(".", ".", ".", ",", ",", "!", "?", "...", ":");

  private static Language of(String spoken, String space, String vocabulary, String syllables) {
    String[] codeAndPercent = spoken.split(" ", 2);
    return new Language(
        codeAndPercent[0],
        Integer.parseInt(codeAndPercent[1]),
        space,
        List.of(vocabulary.split(" ", -1)),
        List.of(syllables.split(" ", -1)));
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

  /**
   * Of so many signs as X counts them, how many a text in this language has: it counts some double.
   */
  int signs(int counted) {
    return COUNTED_DOUBLE.contains(code) ? counted / 2 : counted;
  }

  /** Words of about {@code length} characters in all; {@code &}, {@code <}, {@code >} escaped. */
  String words(Dice dice, int length) {
    StringBuilder words = new StringBuilder();
    addWord(words, dice);
    while (words.length() < length) {
      words.append(space);
      addWord(words, dice);
    }
    return words.toString();
  }

  private void addWord(StringBuilder words, Dice dice) {
    int chance = dice.below(90);
    if (chance == 0) {
      words.append(emoji(dice));
    } else if (chance <= 2) {
      words.append(dice.pick(AWKWARD));
    } else {
      int rank = dice.rank(WORDS);
      if (rank < vocabulary.size()) {
        words.append(vocabulary.get(rank));
      } else {
        compose(words, rank);
      }
      if (chance <= 10) {
        words.append(dice.pick(STOPS));
      }
    }
  }

  /** The word of this rank: as in real languages, the rarer the longer. */
  private void compose(StringBuilder word, int rank) {
    for (int left = rank; left > 0; left /= syllables.size()) {
      word.append(syllables.get(left % syllables.size()));
    }
  }

  /** A made-up word of letters alone, which begins with a capital if it can. */
  String name(Dice dice) {
    StringBuilder name = new StringBuilder();
    compose(name, syllables.size() + dice.rank(WORDS));
    name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
    return name.toString();
  }
}
