package dev.ouzel.testkit.rule;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text cut into words as X documents it: at separators, which vanish, and at punctuation and
 * symbols (emoji are symbols), each of which is a piece of its own. Case does not count, accents
 * do. Immutable.
 */
final class Words {
  private static final int EMOJI_STYLE = 0xFE0F;

  static final Words NONE = new Words(List.of(), List.of());

  private final List<String> pieces;

  /** The pieces but for punctuation. */
  private final List<String> words;

  private final Set<String> known;

  private Words(List<String> pieces, List<String> words) {
    this.pieces = pieces;
    this.words = words;
    this.known = new HashSet<>(pieces);
  }

  static Words of(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    String folded = fold(text);
    List<String> pieces = new ArrayList<>();
    List<String> words = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < folded.length()) {
      int character = folded.codePointAt(at);
      int next = at + Character.charCount(character);
      Cut cut = cut(character);
      if (cut != Cut.NONE) {
        addWord(folded.substring(start, at), pieces, words);
        start = next;
      }
      if (cut == Cut.MARK || cut == Cut.EMOJI) {
        pieces.add(folded.substring(at, next));
      }
      if (cut == Cut.EMOJI) {
        words.add(folded.substring(at, next));
      }
      at = next;
    }
    addWord(folded.substring(start), pieces, words);
    return new Words(pieces, words);
  }

  /** The form in which texts are compared: composed, in lower case. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static void addWord(String word, List<String> pieces, List<String> words) {
    if (!word.isEmpty()) {
      pieces.add(word);
      words.add(word);
    }
  }

  private enum Cut {
    NONE,
    SPACE,
    MARK,
    EMOJI
  }

  private static Cut cut(int character) {
    if (character == EMOJI_STYLE) {
      return Cut.MARK;
    }
    return switch (Character.getType(character)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL ->
          Cut.SPACE;
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.MATH_SYMBOL,
          Character.CURRENCY_SYMBOL,
          Character.MODIFIER_SYMBOL ->
          Cut.MARK;
      case Character.OTHER_SYMBOL -> Cut.EMOJI;
      default -> Cut.NONE;
    };
  }

  /** True when this text, a keyword, is one single piece that the other text has. */
  boolean isWordOf(Words other) {
    return pieces.size() == 1 && other.known.contains(pieces.get(0));
  }

  /** True when this text's pieces follow each other in the other text. */
  boolean isPhraseOf(Words other) {
    if (pieces.isEmpty() || !other.hasAll(pieces)) {
      return false;
    }
    int last = other.pieces.size() - pieces.size();
    for (int from = 0; from <= last; from++) {
      if (other.pieces.subList(from, from + pieces.size()).equals(pieces)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasAll(Collection<String> wanted) {
    return known.containsAll(wanted);
  }

  /**
   * True when this text's words are found in the other, each its own, so that moving them into
   * their order side by side takes at most {@code distance} steps in all: at most that many words
   * between two in their order, two fewer when they are turned round.
   */
  boolean isNear(Words other, int distance) {
    if (words.isEmpty() || !other.hasAll(words)) {
      return false;
    }
    for (int from = 1 - words.size(); from < other.words.size(); from++) {
      if (isNearFrom(from, other, distance)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNearFrom(int from, Words other, int distance) {
    BitSet taken = new BitSet();
    for (int i = 0; i < words.size(); i++) {
      int place = other.find(words.get(i), from + i, from + i + distance, taken);
      if (place < 0) {
        return false;
      }
      taken.set(place);
    }
    return true;
  }

  private int find(String word, int first, int last, BitSet taken) {
    for (int place = Math.max(0, first); place <= Math.min(last, words.size() - 1); place++) {
      if (words.get(place).equals(word) && !taken.get(place)) {
        return place;
      }
    }
    return -1;
  }
}
