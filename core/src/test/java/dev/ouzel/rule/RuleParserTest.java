package dev.ouzel.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.rule.RuleExpression.And;
import dev.ouzel.rule.RuleExpression.Group;
import dev.ouzel.rule.RuleExpression.Not;
import dev.ouzel.rule.RuleExpression.Or;
import dev.ouzel.rule.RuleTerm.Cashtag;
import dev.ouzel.rule.RuleTerm.Clause;
import dev.ouzel.rule.RuleTerm.Hashtag;
import dev.ouzel.rule.RuleTerm.Keyword;
import dev.ouzel.rule.RuleTerm.Mention;
import dev.ouzel.rule.RuleTerm.Phrase;
import dev.ouzel.rule.RuleTerm.Proximity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleParserTest {
  private static final Keyword APPLE = new Keyword("apple");
  private static final Keyword IPHONE = new Keyword("iphone");
  private static final Keyword IPAD = new Keyword("ipad");

  @Test
  void bindsAndBeforeOr() {
    assertThat(RuleExpression.of("apple OR iphone ipad"))
        .isEqualTo(new Or(List.of(APPLE, new And(List.of(IPHONE, IPAD)))));
    assertThat(RuleExpression.of("ipad iphone OR apple"))
        .isEqualTo(new Or(List.of(new And(List.of(IPAD, IPHONE)), APPLE)));
    assertThat(RuleExpression.of("ipad iphone OR apple").bracketed())
        .isEqualTo("((ipad iphone) OR apple)");
  }

  @Test
  void readsBracketsAndNegations() {
    assertThat(RuleExpression.of("iphone (ipad OR -apple)"))
        .isEqualTo(new And(List.of(IPHONE, new Group(new Or(List.of(IPAD, new Not(APPLE)))))));
    assertThat(RuleExpression.of("ipad -(iphone OR apple)"))
        .isEqualTo(new And(List.of(IPAD, new Not(new Group(new Or(List.of(IPHONE, APPLE)))))));
    assertThat(RuleExpression.of("((ipad))")).isEqualTo(new Group(new Group(IPAD)));
    assertThat(RuleExpression.of("apple(iphone)\"ipad\""))
        .isEqualTo(new And(List.of(APPLE, new Group(IPHONE), new Phrase("ipad"))));
  }

  @Test
  void readsEveryKindOfTerm() {
    assertThat(RuleExpression.of("cumpleaños 😃 \"coca-cola\" \"social media\"~5 #Ünï $TWTR @XDev"))
        .isEqualTo(
            new And(
                List.of(
                    new Keyword("cumpleaños"),
                    new Keyword("😃"),
                    new Phrase("coca-cola"),
                    new Proximity("social media", 5),
                    new Hashtag("Ünï"),
                    new Cashtag("TWTR"),
                    new Mention("XDev"))));
  }

  @Test
  void takesAnEscapedQuoteIntoAPhraseAndLeavesOtherBackslashesAlone() {
    assertThat(RuleExpression.of("\"say \\\"hi\\\" c:\\dir\""))
        .isEqualTo(new Phrase("say \"hi\" c:\\dir"));
    assertThat(RuleExpression.of("\"say \\\"hi\\\" c:\\dir\"").text())
        .isEqualTo("\"say \\\"hi\\\" c:\\dir\"");
  }

  @Test
  void readsOperatorsByAnyNameInAnyCaseWithOrWithoutQuotes() {
    assertThat(RuleExpression.of("user_bio:dev"))
        .isEqualTo(new Clause(RuleOperator.BIO, "user_bio", new RuleValue("dev", false)));
    assertThat(RuleExpression.of("FROM:\"XDevelopers\""))
        .isEqualTo(new Clause(RuleOperator.FROM, "FROM", new RuleValue("XDevelopers", true)));
    assertThat(((And) RuleExpression.of("kittens Has:Videos")).terms().get(1))
        .isEqualTo(new Clause(RuleOperator.HAS_VIDEO_LINK, "Has", new RuleValue("Videos", false)));
    assertThat(RuleExpression.of("url:https://example.org/a"))
        .isEqualTo(
            new Clause(RuleOperator.URL, "url", new RuleValue("https://example.org/a", false)));
  }

  @ParameterizedTest
  @EnumSource(RuleOperator.class)
  void knowsEveryNameOfEveryOperator(RuleOperator operator) {
    for (String name : operator.names()) {
      String written = name.contains(":") ? name : name + ":" + value(operator);
      String rule = operator == RuleOperator.IS_NULLCAST ? "-" + written : written;
      RuleExpression read = RuleExpression.of("cat " + rule);

      assertThat(read.text()).isEqualTo("cat " + rule);
      RuleExpression last = ((And) read).terms().get(1);
      Clause clause = (Clause) (last instanceof Not not ? not.term() : last);
      assertThat(clause.operator()).isEqualTo(operator);
    }
  }

  private static String value(RuleOperator operator) {
    return switch (operator) {
      case CONTEXT -> "47.*";
      case PLACE_COUNTRY -> "GB";
      case POINT_RADIUS -> "[2.355128 48.861118 16km]";
      case BOUNDING_BOX -> "[-105.301758 39.964069 -105.178505 40.09455]";
      case LANG -> "zh-TW";
      case FOLLOWERS_COUNT, TWEETS_COUNT, FOLLOWING_COUNT, LISTED_COUNT -> "10..1000";
      case EMBEDDING -> "\"quarterly earnings\"";
      case EMBEDDING_THRESHOLD -> "0.45";
      default -> "12";
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-is:retweet has:geo (from:NWSNHC OR from:NHC_Atlantic)",
        "#nowplaying (happy OR exciting) (place_country:US OR place_country:MX) -horrible -worst",
        "context:65.852262932607926273 -context:66.852262932607926273 has:images lang:ja",
        "\"X data\" has:mentions (has:media OR has:links)",
        "embedding:\"climate change policy\" embedding_threshold:0.4",
        "place:\"new york city\" OR place:seattle OR place:fd70c22040963ac7",
        "(pepsi OR cola) @spotify sample:15",
        "\"mobile games\" -is:nullcast",
        "followers_count:500 tweets_count:1000..10000",
        "cat don't rock'n'roll coca-cola",
        "\"❤️\" OR \"👍🏽\"",
        "lang:und the cat",
        "\"or\" \"AND\"",
      })
  void printsWhatItReads(String rule) {
    assertThat(RuleExpression.of(rule).text()).isEqualTo(rule);
  }

  @Test
  void printsSingleSpaces() {
    assertThat(RuleExpression.of("  cat\t( dog   OR\n  #fish )\u00a0-bird ").text())
        .isEqualTo("cat (dog OR #fish) -bird");
  }

  @Test
  void countsEveryCharacterTowardsTheLimit() {
    String rule = "cat " + "c".repeat(1020);

    assertThat(new RuleParser(RuleLimits.PAY_PER_USE).read(rule).mistakes()).isEmpty();
    assertThat(new RuleParser(RuleLimits.PAY_PER_USE).read(rule + " ").details())
        .singleElement()
        .asString()
        .startsWith("Rule 'cat ccc")
        .endsWith("…' must not be longer than 1024 characters (at position 1025)");
    assertThat(new RuleParser(RuleLimits.ENTERPRISE).read(rule + " ").mistakes()).isEmpty();
    assertThat(new RuleParser(RuleLimits.ELEVATED).read(rule).mistakes()).hasSize(1);
  }

  @Test
  void readsDeepNestingUpToItsLimit() {
    RuleParser parser = new RuleParser(RuleLimits.ENTERPRISE);
    String deep = "(".repeat(200) + "cat" + ")".repeat(200);

    assertThat(parser.read(deep).expression().orElseThrow().text()).isEqualTo(deep);
    assertThat(parser.read("(" + deep + ")").details())
        .containsExactly("Rules cannot be nested more than 200 deep (at position 201)");
    assertThat(parser.read("cat " + "-".repeat(2000)).details())
        .containsExactly("Rules cannot be nested more than 200 deep (at position 205)");
  }
}
