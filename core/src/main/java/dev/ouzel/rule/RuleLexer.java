package dev.ouzel.rule;

import dev.ouzel.rule.RuleToken.Leaf;
import dev.ouzel.rule.RuleToken.Mark;
import dev.ouzel.rule.RuleToken.Sign;
import dev.ouzel.rule.RuleToken.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Cuts a rule into its pieces and notes what is wrong with each of them. */
final class RuleLexer {
  /** Stands where a term could not be read; the rule is refused for the mistake noted beside it. */
  private static final RuleTerm UNREADABLE = new RuleTerm.Keyword("unreadable");

  private final String rule;
  private final RuleLimits limits;
  private final List<RuleMistake> mistakes;
  private final List<RuleToken> tokens = new ArrayList<>();
  private int at;

  RuleLexer(String rule, RuleLimits limits, List<RuleMistake> mistakes) {
    this.rule = rule;
    this.limits = limits;
    this.mistakes = mistakes;
  }

  /** The pieces, the last of which is {@link Sign#END}. */
  List<RuleToken> tokens() {
    while (at < rule.length()) {
      char c = rule.charAt(at);
      switch (c) {
        case '(' -> mark(Sign.OPEN);
        case ')' -> mark(Sign.CLOSE);
        case '-' -> mark(Sign.NOT);
        case '[' -> mark(Sign.OPEN_AREA);
        case ']' -> mark(Sign.CLOSE_AREA);
        case '"' -> phrase();
        case '#', '$', '@' -> tag(c);
        default -> {
          if (Spelling.isSpace(c)) {
            at++;
          } else {
            word();
          }
        }
      }
    }
    tokens.add(new Mark(Sign.END, rule.length() + 1));
    return tokens;
  }

  private void mark(Sign sign) {
    tokens.add(new Mark(sign, at + 1));
    at += sign.written().length();
  }

  private void phrase() {
    int start = at;
    Optional<String> text = quoted();
    boolean near = at < rule.length() && rule.charAt(at) == '~';
    OptionalInt distance = near ? distance() : OptionalInt.empty();
    if (text.isEmpty()) {
      unreadable(Wording.OPEN_QUOTE, start);
    } else if (text.get().isBlank()) {
      unreadable(Wording.EMPTY_PHRASE, start);
    } else if (!near) {
      leaf(new RuleTerm.Phrase(text.get()), Weight.STANDALONE, start);
    } else if (distance.isEmpty()) {
      unreadable(Wording.FAR, start);
    } else {
      leaf(new RuleTerm.Proximity(text.get(), distance.getAsInt()), Weight.STANDALONE, start);
    }
  }

  /** Reads on past the closing quote; empty, and at the rule's end, when there is none. */
  private Optional<String> quoted() {
    StringBuilder text = new StringBuilder();
    for (int i = at + 1; i < rule.length(); i++) {
      char c = rule.charAt(i);
      if (c == '"') {
        at = i + 1;
        return Optional.of(text.toString());
      }
      if (c == '\\' && rule.startsWith("\"", i + 1)) {
        i++;
      }
      text.append(rule.charAt(i));
    }
    at = rule.length();
    return Optional.empty();
  }

  private OptionalInt distance() {
    String digits = restOfWord().substring(1);
    int distance = digits.length() == 1 ? digits.charAt(0) - '0' : 0;
    return distance >= 1 && distance <= RuleTerm.Proximity.FURTHEST
        ? OptionalInt.of(distance)
        : OptionalInt.empty();
  }

  private String restOfWord() {
    int start = at;
    at = Spelling.wordEnd(rule, start);
    return rule.substring(start, at);
  }

  private void tag(char sign) {
    int start = at;
    String tag = restOfWord().substring(1);
    if (tag.isEmpty()) {
      unreadable(Wording.strayCharacter(sign), start);
      return;
    }
    RuleTerm term =
        switch (sign) {
          case '#' -> new RuleTerm.Hashtag(tag);
          case '$' -> new RuleTerm.Cashtag(tag);
          default -> new RuleTerm.Mention(tag);
        };
    leaf(term, Weight.STANDALONE, start);
  }

  private void word() {
    int start = at;
    int first = rule.codePointAt(start);
    if (!Spelling.startsWord(first)) {
      wrong(Wording.strayCharacter(first), start);
      at += Character.charCount(first);
      return;
    }
    String word = restOfWord();
    int colon = word.indexOf(':');
    if (colon >= 0) {
      at = start + colon + 1;
      operator(word.substring(0, colon), start);
    } else if (word.equals(Sign.OR.written())) {
      tokens.add(new Mark(Sign.OR, start + 1));
    } else if (Spelling.isConjunction(word)) {
      boolean or = word.equalsIgnoreCase("or");
      unreadable(or ? Wording.AMBIGUOUS_OR : Wording.AMBIGUOUS_AND, start);
    } else {
      keyword(word, start);
    }
  }

  private void keyword(String word, int start) {
    OptionalInt variation = word.codePoints().filter(Spelling::variesEmoji).findFirst();
    if (variation.isPresent()) {
      String character = Character.toString(variation.getAsInt());
      unreadable(Wording.strayCharacter(variation.getAsInt()), start + word.indexOf(character));
      return;
    }
    boolean common = limits.stopWords().contains(word.toLowerCase(Locale.ROOT));
    leaf(new RuleTerm.Keyword(word), common ? Weight.STOP_WORD : Weight.STANDALONE, start);
  }

  private void operator(String name, int start) {
    boolean quoted = rule.startsWith("\"", at);
    int valueStart = at;
    Optional<String> value = quoted ? quoted() : plainValue();
    String text = value.orElse("");
    Optional<RuleOperator> operator = RuleOperator.named(name, text);
    boolean flag = RuleOperator.isFlag(name);
    if (operator.isEmpty() || limits.unavailable().contains(operator.get())) {
      Weight weight = flag ? Weight.NEEDS_COMPANY : Weight.STANDALONE;
      wrong(Wording.invalidOperator(flag ? name + ":" + text : name), start);
      leaf(UNREADABLE, weight, start);
    } else if (value.isEmpty()) {
      unreadable(quoted ? Wording.OPEN_QUOTE : Wording.OPEN_AREA, valueStart);
    } else if (text.isBlank()) {
      unreadable(Wording.valueMissing(name), start);
    } else if (!operator.get().accepts(text)) {
      unreadable(Wording.valueRefused(name, text, operator.get().expected()), start);
    } else {
      Weight weight = operator.get().standalone() ? Weight.STANDALONE : Weight.NEEDS_COMPANY;
      RuleValue written = new RuleValue(text, quoted);
      leaf(new RuleTerm.Clause(operator.get(), name, written), weight, start);
    }
  }

  /** A word, or what stands in square brackets; empty when those are not closed. */
  private Optional<String> plainValue() {
    if (!rule.startsWith("[", at)) {
      return Optional.of(restOfWord());
    }
    int start = at;
    int close = rule.indexOf(']', start);
    at = close < 0 ? rule.length() : close + 1;
    return close < 0 ? Optional.empty() : Optional.of(rule.substring(start, at));
  }

  private void leaf(RuleTerm term, Weight weight, int start) {
    tokens.add(new Leaf(term, weight, start + 1));
  }

  private void unreadable(String message, int start) {
    wrong(message, start);
    leaf(UNREADABLE, Weight.STANDALONE, start);
  }

  private void wrong(String message, int start) {
    mistakes.add(new RuleMistake(message, start + 1));
  }
}
