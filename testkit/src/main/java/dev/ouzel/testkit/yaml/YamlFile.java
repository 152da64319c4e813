package dev.ouzel.testkit.yaml;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML. Any mistake in it is an {@link IllegalArgumentException} that says where it is, in
 * one line.
 */
public final class YamlFile {
  private YamlFile() {}

  /** The one document in a file. */
  public static YamlValue read(Path file) throws IOException {
    return parse(file.toString(), TextFile.read(file));
  }

  /** The one document in a text; {@code file} is what mistakes call it. */
  public static YamlValue parse(String file, String text) {
    return parse(file, text, TextFile.MOST_BYTES);
  }

  /** The same of a text that may have so many characters. */
  public static YamlValue parse(String file, String text, int mostCharacters) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(mostCharacters).build();
    try {
      return new YamlTree(file, new Parse(settings).parseString(text).iterator()).document();
    } catch (MarkedYamlEngineException wrong) {
      throw place(file, wrong.getProblemMark()).mistake("this is no YAML: " + wrong.getProblem());
    } catch (YamlEngineException wrong) {
      throw new IllegalArgumentException(
          file + " is no YAML: " + wrong.getMessage().replaceAll("\\s+", " "), wrong);
    }
  }

  static Place place(String file, Optional<Mark> mark) {
    return new Place(
        file, mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1);
  }
}
