package dev.ouzel.testkit.script;

import dev.ouzel.testkit.yaml.YamlFile;
import dev.ouzel.testkit.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A script of faults as a YAML file: a list of faults, each of which says which requests it
 * concerns ({@code attempt}, {@code recovery} or {@code request}), and either how they are answered
 * ({@code answer}) or {@code when} something happens on their stream and what ({@code do}).
 *
 * <pre>{@code
 * - name: slot taken
 *   attempt: 1-3
 *   answer: too-many-connections
 * - name: cut
 *   attempt: 4
 *   when: frame 5
 *   do: [half-frame, reset]
 * }</pre>
 *
 * <p>A mistake in it is an {@link IllegalArgumentException} that says, in one line, where it is and
 * what can stand there.
 */
public final class FaultScriptFile {
  private FaultScriptFile() {}

  /** The script in a file. */
  public static FaultScript read(Path file) throws IOException {
    return script(YamlFile.read(file));
  }

  /** The script in a text; {@code name} is what mistakes call it. */
  public static FaultScript parse(String name, String text) {
    return script(YamlFile.parse(name, text));
  }

  private static FaultScript script(YamlValue faults) {
    FaultScript script = FaultScript.empty();
    for (YamlValue fault : faults.asList().values()) {
      script = new FaultEntry(fault.asMap()).addTo(script);
    }
    return script;
  }
}
