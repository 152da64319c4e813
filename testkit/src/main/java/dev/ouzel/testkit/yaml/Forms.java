package dev.ouzel.testkit.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The forms in which something can be written in one line, like {@code frame 5}. Immutable.
 *
 * @param <T> what is written
 */
public final class Forms<T> {
  private record Form<T>(String example, Function<List<YamlText>, T> meaning) {}

  private final String what;
  private final Map<Pattern, Form<T>> forms;

  private Forms(String what, Map<Pattern, Form<T>> forms) {
    this.what = what;
    this.forms = forms;
  }

  /** Forms of this, of which there are none yet. */
  public static <T> Forms<T> of(String what) {
    return new Forms<>(what, Map.of());
  }

  /** One more form: a word that stands alone. */
  public Forms<T> word(String word, T meaning) {
    return with(word, word, parts -> meaning);
  }

  /**
   * One more form.
   *
   * @param example what mistakes show
   * @param pattern its words with one space between them; what its groups match, in order and
   *     without those that match nothing, are the parts
   * @param meaning what the parts mean; it may refuse them
   */
  public Forms<T> with(String example, String pattern, Function<List<YamlText>, T> meaning) {
    Map<Pattern, Form<T>> more = new LinkedHashMap<>(forms);
    more.put(Pattern.compile(pattern.replace(" ", " +")), new Form<>(example, meaning));
    return new Forms<>(what, more);
  }

  /** What this means. */
  public T read(YamlText written) {
    for (Map.Entry<Pattern, Form<T>> form : forms.entrySet()) {
      Matcher matcher = form.getKey().matcher(written.text());
      if (matcher.matches()) {
        return form.getValue().meaning().apply(parts(matcher, written.place()));
      }
    }
    throw written
        .place()
        .mistake(
            "'%s' is no %s; write one of: %s"
                .formatted(
                    written.text(),
                    what,
                    forms.values().stream().map(Form::example).collect(Collectors.joining(", "))));
  }

  private static List<YamlText> parts(Matcher matcher, Place place) {
    List<YamlText> parts = new ArrayList<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        parts.add(new YamlText(place, matcher.group(group)));
      }
    }
    return parts;
  }
}
