package dev.ouzel.testkit.spec;

/**
 * How one source spells and types a member.
 *
 * @param source the version of X's OpenAPI document, such as {@code 2.167}, or a word that {@code
 *     documented.txt} explains
 * @param path the member's path in this source's words and with its arrays
 * @param type a JSON type, with a format where X names one: {@code string(date-time)}, {@code
 *     integer(int64)}; or the name of an object of the list; {@code []} follows for an array; an
 *     enumeration shows its values: <code>string{closed,open}</code>
 */
public record Sighting(String source, String path, String type) {
  private static final String RENAMED = "as";

  /** Reads {@code 2.166 string}, or {@code 2.166 object as note_tweet}, below a parent's path. */
  static Sighting parse(String column, String parent, String name) {
    String[] words = column.strip().split(" ", -1);
    if (words.length != 2 && !(words.length == 4 && words[2].equals(RENAMED))) {
      throw new IllegalArgumentException("expected a source and a type, not '" + column + "'");
    }
    return new Sighting(words[0], parent + "." + (words.length == 2 ? name : words[3]), words[1]);
  }

  /** What {@link #parse} reads. */
  String column(String name) {
    return source + " " + type + (lastName().equals(name) ? "" : " " + RENAMED + " " + lastName());
  }

  /** The last part of the path, with the mark of an array. */
  String lastName() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
