package dev.ouzel.testkit.server;

import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleLimits;
import dev.ouzel.rule.RuleParser;
import dev.ouzel.rule.RuleReading;
import dev.ouzel.testkit.yaml.Place;
import dev.ouzel.testkit.yaml.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules as a text file: one a line, just as X takes it, after its tag in square brackets if it has
 * one. Empty lines say nothing, nor do those that begin with {@code #} and a space.
 *
 * <pre>{@code
 * # What the app listens to.
 * [cats] cat has:images -is:retweet
 * "good dog" OR #dogs
 * }</pre>
 *
 * <p>A mistake in it is an {@link IllegalArgumentException} that says, in one line, where it is.
 */
public final class RulesFile {
  private static final Pattern COMMENT = Pattern.compile("\\s*(#\\s.*|#)?");

  /** X has no rule that begins with such a bracket. */
  private static final Pattern RULE =
      Pattern.compile("\\s*(?:\\[(?<tag>[^\\]]+)\\]\\s*)?(?<value>.*?)\\s*");

  private static final RuleParser PARSER = new RuleParser(RuleLimits.ENTERPRISE_WITH_EMBEDDING);

  private final String name;
  private final List<Rule.Draft> rules = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  private RulesFile(String name) {
    this.name = name;
  }

  /** The rules in a file. */
  public static List<Rule.Draft> read(Path file) throws IOException {
    return parse(file.toString(), TextFile.read(file));
  }

  /** The rules in a text; {@code name} is what mistakes call it. */
  public static List<Rule.Draft> parse(String name, String text) {
    RulesFile file = new RulesFile(name);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!COMMENT.matcher(line).matches()) {
        file.add(line, number);
      }
    }
    return List.copyOf(file.rules);
  }

  private void add(String line, int number) {
    Matcher rule = RULE.matcher(line);
    if (!rule.matches() || rule.group("value").isEmpty()) {
      throw new Place(name, number, line.length() + 1).mistake("a rule is missing after its tag");
    }
    String value = rule.group("value");
    int begin = rule.start("value");
    RuleReading reading = PARSER.read(value);
    if (reading.expression().isEmpty()) {
      throw new Place(name, number, begin + reading.mistakes().get(0).position())
          .mistake("X would refuse this rule: " + String.join("; ", reading.details()));
    }
    Integer before = lines.putIfAbsent(value, number);
    if (before != null) {
      throw new Place(name, number, begin + 1)
          .mistake("this rule stands in line " + before + " too");
    }
    rules.add(new Rule.Draft(value, Optional.ofNullable(rule.group("tag"))));
  }
}
