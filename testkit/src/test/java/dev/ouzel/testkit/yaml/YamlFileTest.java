package dev.ouzel.testkit.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {
  @TempDir private Path directory;

  private static YamlValue parse(String text) {
    return YamlFile.parse("a.yaml", text);
  }

  @Test
  void keepsTextsAsTheyAreWrittenAndWhereTheyStand() {
    YamlMap map = parse("a: 010\nb: [yes, 'no: \"x\"']\nc:\n").asMap();

    assertThat(map.get("a").orElseThrow().asText().text()).isEqualTo("010");
    assertThat(map.get("b").orElseThrow().asList().values())
        .containsExactly(
            new YamlText(new Place("a.yaml", 2, 5), "yes"),
            new YamlText(new Place("a.yaml", 2, 10), "no: \"x\""));
    assertThat(map.get("c").orElseThrow().asText().text()).isEmpty();
    assertThat(map.get("d")).isEmpty();
  }

  @Test
  void readsJsonToo() {
    YamlMap map = parse("{\"a\": [1, {\"b\": \"\\u00e9\"}]}").asMap();

    assertThat(map.get("a").orElseThrow().asList().values().get(1).asMap().get("b"))
        .map(text -> text.asText().text())
        .hasValue("\u00e9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'a: 1\n\tb: 2'      | 2 | 1 | this is no YAML
          'a: b: c'           | 1 | 5 | this is no YAML
          'a: [1'             | 1 | 6 | this is no YAML
          'a: 1\na: 2'        | 2 | 1 | the key 'a' stands here twice
          'a: &x 1\nb: *x'    | 1 | 4 | anchors and aliases
          'a: *x'             | 1 | 4 | anchors and aliases
          'a: !!int 1'        | 1 | 4 | tags (!) are not read
          'a: !x [1]'         | 1 | 4 | tags (!) are not read
          '[a]: 1'            | 1 | 1 | one value is expected
          'a: 1\n---\nb: 2'   | 2 | 1 | more than one document
          """)
  void saysWhereAMistakeIs(String text, int line, int column, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(text.replace("\\n", "\n").replace("\\t", "\t")))
        .withMessageStartingWith("a.yaml, line " + line + ", column " + column + ": ")
        .withMessageContaining(words)
        .satisfies(mistake -> assertThat(mistake.getMessage().lines()).hasSize(1));
  }

  @Test
  void refusesWhatIsEmptyOrHasCharactersThatNobodyWrites() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("# nothing\n"))
        .withMessage("a.yaml is empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("a: \u0007"))
        .withMessageStartingWith("a.yaml is no YAML: ")
        .satisfies(mistake -> assertThat(mistake.getMessage().lines()).hasSize(1));
  }

  @Test
  void refusesWhatIsDeepOrLarge() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("[".repeat(100_000)))
        .withMessage(
            "a.yaml, line 1, column 17: lists and maps stand more than 16 deep within each other");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("a".repeat(TextFile.MOST_BYTES + 1)));
  }

  @Test
  void readsFilesInUtf8() throws IOException {
    Path file = directory.resolve("a.yaml");

    Files.writeString(file, "\uFEFFa: \u00e9\n");
    assertThat(YamlFile.read(file).asMap().get("a"))
        .hasValue(new YamlText(new Place(file.toString(), 1, 4), "\u00e9"));

    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xe9});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> YamlFile.read(file))
        .withMessage(file + " is not a text in UTF-8");

    Files.write(file, new byte[TextFile.MOST_BYTES + 1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> YamlFile.read(file))
        .withMessage(file + " is larger than 1048576 bytes");

    Files.delete(file);
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> YamlFile.read(file));
  }

  @Test
  void readsNumbersFlagsAndDurationsWhenAsked() {
    Place place = new Place("a.yaml", 1, 1);

    assertThat(new YamlText(place, "12345678901").number()).isEqualTo(12345678901L);
    assertThat(new YamlText(place, "true").flag()).isTrue();
    assertThat(new YamlText(place, "5m").duration()).hasMinutes(5);
    assertThat(new YamlText(place, "source").oneOf(RetentionPolicy.class))
        .isEqualTo(RetentionPolicy.SOURCE);
  }

  @Test
  void saysWhatANumberOrAFlagMayBe() {
    YamlText text = new YamlText(new Place("a.yaml", 1, 1), "1e9");
    YamlText large = new YamlText(text.place(), "12345678901");

    assertThatIllegalArgumentException().isThrownBy(text::number).withMessageContaining("'1e9'");
    assertThatIllegalArgumentException().isThrownBy(text::flag).withMessageContaining("true");
    assertThatIllegalArgumentException().isThrownBy(text::duration).withMessageContaining("20s");
    assertThatIllegalArgumentException().isThrownBy(large::count).withMessageContaining("large");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> text.oneOf(RetentionPolicy.class))
        .withMessageContaining("source, class, runtime");
  }
}
