package dev.ouzel.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ouzel.rule.RuleExpression.And;
import dev.ouzel.rule.RuleExpression.Group;
import dev.ouzel.rule.RuleExpression.Not;
import dev.ouzel.rule.RuleExpression.Or;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class RulePropertiesTest {
  private static final RuleParser PARSER =
      new RuleParser(RuleLimits.ENTERPRISE_WITH_EMBEDDING.withLength(1 << 20));

  @Property
  void printingAndReadingGivesTheSameTree(@ForAll("rules") RuleExpression rule) {
    assertThat(read(rule.text())).isEqualTo(rule);
  }

  @Property
  void readingAndPrintingGivesTheSameTextUpToSpacing(
      @ForAll("rules") RuleExpression rule, @ForAll @Size(8) List<@From("spaces") String> spaces) {
    StringBuilder spaced = new StringBuilder();
    int turn = 0;
    boolean quoted = false;
    boolean area = false;
    char previous = ' ';
    for (char c : rule.text().toCharArray()) {
      quoted ^= c == '"' && previous != '\\';
      previous = c;
      area = !quoted && (c == '[' || (area && c != ']'));
      boolean gap = c == ' ' && !quoted && !area;
      spaced.append(gap ? spaces.get(turn++ % spaces.size()) : Character.toString(c));
    }

    assertThat(read(spaced.toString()).text()).isEqualTo(rule.text());
  }

  @Property
  void andBindsBeforeOr(
      @ForAll @Size(min = 1, max = 12) List<@From("terms") RuleExpression> terms,
      @ForAll @Size(12) List<Boolean> alternatives) {
    StringBuilder text = new StringBuilder("cat");
    List<List<RuleExpression>> runs = new ArrayList<>();
    runs.add(new ArrayList<>(List.of(new RuleTerm.Keyword("cat"))));
    for (int i = 0; i < terms.size(); i++) {
      boolean alternative = alternatives.get(i);
      text.append(alternative ? " OR " : " ").append(terms.get(i).text());
      if (alternative) {
        runs.add(new ArrayList<>());
      }
      runs.get(runs.size() - 1).add(terms.get(i));
    }
    RuleExpression expected = join(runs.stream().map(run -> join(run, And::new)).toList(), Or::new);

    assertThat(read(text.toString())).isEqualTo(expected);
  }

  @Property
  void bracketsAroundEveryJunctionChangeNothing(@ForAll("rules") RuleExpression rule) {
    RuleExpression bracketed = read(rule.bracketed());

    assertThat(bracketed.bracketed()).isEqualTo(rule.bracketed());
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    RuleReading reading = PARSER.read(text);

    reading.expression().ifPresent(rule -> assertThat(read(rule.text())).isEqualTo(rule));
    assertThat(reading.mistakes())
        .allSatisfy(mistake -> assertThat(mistake.position()).isBetween(1, text.length() + 1));
  }

  @Property
  void anySoupOfPiecesIsReadOrRefused(@ForAll("soup") String text) {
    RuleReading reading = PARSER.read(text);

    reading.expression().ifPresent(rule -> assertThat(read(rule.text())).isEqualTo(rule));
  }

  @Property(tries = 20)
  void longTextsTakeLittleTime(
      @ForAll("soup") String piece, @ForAll @IntRange(min = 1, max = 2_000) int times) {
    String text = piece.repeat(times);
    if (text.length() <= 1 << 20) {
      assertTimeoutPreemptively(Duration.ofSeconds(10), () -> PARSER.read(text));
    }
  }

  private static RuleExpression read(String text) {
    RuleReading reading = PARSER.read(text);
    return reading
        .expression()
        .orElseThrow(() -> new AssertionError(text + " is refused: " + reading.details()));
  }

  private static RuleExpression join(
      List<RuleExpression> terms, Function<List<RuleExpression>, RuleExpression> junction) {
    return terms.size() == 1 ? terms.get(0) : junction.apply(terms);
  }

  @Provide
  Arbitrary<String> spaces() {
    return Arbitraries.of(" ", "  ", "\t", "\n ", "\u00a0", "\u3000");
  }

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.of(
            "cat",
            "OR",
            " ",
            "(",
            ")",
            "-",
            "\"",
            "\\",
            "~3",
            "[",
            "]",
            ":",
            "from:",
            "has:media",
            "#",
            "$",
            "@",
            "'",
            "and",
            "😃",
            "❤️",
            "sample:5",
            "is:nullcast",
            "point_radius:",
            "1 2",
            "followers_count:1..",
            "\ud83d",
            "\u0000")
        .list()
        .ofMaxSize(40)
        .map(pieces -> String.join("", pieces));
  }

  /** A rule that X takes for sure, beside anything. */
  @Provide
  Arbitrary<RuleExpression> rules() {
    return expressions(3)
        .map(
            any ->
                new And(
                    List.of(
                        new RuleTerm.Keyword("cat"),
                        any instanceof And || any instanceof Or ? new Group(any) : any)));
  }

  private Arbitrary<RuleExpression> expressions(int depth) {
    if (depth == 0) {
      return terms();
    }
    Arbitrary<RuleExpression> group = expressions(depth - 1).map(Group::new);
    Arbitrary<RuleExpression> tight =
        Arbitraries.frequencyOf(
            Tuple.of(3, terms()),
            Tuple.of(1, group),
            Tuple.of(1, terms().map(Not::new)),
            Tuple.of(1, group.map(Not::new)));
    Arbitrary<RuleExpression> conjunction =
        tight.list().ofMinSize(1).ofMaxSize(4).map(list -> join(list, And::new));
    return conjunction.list().ofMinSize(1).ofMaxSize(3).map(list -> join(list, Or::new));
  }

  @Provide
  Arbitrary<RuleExpression> terms() {
    Arbitrary<String> words =
        Arbitraries.of("cat", "dog", "Ünïcode", "猫", "😃", "don't", "coca-cola", "7", "_x", "OR1");
    Arbitrary<String> phrases =
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(12)
            .filter(text -> !text.isBlank() && !text.endsWith("\\"));
    Arbitrary<String> values = Arbitraries.oneOf(words, phrases);
    return Arbitraries.oneOf(
        words.map(RuleTerm.Keyword::new),
        phrases.map(RuleTerm.Phrase::new),
        Combinators.combine(phrases, Arbitraries.integers().between(1, 6))
            .as(RuleTerm.Proximity::new),
        words.map(RuleTerm.Hashtag::new),
        words.map(RuleTerm.Cashtag::new),
        words.map(RuleTerm.Mention::new),
        values.map(value -> clause(RuleOperator.URL, "url", value)),
        values.map(value -> clause(RuleOperator.BIO, "user_bio", value)),
        Arbitraries.just(clause(RuleOperator.HAS_MEDIA, "has", "media_link")),
        Arbitraries.just(clause(RuleOperator.FOLLOWERS_COUNT, "followers_count", "1..9")),
        Arbitraries.just(clause(RuleOperator.POINT_RADIUS, "point_radius", "[1 -2.5 3mi]")));
  }

  private static RuleExpression clause(RuleOperator operator, String name, String value) {
    boolean plain = value.startsWith("[") && value.endsWith("mi]");
    boolean quoted =
        !plain && (value.startsWith("[") || Spelling.wordEnd(value, 0) < value.length());
    return new RuleTerm.Clause(operator, name, new RuleValue(value, quoted));
  }
}
