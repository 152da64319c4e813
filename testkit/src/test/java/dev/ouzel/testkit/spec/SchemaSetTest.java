package dev.ouzel.testkit.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.testkit.script.Reply;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That the schemas find what is wrong, and say it in terms of X's document. */
final class SchemaSetTest {
  private static final String FILTERED = "GET /2/tweets/search/stream";
  private static final SchemaSet OLDER = SchemaSet.of("2.166");
  private static final SchemaSet NEWER = SchemaSet.of("2.167");

  private static Set<String> differences(SchemaSet schemas, String singleQuoted) {
    return schemas.differences(FILTERED, 200, singleQuoted.replace('\'', '"'));
  }

  @Test
  void findsNothingInWhatXDocuments() {
    String frame =
        "{'data':{'id':'1','text':'a','edit_history_%s_ids':['1']},"
            + "'matching_rules':[{'id':'7','tag':'t'}]}";

    assertThat(differences(OLDER, frame.formatted("tweet"))).isEmpty();
    assertThat(differences(NEWER, frame.formatted("post"))).isEmpty();
    assertThat(OLDER.differences(FILTERED, 409, Reply.noRules().body())).isEmpty();
  }

  @Test
  void findsWhatIsMissingAndWhatNobodyDeclared() {
    String metrics = "'public_metrics':{'like_count':1,'love_count':2}";

    assertThat(differences(OLDER, "{'data':{'id':'1','text':'a'," + metrics + ",'mood':'good'}}"))
        .containsExactlyInAnyOrder(
            "Tweet.mood is not declared",
            "Tweet.public_metrics.love_count is not declared",
            "Tweet.public_metrics.bookmark_count is missing",
            "Tweet.public_metrics.impression_count is missing",
            "Tweet.public_metrics.reply_count is missing",
            "Tweet.public_metrics.retweet_count is missing");
  }

  @Test
  void findsBrokenLimits() {
    assertThat(
            differences(
                OLDER,
                "{'matching_rules':[{'id':7}],'includes':{'polls':[],"
                    + "'media':[{'type':'photo','media_key':'3-1','url':'no address'}]}}"))
        .containsExactlyInAnyOrder(
            "RuleId breaks type",
            "Expansions.polls breaks minItems",
            "MediaKey breaks pattern",
            "Photo.url breaks format");
  }

  @Test
  void knowsAProblemByItsType() {
    String problem = "{'title':'a','detail':'b','disconnect_type':'%s','type':'https://%s'}";
    String known =
        problem.formatted("Fatigue", "api.twitter.com/2/problems/operational-disconnect");
    String unknown = problem.formatted("Fatigue", "example.org/fatigue");

    assertThat(differences(OLDER, "{'errors':[" + known + "]}"))
        .containsExactly("OperationalDisconnectProblem.disconnect_type is Fatigue");
    assertThat(differences(OLDER, "{'errors':[" + unknown + "]}"))
        .containsExactly("Problem.type is https://example.org/fatigue");
  }

  @Test
  void readsATypeWithTheOtherHostAsItsOwn() {
    String body = Reply.noRules().body().replace("api.twitter.com", "api.x.com");

    assertThat(OLDER.differences(FILTERED, 409, body))
        .containsExactly("Problem.type has another host");
  }

  @Test
  void findsAnAnswerWithAStatusThatIsNotDeclared() {
    String rules = "POST /2/tweets/search/stream/rules";

    assertThat(OLDER.differences(rules, 202, "{\"meta\":{\"sent\":\"now\"}}"))
        .containsExactly(rules + " answers 202");
  }

  @Test
  void takesARefusalWithACodeForXsOtherKindOfError() {
    assertThat(OLDER.differences(FILTERED, 500, "{\"code\":1,\"message\":\"a\",\"status\":500}"))
        .containsExactly("Error.status is not declared");
  }

  @Test
  void doesNotKnowVersionsThatWereNotTakenIn() {
    assertThatThrownBy(() -> SchemaSet.of("1.0")).hasMessageContaining("1.0");
  }
}
