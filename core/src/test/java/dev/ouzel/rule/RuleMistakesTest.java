package dev.ouzel.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleMistakesTest {
  private static final String INVALID =
      ". Operator is not available in current product or product packaging. Please refer to"
          + " complete available operator list at http://t.co/operators. (at position ";
  private static final RuleParser PARSER = new RuleParser(RuleLimits.PAY_PER_USE);

  @ParameterizedTest
  @ValueSource(strings = {"--b", "-cat", "-cat -is:retweet", "-(cat OR dog)", "-has:media"})
  void refusesARuleThatOnlyExcludes(String rule) {
    assertThat(PARSER.read(rule).details())
        .containsExactly(
            "Rules must contain a non-negation term (at position 1)",
            "Rules must contain at least one positive, non-stopword clause (at position 1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "you", "the you", "THE -cat"})
  void refusesARuleOfStopWordsOnly(String rule) {
    assertThat(PARSER.read(rule).details())
        .containsExactly(
            "Rules must contain at least one positive, non-stopword clause (at position 1)");
  }

  @Test
  void takesStopWordsInAPhraseAndAnyWordWhenNoneIsAStopWord() {
    assertThat(PARSER.read("\"you\"").mistakes()).isEmpty();
    assertThat(
            new RuleParser(RuleLimits.PAY_PER_USE.withStopWords(Set.of())).read("you").mistakes())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "has:media, 1",
    "has:links OR is:retweet, 1",
    "-cat has:media, 6",
    "(lang:en), 2",
    "is:reply -cat, 1",
    "the has:images, 5",
  })
  void refusesFlagsAlone(String rule, int position) {
    assertThat(PARSER.read(rule).details())
        .containsExactly(
            "is/has/lang cannot be used as a standalone operator (at position " + position + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "sample:10, sample cannot be used as a standalone operator (at position 1)",
    "source:web, source cannot be used as a standalone operator (at position 1)",
    "embedding_threshold:0.45, embedding_threshold cannot be used as a standalone operator (at"
        + " position 1)",
  })
  void refusesWhatNeedsCompany(String rule, String detail) {
    assertThat(new RuleParser(RuleLimits.ENTERPRISE_WITH_EMBEDDING).read(rule).details())
        .containsExactly(detail);
  }

  @ParameterizedTest
  @CsvSource({
    "cat or dog, 5",
    "cat Or dog, 5",
    "OR cat, 1",
    "cat OR, 5",
    "cat OR OR dog, 5",
    "(cat OR) dog, 6",
    "cat (OR dog), 6",
  })
  void refusesOrThatJoinsNothing(String rule, int position) {
    assertThat(PARSER.read(rule).details())
        .containsExactly(
            "Ambiguous use of or as a keyword. Use OR to logically join two clauses, or \"or\" to"
                + " find occurrences of or in text (at position "
                + position
                + ")");
  }

  @ParameterizedTest
  @CsvSource({"streaming AND lang:en, 11", "cat and dog, 5"})
  void refusesAnd(String rule, int position) {
    assertThat(PARSER.read(rule).details())
        .containsExactly(
            "Ambiguous use of and as a keyword. Use a space to logically join two clauses, or"
                + " \"and\" to find occurrences of and in text (at position "
                + position
                + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "cat h:m, h, 5",
    "cat http://example.org, http, 5",
    "cat has:polls, has:polls, 5",
    "cat -is:, is:, 6",
    "recommend #a has:geo, has:geo, 14",
    "cat embedding:\"x y\", embedding, 5",
  })
  void refusesOperatorsThatTheLevelLacks(String rule, String operator, int position) {
    assertThat(
            new RuleParser(RuleLimits.PAY_PER_USE.without(RuleOperator.HAS_GEO))
                .read(rule)
                .details())
        .containsExactly(
            "Reference to invalid operator '" + operator + "'" + INVALID + position + ")");
  }

  @Test
  void tellsOfAnInvalidFlagAloneBothThings() {
    assertThat(PARSER.read("has:polls").details())
        .containsExactly(
            "is/has/lang cannot be used as a standalone operator (at position 1)",
            "Reference to invalid operator 'has:polls'" + INVALID + "1)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(pepsi OR cola OR 'coca cola') | no viable alternative at character ''' (at position 19)",
        "[(cat OR #dog)] | no viable alternative at input '[' (at position 1)",
        "cat OR dog) bird | missing EOF at ')' (at position 11)",
        "cat (dog | missing ')' at '<EOF>' (at position 9)",
        "cat () | no viable alternative at input ')' (at position 6)",
        "cat - dog | no viable alternative at input '-' (at position 5)",
        "cat - | no viable alternative at input '<EOF>' (at position 6)",
        "cat # dog | no viable alternative at character '#' (at position 5)",
        "cat –dog | no viable alternative at character '–' (at position 5)",
        "cat ❤️ | no viable alternative at character '️' (at position 6)",
        "cat \"dog | mismatched character '<EOF>' expecting '\"' (at position 5)",
        "cat \"dog\\\" | mismatched character '<EOF>' expecting '\"' (at position 5)",
        "cat bio:\"dog | mismatched character '<EOF>' expecting '\"' (at position 9)",
        "cat point_radius:[1 2 | mismatched character '<EOF>' expecting ']' (at position 18)",
        "cat \"  \" | A phrase must contain text (at position 5)",
        "cat \"a b\"~7 | A phrase's proximity must be a number from 1 to 6 (at position 5)",
        "cat \"a b\"~ | A phrase's proximity must be a number from 1 to 6 (at position 5)",
        "cat from: dog | Operator 'from' must have a value (at position 5)",
        "cat bio:\"\" | Operator 'bio' must have a value (at position 5)",
        "cat -sample:10 | Operator 'sample' cannot be negated (at position 6)",
        "cat -(dog embedding:a) | Operator 'embedding' cannot be negated (at position 11)",
        "cat is:nullcast | Operator 'is:nullcast' must be negated (at position 5)",
        "cat --is:nullcast | Operator 'is:nullcast' must be negated (at position 7)",
      })
  void tellsWhatIsWrongAndWhere(String rule, String detail) {
    assertThat(new RuleParser(RuleLimits.ENTERPRISE_WITH_EMBEDDING).read(rule).details())
        .containsExactly(detail);
  }

  @ParameterizedTest
  @CsvSource({
    "cat OR dog sample:10, 12",
    "(cat OR (dog sample:10)) bird, 14",
  })
  void wantsWhatIsSampledGrouped(String rule, int position) {
    assertThat(PARSER.read(rule).details())
        .containsExactly(
            "sample must apply to the entire rule. Group clauses joined by OR with parentheses"
                + " (at position "
                + position
                + ")");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from:@cat",
        "from:\"two words\"",
        "conversation_id:x",
        "context:47",
        "context:*.*",
        "place_country:GBR",
        "sample:0",
        "sample:101",
        "sample:1.5",
        "lang:english",
        "followers_count:10..1",
        "followers_count:..5",
        "min_followers:1..5",
        "point_radius:[1 2 25mi]",
        "point_radius:[1 2 40.3km]",
        "point_radius:[1 2 3]",
        "point_radius:[181 2 3km]",
        "point_radius:[1 91 3km]",
        "point_radius:[1 2 0km]",
        "point_radius:1",
        "bounding_box:[1 2 1.1 2.1 3]",
        "bounding_box:[1.1 2 1 2.1]",
        "bounding_box:[1 2 1.1 2.5]",
        "bounding_box:[1 2 1.5 2.1]",
        "bounding_box:[1 a 2 b]",
        "embedding_threshold:1.1",
        "embedding_threshold:."
      })
  void refusesValuesThatTheOperatorDoesNotTake(String clause) {
    RuleReading reading =
        new RuleParser(RuleLimits.ENTERPRISE_WITH_EMBEDDING).read("cat " + clause);

    String name = clause.substring(0, clause.indexOf(':'));
    assertThat(reading.details())
        .singleElement()
        .asString()
        .startsWith("Invalid value '")
        .contains("' of operator '" + name + "'. Expected ")
        .endsWith("(at position 5)");
  }

  @Test
  void listsAllMistakesInTheirOrder() {
    RuleReading reading = PARSER.read("cat x:1 'dog from:@me -sample:10 (");

    assertThat(reading.expression()).isEmpty();
    assertThat(reading.mistakes())
        .extracting(RuleMistake::position)
        .isEqualTo(List.of(5, 9, 14, 24, 35));
  }
}
