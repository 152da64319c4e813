package dev.ouzel.app.metrics;

import static dev.ouzel.app.metrics.Exposed.require;

import dev.ouzel.app.metrics.Exposed.Family;
import dev.ouzel.app.metrics.Exposed.Series;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads metrics line by line. */
final class ExposedReader {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(" + NAME + ")(?:\\{((?:" + LABEL + ",)*(?:" + LABEL + ")?)})? ([^ ]+)(?: -?\\d+)?");
  private static final Pattern ONE_LABEL =
      Pattern.compile("([a-zA-Z0-9_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Map<String, Family> families = new LinkedHashMap<>();
  private final List<Series> series = new ArrayList<>();
  private final Set<List<Object>> seen = new HashSet<>();
  private String help = "";
  private String family = "";

  void line(String line) {
    Matcher helpLine = HELP.matcher(line);
    Matcher typeLine = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (helpLine.matches()) {
      begin(helpLine.group(1));
      help = helpLine.group(2);
    } else if (typeLine.matches()) {
      require(typeLine.group(1).equals(family), "a type without a help before it: " + line);
      require(families.put(family, new Family(typeLine.group(2), help)) == null, "again: " + line);
    } else {
      require(sample.matches(), "not a line of metrics: " + line);
      add(sample);
    }
  }

  private void begin(String name) {
    require(!families.containsKey(name), "in two places: " + name);
    require(family.isEmpty() || families.containsKey(family), "without a type: " + family);
    family = name;
  }

  private void add(Matcher sample) {
    String name = sample.group(1);
    require(families.containsKey(family), "before its type: " + name);
    Map<String, String> labels = labels(sample.group(2) == null ? "" : sample.group(2));
    checkName(name, families.get(family).type(), labels);
    require(seen.add(List.of(name, labels)), "twice: " + name + labels);
    series.add(new Series(name, labels, number(sample.group(3))));
  }

  private void checkName(String name, String type, Map<String, String> labels) {
    boolean fits =
        switch (type) {
          case "counter" -> name.equals(family) && name.endsWith("_total");
          case "histogram" ->
              name.equals(family + "_bucket")
                  ? labels.containsKey("le")
                  : name.equals(family + "_sum") || name.equals(family + "_count");
          case "summary" ->
              name.equals(family)
                  ? labels.containsKey("quantile")
                  : name.equals(family + "_sum") || name.equals(family + "_count");
          default -> name.equals(family);
        };
    require(fits, name + " is no part of a " + type + " named " + family);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher each = ONE_LABEL.matcher(text);
    while (each.find()) {
      String value = unescaped(each.group(2));
      require(labels.put(each.group(1), value) == null, "a label twice: " + text);
    }
    return labels;
  }

  private static String unescaped(String text) {
    return Pattern.compile("\\\\(.)")
        .matcher(text)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : escape.group(1)));
  }

  /** A number as Go reads it. */
  static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  Exposed exposed() {
    return new Exposed(families, series);
  }
}
