package dev.ouzel.app.config;

import dev.ouzel.app.config.RuleFault.Excerpt;
import dev.ouzel.post.Problem;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleLimits;
import dev.ouzel.rule.RuleMistake;
import dev.ouzel.rule.RuleParser;
import dev.ouzel.rule.RuleSet;
import dev.ouzel.testkit.yaml.Place;
import dev.ouzel.testkit.yaml.TextFile;
import dev.ouzel.testkit.yaml.YamlFile;
import dev.ouzel.testkit.yaml.YamlMap;
import dev.ouzel.testkit.yaml.YamlText;
import dev.ouzel.testkit.yaml.YamlValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules that X shall hold, as a person wrote them: a YAML list of rules, each with a {@code
 * value}, and perhaps a {@code tag} (which may be called {@code name}) and a {@code comment}, which
 * is for people and goes nowhere. Immutable.
 *
 * <pre>{@code
 * - tag: cats
 *   value: cat has:images -is:retweet
 *   comment: asked for by the shelter
 * }</pre>
 */
public final class RulesFile {
  /** How it is called unless another is named. */
  public static final String USUAL = "rules.yaml";

  /** More than X's largest plan needs: 25,000 rules of 2,048 characters each. */
  private static final int MOST_BYTES = 64 << 20;

  private static final List<String> KEYS = List.of("tag", "name", "value", "comment");
  private static final Pattern POSITION = Pattern.compile("(.*) \\(at position ([0-9]{1,5})\\)");

  private final List<String> lines;
  private final Map<String, Written> rules = new LinkedHashMap<>();
  private final List<Found> faults = new ArrayList<>();

  /** A rule, and where its value begins. */
  private record Written(Place place, Rule.Draft rule) {}

  /** A fault, and the line to which it belongs. */
  private record Found(int line, RuleFault fault) {}

  private RulesFile(String text) {
    this.lines = text.lines().toList();
  }

  /**
   * What is in the file, whatever is wrong with its rules. Fails with {@link Mistake} when it
   * cannot be read, is no YAML or no list.
   */
  public static RulesFile read(Path file) {
    return InputFile.read(
        "the file of rules", file, it -> parse(it.toString(), TextFile.read(it, MOST_BYTES)));
  }

  /** The same of a text; {@code name} is what its faults call it. */
  static RulesFile parse(String name, String text) {
    RulesFile file = new RulesFile(text);
    YamlFile.parse(name, text, MOST_BYTES).asList().values().forEach(file::add);
    return file;
  }

  private void add(YamlValue item) {
    try {
      YamlMap rule = item.asMap();
      rule.entries().keySet().stream()
          .filter(key -> !KEYS.contains(key.text()))
          .forEach(key -> fault(key.place(), unknownKey(key.text())));
      rule.get("comment").ifPresent(YamlValue::asText);
      YamlText value =
          rule.get("value")
              .orElseThrow(() -> rule.place().mistake("this rule has no value"))
              .asText();
      String text = value.required().strip();
      Written written = new Written(value.place(), new Rule.Draft(text, tag(rule)));
      Written before = rules.putIfAbsent(text, written);
      if (before != null) {
        int line = before.place().line();
        fault(value.place(), "this rule stands in line %d too; X takes it once".formatted(line));
      }
    } catch (IllegalArgumentException wrong) {
      faults.add(
          new Found(item.place().line(), new RuleFault(wrong.getMessage(), Optional.empty())));
    }
  }

  private static Optional<String> tag(YamlMap rule) {
    Optional<YamlValue> name = rule.get("name");
    Optional<YamlValue> tag = rule.get("tag");
    if (name.isPresent() && tag.isPresent()) {
      throw name.get().place().mistake("a rule's name is its tag; leave one of them out");
    }
    return tag.or(() -> name).map(written -> written.asText().required().strip());
  }

  private static String unknownKey(String key) {
    return "unknown key '%s'; there are: %s".formatted(key, String.join(", ", KEYS));
  }

  private void fault(Place place, String message) {
    String sentence = place.mistake(message).getMessage();
    faults.add(new Found(place.line(), new RuleFault(sentence, Optional.empty())));
  }

  /** The rules, in the file's order; those that {@link #faults} tells of may be missing. */
  public RuleSet rules() {
    return new RuleSet(rules.values().stream().map(Written::rule).toList());
  }

  /** Everything that is wrong with the file, and with its rules within these limits, in order. */
  public List<RuleFault> faults(RuleLimits limits) {
    return Stream.concat(faults.stream(), found(rules().rules(), limits))
        .sorted(Comparator.comparingInt(Found::line))
        .map(Found::fault)
        .toList();
  }

  /** What is wrong with some of its rules within these limits. */
  public List<RuleFault> faults(Collection<Rule.Draft> some, RuleLimits limits) {
    return found(some, limits).map(Found::fault).toList();
  }

  private Stream<Found> found(Collection<Rule.Draft> some, RuleLimits limits) {
    RuleParser parser = new RuleParser(limits);
    return some.stream()
        .map(rule -> rules.get(rule.value()))
        .flatMap(
            written ->
                parser.read(written.rule().value()).mistakes().stream()
                    .map(mistake -> new Found(written.place().line(), fault(written, mistake))));
  }

  /** What X says of a rule, with its place where X names one of this file's rules. */
  public List<RuleFault> refusal(Problem problem) {
    Optional<Written> written = problem.value().map(rules::get);
    List<String> details =
        problem.details().isEmpty() ? List.of(problem.sentence()) : problem.details();
    return details.stream()
        .map(
            detail ->
                written
                    .map(rule -> refusal(rule, detail))
                    .orElseGet(() -> new RuleFault("X refuses: " + detail, Optional.empty())))
        .toList();
  }

  private RuleFault refusal(Written written, String detail) {
    Matcher placed = POSITION.matcher(detail);
    int position = placed.matches() ? Integer.parseInt(placed.group(2)) : 1;
    String words = placed.matches() ? placed.group(1) : detail;
    return fault(written, new RuleMistake("X refuses this rule: " + words, Math.max(1, position)));
  }

  private RuleFault fault(Written written, RuleMistake mistake) {
    String value = written.rule().value();
    return new RuleFault(
        place(written, mistake.position()).mistake(mistake.message()).getMessage(),
        Optional.of(Excerpt.of(value, mistake.position())));
  }

  /**
   * Where a position of a rule stands: exactly, when a line of the file shows the whole rule as it
   * is; otherwise where the rule begins.
   */
  private Place place(Written written, int position) {
    Place place = written.place();
    String value = written.rule().value();
    String line = place.line() <= lines.size() ? lines.get(place.line() - 1) : "";
    int column = Math.min(place.column() - 1, line.codePointCount(0, line.length()));
    int begin = line.indexOf(value, line.offsetByCodePoints(0, column));
    int at = begin + Math.min(position - 1, value.length());
    return begin < 0
        ? place
        : new Place(place.file(), place.line(), line.codePointCount(0, at) + 1);
  }
}
