package dev.ouzel.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.app.config.RulesFile;
import dev.ouzel.app.config.XAccess;
import dev.ouzel.app.rules.RulesAtX.Order;
import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleBook;
import dev.ouzel.rule.RuleLimits;
import dev.ouzel.testkit.memory.ManualLoop;
import dev.ouzel.testkit.script.Reply;
import dev.ouzel.testkit.server.FakeX;
import dev.ouzel.testkit.server.FakeXSettings;
import dev.ouzel.testkit.server.SeenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over real sockets, by the clock of a fake X that stands still until somebody waits. */
@Timeout(120)
class RulesAtXTest implements Pause, RuleWatcher {
  private static final String PATH = "/2/tweets/search/stream/rules";
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final int MOST_POSTS = 100;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final ManualLoop clock = new ManualLoop(START, 1);
  private final List<String> happened = new ArrayList<>();
  @TempDir private Path directory;
  private FakeX x;
  private Opened<RuleBook> book;
  private RulesAtX rules;

  private void start(FakeXSettings.Builder settings) {
    x = settings.clock(clock).start();
    book = Wiring.rules(XAccess.of(x.baseUrl().toString(), () -> x.token(), true));
    rules = new RulesAtX(book.part(), this, this);
  }

  @AfterEach
  void close() {
    book.close();
    x.close();
  }

  @Override
  public Instant now() {
    return x.now();
  }

  @Override
  public void last(Duration duration) {
    clock.advance(duration);
  }

  @Override
  public void added(Rule rule) {
    happened.add("+" + rule.value());
  }

  @Override
  public void deleted(Rule rule) {
    happened.add("-" + rule.value());
  }

  @Override
  public void refused(Problem problem) {
    happened.add("!" + problem.sentence());
  }

  @Override
  public void waiting(Duration pause) {
    happened.add("waiting " + pause.toMinutes());
  }

  private RulesFile file(Stream<String> lines) throws IOException {
    return RulesFile.read(Files.write(directory.resolve("rules.yaml"), lines.toList()));
  }

  private RulesFile file(String... values) throws IOException {
    return file(Stream.of(values).map(value -> "- " + value));
  }

  private RulesFile cats(int count) throws IOException {
    return file(
        IntStream.range(0, count).mapToObj(i -> "- {value: cat" + i + ", tag: t" + i + "}"));
  }

  private RulePlan apply(RulesFile file, Order order) throws InterruptedException {
    RulePlan plan = rules.plan(file);
    assertThat(plan.isSound()).as("%s", plan.faults()).isTrue();
    rules.apply(plan, order);
    return plan;
  }

  private RulePlan apply(RulesFile file) throws InterruptedException {
    return apply(file, Order.ADD_FIRST);
  }

  private List<SeenRequest> posts() {
    return x.requests().stream().filter(request -> request.method().equals("POST")).toList();
  }

  private List<String> values() {
    return x.rules().stream().map(Rule::value).toList();
  }

  @Test
  void aThousandRulesAreAppliedOnceHoweverOftenTheyAre() throws Exception {
    start(FakeX.builder());
    RulesFile file = cats(1_000);

    apply(file);
    List<Rule> after = x.rules();
    int asked = posts().size();
    RulePlan again = apply(file);

    assertThat(after).hasSize(1_000);
    assertThat(asked).isEqualTo(20);
    assertThat(again.diff().isEmpty()).isTrue();
    assertThat(posts()).hasSize(asked);
    assertThat(x.rules()).isEqualTo(after);
    assertThat(happened).hasSize(1_000);
  }

  @Test
  void aMistakeThatOnlyXSeesChangesNothing() throws Exception {
    start(FakeX.builder().withRule("dog", "old").ruleLimits(RuleLimits.PAY_PER_USE.withLength(30)));
    List<String> lines =
        new ArrayList<>(IntStream.range(0, 999).mapToObj(i -> "- value: cat" + i).toList());
    lines.add(700, "- value: a cat that is longer than this app may have");

    RulePlan plan = rules.plan(file(lines.stream()));

    assertThat(plan.isSound()).isFalse();
    assertThat(plan.refusals()).hasSize(1);
    assertThat(plan.refusals().get(0).sentence()).contains("line 701, column 40: X refuses");
    assertThat(values()).containsExactly("dog");
    assertThat(posts())
        .hasSize(10)
        .allSatisfy(post -> assertThat(post.query()).containsEntry("dry_run", "true"));
  }

  @Test
  void neverAsksMoreOftenThanXAllows() throws Exception {
    start(FakeX.builder().maxRules(10_000));

    apply(cats(5_500));

    assertThat(x.rules()).hasSize(5_500);
    assertThat(happened).contains("waiting 15").hasSize(5_501);
    assertThat(x.requests())
        .allSatisfy(it -> assertThat(it.status().orElseThrow()).isLessThan(300));
    Map<Long, Long> windows =
        posts().stream()
            .collect(
                Collectors.groupingBy(
                    post -> Duration.between(START, post.at()).dividedBy(WINDOW.plusSeconds(1)),
                    Collectors.counting()));
    assertThat(windows.values()).containsExactlyInAnyOrder((long) MOST_POSTS, 10L);
  }

  @Test
  void goesOnWhereXRefusedWithoutRepeatingWhatWasDone() throws Exception {
    start(FakeX.builder());
    RulePlan plan = rules.plan(cats(250));
    // Another program has used up what was left.
    x.answerNext(PATH, Reply.rateLimited(x.now().plus(Duration.ofMinutes(7))));

    rules.apply(plan, Order.ADD_FIRST);

    assertThat(happened.get(0)).isEqualTo("waiting 7");
    assertThat(x.rules()).hasSize(250);
    assertThat(posts()).hasSize(3 + 1 + 3);
  }

  @Test
  void waitsForAQuarterOfAnHourWhereXDoesNotSayHowLong() throws Exception {
    start(FakeX.builder());
    x.answerNext(PATH, Reply.of(429, "{\"title\":\"Too Many Requests\"}"));
    x.answerNext(PATH, Reply.rateLimited(x.now().minusSeconds(60)));
    x.answerNext(PATH, Reply.rateLimited(x.now().plus(Duration.ofDays(3))));

    apply(file("value: cat"));

    assertThat(happened).containsExactly("waiting 15", "waiting 0", "waiting 15", "+cat");
    assertThat(x.now()).isEqualTo(START.plus(Duration.ofMinutes(30).plusSeconds(31)));
  }

  @Test
  void addsBeforeItDeletes() throws Exception {
    start(FakeX.builder().withRule("dog", "dogs").withRule("fish", "fish").maxRules(3));

    apply(file("{value: cat, tag: cats}", "{value: dog, tag: dogs}"));

    assertThat(happened).containsExactly("+cat", "-fish");
    assertThat(values()).containsExactly("dog", "cat");
  }

  @Test
  void deletesFirstOnlyWhenItIsTold() throws Exception {
    start(FakeX.builder().withRule("dog", "dogs").withRule("fish", "fish").maxRules(2));
    RulesFile file = file("{value: cat}", "{value: dog, tag: dogs}");

    RulePlan plan = rules.plan(file);

    assertThat(plan.obstacle(Order.ADD_FIRST))
        .hasValueSatisfying(
            words -> assertThat(words).startsWith("X has room for 0 of the 1 rules to add"));
    assertThat(plan.obstacle(Order.DELETE_FIRST)).isEmpty();
    assertThat(plan.isValidated()).isFalse();
    apply(file, Order.DELETE_FIRST);
    assertThat(happened).containsExactly("-fish", "+cat");
  }

  @Test
  void tellsThatXWillNotHoldSoMany() throws Exception {
    start(FakeX.builder().withRule("dog", "dogs").maxRules(3));

    RulePlan plan = rules.plan(cats(5));

    assertThat(plan.obstacle(Order.DELETE_FIRST))
        .contains("X holds at most 3 rules; the file has 2 too many");
  }

  @Test
  void deletesAndAddsAgainARuleThatIsToHaveAnotherTag() throws Exception {
    start(FakeX.builder().withRule("cat", "cats").withRule("dog", "dogs"));

    apply(file("{value: cat, tag: pets}", "{value: dog, tag: dogs}"));

    assertThat(happened).containsExactly("-cat", "+cat");
    assertThat(x.rules())
        .extracting(rule -> rule.value() + rule.tag().orElse(""))
        .containsExactly("dogdogs", "catpets");
  }

  @Test
  void leavesNoRuleDeletedWhileItWaits() throws Exception {
    start(FakeX.builder().withRule("cat", "cats"));
    for (int post = 0; post < MOST_POSTS - 2; post++) {
      book.part().delete(List.of("1")).toCompletableFuture().join();
    }

    // The dry run is the last but one.
    apply(file("{value: cat, tag: pets}"));

    assertThat(happened).containsExactly("waiting 15", "-cat", "+cat");
  }

  @Test
  void tellsThatXLeftRulesOutWithoutAWord() throws Exception {
    start(FakeX.builder());
    String silent = "{\"meta\":{\"summary\":{\"created\":0,\"not_created\":2}}}";
    x.answerNext(PATH, Reply.of(200, "{\"meta\":{\"result_count\":0}}"));
    x.answerNext(PATH, Reply.of(201, silent));

    RulePlan plan = rules.plan(cats(2));

    assertThat(plan.refusals().get(0).sentence())
        .isEqualTo("X refuses: 2 rules, and gave no reason");
  }
}
