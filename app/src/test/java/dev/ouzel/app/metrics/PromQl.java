package dev.ouzel.app.metrics;

import dev.ouzel.app.metrics.Exposed.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * As much of PromQL as the alerts speak: selectors with equal labels, comparisons, sums, products,
 * {@code and}, {@code or}, {@code on (…)}, {@code increase}, {@code delta}, {@code absent}, {@code
 * time}. What it does not know, it refuses. Series are matched by all their labels, but for {@code
 * on}. {@code increase} and {@code delta} tell the plain difference, without extrapolation.
 */
public final class PromQl {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(\\d+[smh]|[0-9.]+|[a-zA-Z_:][a-zA-Z0-9_:]*|\"[^\"]*\"|[=!<>]=|[-+*/()<>{}\\[\\],=])");
  private static final double MILLIS = 1e3;

  /** What binds least comes first. */
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("or"),
          List.of("and"),
          List.of("==", "!=", ">=", "<=", ">", "<"),
          List.of("+", "-"),
          List.of("*", "/"));

  private static final Map<String, DoubleBinaryOperator> ARITHMETIC =
      Map.of(
          "+", Double::sum,
          "-", (a, b) -> a - b,
          "*", (a, b) -> a * b,
          "/", (a, b) -> a / b);

  private final Scrapes scrapes;
  private final List<String> tokens;
  private int next;

  /**
   * A number, or series.
   *
   * @param isScalar true for one number
   * @param series the number, or the series
   */
  private record Value(boolean isScalar, List<Series> series) {
    static Value scalar(double number) {
      return new Value(true, List.of(new Series("", Map.of(), number)));
    }

    static Value vectorOfOne() {
      return new Value(false, scalar(1).series());
    }

    static Value none() {
      return new Value(false, List.of());
    }
  }

  private PromQl(String text, Scrapes scrapes) {
    this.scrapes = scrapes;
    this.tokens = tokens(text);
  }

  /** The series that an expression gives after the last scrape; a number is one series. */
  public static List<Series> evaluate(String text, Scrapes scrapes) {
    PromQl query = new PromQl(text, scrapes);
    Value value = query.level(0);
    if (query.next < query.tokens.size()) {
      throw new IllegalArgumentException("not understood from " + query.peek() + ": " + text);
    }
    return value.series();
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (token.lookingAt()) {
      tokens.add(token.group(1));
      end = token.end();
      token.region(end, text.length());
    }
    if (!text.substring(end).isBlank()) {
      throw new IllegalArgumentException("not understood: " + text.substring(end));
    }
    return tokens;
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private boolean takes(String token) {
    boolean there = peek().equals(token);
    next += there ? 1 : 0;
    return there;
  }

  private void expect(String token) {
    if (!takes(token)) {
      throw new IllegalArgumentException("expected " + token + ", found " + peek());
    }
  }

  private Value level(int level) {
    if (level == LEVELS.size()) {
      return operand();
    }
    Value left = level(level + 1);
    while (LEVELS.get(level).contains(peek())) {
      String operator = tokens.get(next++);
      UnaryOperator<Map<String, String>> key = key();
      left = joined(operator, left, level(level + 1), key);
    }
    return left;
  }

  /** By what series are matched: the labels named by {@code on}, or all. */
  private UnaryOperator<Map<String, String>> key() {
    if (!takes("on")) {
      return labels -> labels;
    }
    expect("(");
    Set<String> names = new HashSet<>();
    while (!takes(")")) {
      names.add(tokens.get(next++));
      takes(",");
    }
    return labels -> {
      Map<String, String> kept = new TreeMap<>(labels);
      kept.keySet().retainAll(names);
      return kept;
    };
  }

  private static Value joined(
      String operator, Value left, Value right, UnaryOperator<Map<String, String>> key) {
    Set<Map<String, String>> keys = new HashSet<>();
    (operator.equals("or") ? left : right)
        .series()
        .forEach(one -> keys.add(key.apply(one.labels())));
    return switch (operator) {
      case "and" ->
          new Value(
              false,
              left.series().stream()
                  .filter(one -> keys.contains(key.apply(one.labels())))
                  .toList());
      case "or" ->
          new Value(
              false,
              Stream.concat(
                      left.series().stream(),
                      right.series().stream()
                          .filter(one -> !keys.contains(key.apply(one.labels()))))
                  .toList());
      default -> computed(operator, left, right);
    };
  }

  private static Value computed(String operator, Value left, Value right) {
    List<Series> results = new ArrayList<>();
    for (Series a : left.series()) {
      for (Series b : right.series()) {
        if (left.isScalar() || right.isScalar() || a.labels().equals(b.labels())) {
          compute(operator, a.value(), b.value())
              .ifPresent(
                  value -> results.add(new Series("", (left.isScalar() ? b : a).labels(), value)));
        }
      }
    }
    return new Value(left.isScalar() && right.isScalar(), results);
  }

  /** A comparison keeps the left side's value where it holds. */
  private static OptionalDouble compute(String operator, double a, double b) {
    DoubleBinaryOperator arithmetic = ARITHMETIC.get(operator);
    if (arithmetic != null) {
      return OptionalDouble.of(arithmetic.applyAsDouble(a, b));
    }
    boolean holds =
        switch (operator) {
          case "==" -> a == b;
          case "!=" -> a != b;
          case ">=" -> a >= b;
          case "<=" -> a <= b;
          case ">" -> a > b;
          default -> a < b;
        };
    return holds ? OptionalDouble.of(a) : OptionalDouble.empty();
  }

  private Value operand() {
    if (takes("(")) {
      Value within = level(0);
      expect(")");
      return within;
    }
    String token = tokens.get(next++);
    if (Character.isDigit(token.charAt(0))) {
      return Value.scalar(Double.parseDouble(token));
    }
    if (!takes("(")) {
      return new Value(false, selected(token, labels()));
    }
    Value result = called(token);
    expect(")");
    return result;
  }

  private Value called(String function) {
    return switch (function) {
      case "time" -> Value.scalar(scrapes.now().toEpochMilli() / MILLIS);
      case "absent" -> level(0).series().isEmpty() ? Value.vectorOfOne() : Value.none();
      case "increase" -> new Value(false, over(PromQl::increase));
      case "delta" -> new Value(false, over(all -> all.get(all.size() - 1) - all.get(0)));
      default -> throw new IllegalArgumentException("no function of ours: " + function);
    };
  }

  /** What a function makes of a range of each series that the last scrape has. */
  private List<Series> over(ToDoubleFunction<List<Double>> function) {
    String name = tokens.get(next++);
    Map<String, String> labels = labels();
    expect("[");
    Duration time = Duration.parse("PT" + tokens.get(next++).toUpperCase(Locale.ROOT));
    expect("]");
    List<Series> results = new ArrayList<>();
    for (Series one : selected(name, labels)) {
      List<Double> values = scrapes.values(time, name, one.labels());
      if (values.size() > 1) {
        results.add(new Series("", one.labels(), function.applyAsDouble(values)));
      }
    }
    return results;
  }

  /** A counter that falls began anew. */
  private static double increase(List<Double> values) {
    double sum = 0;
    for (int i = 1; i < values.size(); i++) {
      double before = values.get(i - 1);
      double after = values.get(i);
      sum += after >= before ? after - before : after;
    }
    return sum;
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    if (takes("{")) {
      while (!takes("}")) {
        String label = tokens.get(next++);
        expect("=");
        String quoted = tokens.get(next++);
        labels.put(label, quoted.substring(1, quoted.length() - 1));
        takes(",");
      }
    }
    return labels;
  }

  private List<Series> selected(String name, Map<String, String> labels) {
    return scrapes.last().stream()
        .filter(one -> one.name().equals(name))
        .filter(one -> one.labels().entrySet().containsAll(labels.entrySet()))
        .toList();
  }
}
