package dev.ouzel.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.rule.Rule;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.server.JsonClient.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeXRulesTest {
  private static final String RULES = "/2/tweets/search/stream/rules";

  private final ManualLoop clock = new ManualLoop(Instant.parse("2026-01-06T18:40:40.344Z"), 0);
  private FakeX fake = FakeX.builder().clock(clock).start();
  private JsonClient client = new JsonClient(fake);

  @AfterEach
  void close() {
    fake.close();
  }

  private static JsonObject json(String singleQuoted) {
    return new JsonObject(singleQuoted.replace('\'', '"'));
  }

  private Answer post(String query, String singleQuoted) throws IOException, InterruptedException {
    return client.post(RULES + query, singleQuoted.replace('\'', '"'));
  }

  @Test
  void listsNoDataWithoutRules() throws IOException, InterruptedException {
    assertThat(client.get(RULES).json())
        .isEqualTo(json("{'meta':{'sent':'2026-01-06T18:40:40.344Z','result_count':0}}"));
  }

  @Test
  void addsRulesAndListsThem() throws IOException, InterruptedException {
    Answer added = post("", "{'add':[{'value':'cat','tag':'cats'},{'value':'dog -cat'}]}");
    assertThat(added.status()).isEqualTo(201);
    List<Rule> rules = fake.rules();
    assertThat(rules).extracting(Rule::value).containsExactly("cat", "dog -cat");
    assertThat(rules).extracting(Rule::tag).containsExactly(Optional.of("cats"), Optional.empty());
    assertThat(rules).extracting(Rule::id).allMatch(id -> id.matches("[0-9]{19}"));
    String data =
        "'data':[{'id':'%s','value':'cat','tag':'cats'},{'id':'%s','value':'dog -cat'}]"
            .formatted(rules.get(0).id(), rules.get(1).id());
    assertThat(added.json())
        .isEqualTo(
            json(
                "{"
                    + data
                    + ",'meta':{'sent':'2026-01-06T18:40:40.344Z','summary':"
                    + "{'created':2,'not_created':0,'valid':2,'invalid':0}}}"));
    assertThat(client.get(RULES).json())
        .isEqualTo(
            json("{" + data + ",'meta':{'sent':'2026-01-06T18:40:40.344Z','result_count':2}}"));
  }

  @Test
  void addsWhatItCanAndRefusesTheRest() throws IOException, InterruptedException {
    String cat = fake.addRule("cat", Optional.empty()).id();
    Answer answer = post("", "{'add':[{'value':'cat'},{'value':'--b'},{'value':'dog'}]}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().getJsonObject("meta").getJsonObject("summary"))
        .isEqualTo(json("{'created':1,'not_created':2,'valid':1,'invalid':2}"));
    assertThat(answer.json().getJsonArray("errors"))
        .containsExactly(
            json(
                "{'value':'cat','id':'%s','title':'DuplicateRule',".formatted(cat)
                    + "'type':'https://api.twitter.com/2/problems/duplicate-rules'}"),
            json(
                "{'value':'--b','details':['Rules must contain a non-negation term (at position"
                    + " 1)','Rules must contain at least one positive, non-stopword clause (at"
                    + " position 1)'],'title':'UnprocessableEntity',"
                    + "'type':'https://api.twitter.com/2/problems/invalid-rules'}"));
    assertThat(fake.rules()).extracting(Rule::value).containsExactly("cat", "dog");
  }

  @Test
  void refusesAnEmptyRuleAndOneGivenTwice() throws IOException, InterruptedException {
    Answer answer = post("", "{'add':[{'value':' '},{'value':'cat'},{'value':'cat'}]}");
    assertThat(answer.json().getJsonArray("errors").stream())
        .extracting(error -> ((JsonObject) error).getString("title"))
        .containsExactly("UnprocessableEntity", "DuplicateRule");
    assertThat(fake.rules()).hasSize(1);
  }

  @Test
  void holdsNoMoreRulesThanThePlanAllows() throws IOException, InterruptedException {
    fake.close();
    fake = FakeX.builder().clock(clock).maxRules(2).withRule("cat", "cats").start();
    client = new JsonClient(fake);
    Answer tooMany = post("", "{'add':[{'value':'cat'},{'value':'dog'},{'value':'owl'}]}");
    Answer enough = post("", "{'add':[{'value':'cat'},{'value':'dog'},{'value':'dog'}]}");
    assertThat(tooMany.status()).isEqualTo(422);
    assertThat(tooMany.json().getString("title")).isEqualTo("RulesCapExceeded");
    assertThat(enough.status()).isEqualTo(201);
    assertThat(fake.rules()).extracting(Rule::value).containsExactly("cat", "dog");
  }

  @Test
  void answersAsToldWhenItAddsNothing() throws IOException, InterruptedException {
    fake.close();
    fake = FakeX.builder().clock(clock).nothingAddedStatus(200).start();
    client = new JsonClient(fake);
    assertThat(post("", "{'add':[{'value':'--b'}]}").status()).isEqualTo(200);
    assertThat(post("", "{'add':[{'value':'--b'},{'value':'cat'}]}").status()).isEqualTo(201);
  }

  @Test
  void refusesARuleLongerThanThePlanAllows() throws IOException, InterruptedException {
    String longest = "w".repeat(1024);
    Answer answer =
        post("", "{'add':[{'value':'%s'},{'value':'%sw'}]}".formatted(longest, longest));
    assertThat(answer.json().getJsonArray("errors")).hasSize(1);
    assertThat(answer.text()).contains("\"details\":[\"Rule '");
    assertThat(fake.rules()).extracting(Rule::value).containsExactly(longest);
  }

  @Test
  void deletesAllAtOnce() throws IOException, InterruptedException {
    fake.addRule("cat", Optional.empty());
    fake.addRule("dog", Optional.empty());
    assertThat(client.post(RULES + "?delete_all=true&dry_run=true", "").status()).isEqualTo(400);
    Answer answer = client.post(RULES + "?delete_all=true", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getJsonObject("meta").getJsonObject("summary"))
        .isEqualTo(json("{'deleted':2,'not_deleted':0}"));
    assertThat(fake.rules()).isEmpty();
  }

  @Test
  void tellsHowManyRulesThereAreAndMayBe() throws IOException, InterruptedException {
    fake.addRule("cat", Optional.empty());
    String ofApp = "{'client_app_id':'12345678','rule_count':1}";
    assertThat(client.get(RULES + "/counts").json())
        .isEqualTo(
            json(
                "{'data':{'all_project_client_apps':["
                    + ofApp
                    + "],'cap_per_client_app':'1000',"
                    + "'cap_per_project':'1000','client_app_rules_count':"
                    + ofApp
                    + ",'project_rules_count':'1'}}"));
    assertThat(client.get(RULES + "/counts?rules_count.fields=project_rules_count").json())
        .isEqualTo(json("{'data':{'project_rules_count':'1'}}"));
    assertThat(client.get(RULES + "/counts?rules_count.fields=x").status()).isEqualTo(400);
  }

  @Test
  void deletesByIdAndByValue() throws IOException, InterruptedException {
    String cat = fake.addRule("cat", Optional.empty()).id();
    fake.addRule("dog", Optional.empty());
    Answer byId = post("", "{'delete':{'ids':['%s']}}".formatted(cat));
    assertThat(byId.status()).isEqualTo(200);
    assertThat(byId.json())
        .isEqualTo(
            json(
                "{'meta':{'sent':'2026-01-06T18:40:40.344Z',"
                    + "'summary':{'deleted':1,'not_deleted':0}}}"));
    assertThat(fake.rules()).extracting(Rule::value).containsExactly("dog");
    assertThat(post("", "{'delete':{'values':['dog']}}").status()).isEqualTo(200);
    assertThat(fake.rules()).isEmpty();
  }

  @Test
  void saysThatARuleToDeleteDoesNotExist() throws IOException, InterruptedException {
    Answer answer = post("", "{'delete':{'ids':['123']}}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getJsonObject("meta").getJsonObject("summary"))
        .isEqualTo(json("{'deleted':0,'not_deleted':1}"));
    assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getJsonArray("errors"))
        .containsExactly(json("{'parameters':{'id':['123']},'message':'Rule does not exist'}"));
  }

  @Test
  void changesNothingInADryRun() throws IOException, InterruptedException {
    String cat = fake.addRule("cat", Optional.empty()).id();
    Answer added = post("?dry_run=true", "{'add':[{'value':'dog'}]}");
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().getJsonArray("data")).hasSize(1);
    Answer deleted = post("?dry_run=true", "{'delete':{'ids':['%s']}}".formatted(cat));
    assertThat(deleted.json().getJsonObject("meta").getJsonObject("summary").getInteger("deleted"))
        .isEqualTo(1);
    assertThat(fake.rules()).extracting(Rule::value).containsExactly("cat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{'add':[{'value':'a'}],'delete':{'ids':['1']}}",
        "{'add':[{'tag':'a'}]}",
        "{'add':'a'}",
        "{'delete':{}}",
        "{'delete':{'ids':['1'],'values':['a']}}"
      })
  void refusesABodyOfAnotherForm(String body) throws IOException, InterruptedException {
    Answer answer = post("", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("type")).endsWith("/invalid-request");
  }

  @Test
  void listsAPageAtATime() throws IOException, InterruptedException {
    for (int n = 0; n < 5; n++) {
      fake.addRule("cat" + n, Optional.empty());
    }
    JsonObject first = client.get(RULES + "?max_results=3").json();
    String token = first.getJsonObject("meta").getString("next_token");
    assertThat(token).hasSize(16);
    assertThat(first.getJsonArray("data")).hasSize(3);
    JsonObject second = client.get(RULES + "?max_results=3&pagination_token=" + token).json();
    assertThat(second.getJsonArray("data").stream())
        .extracting(rule -> ((JsonObject) rule).getString("value"))
        .containsExactly("cat3", "cat4");
    assertThat(second.getJsonObject("meta").getString("next_token")).isNull();
    assertThat(client.get(RULES + "?pagination_token=zz").status()).isEqualTo(400);
  }

  @Test
  void listsTheRulesWithGivenIds() throws IOException, InterruptedException {
    fake.addRule("cat", Optional.empty());
    String dog = fake.addRule("dog", Optional.empty()).id();
    assertThat(client.get(RULES + "?ids=1," + dog).json().getJsonArray("data"))
        .containsExactly(json("{'id':'%s','value':'dog'}".formatted(dog)));
  }
}
