package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What users download, unpacked where there are neither sources nor Maven. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for bash")
class DistributionIT {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir private Path directory;
  private Path home;

  @BeforeEach
  void unpack() throws Exception {
    Path archive;
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      archive =
          built
              .filter(file -> file.getFileName().toString().matches("ouzel-.*\\.tar\\.gz"))
              .findFirst()
              .orElseThrow();
    }
    run("tar", "xzf", archive.toAbsolutePath().toString());
    home = directory.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
  }

  @Test
  void runsTheDemoFromWhereverItLies() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), home.resolve("bin/ouzel"));

    String said = run(link.toString(), "demo", "--for", "500ms");

    assertThat(said).contains("0 different, 0 missing").doesNotContain("building");
  }

  @Test
  void completesCommandsAndOptions() throws Exception {
    String script =
        """
        source %s
        COMP_WORDS=(ouzel coverage --si); COMP_CWORD=2; COMP_LINE='ouzel coverage --si'
        complete -p ouzel >/dev/null && _complete_ouzel && echo "${COMPREPLY[@]}"
        """
            .formatted(home.resolve("completion/ouzel"));

    assertThat(run("bash", "-c", script)).contains("--sink").contains("--since");
  }

  @Test
  void bringsWhatOperationsNeed() {
    assertThat(
            List.of(
                "README.md",
                "LICENSE",
                "CHANGELOG.md",
                "docs/operations.md",
                "docs/ouzel.yaml",
                "docs/ouzel.schema.json",
                "docs/systemd/ouzel.service",
                "docs/alerts/ouzel.rules.yml",
                "docs/grafana/ouzel.json"))
        .allSatisfy(file -> assertThat(home.resolve(file)).isNotEmptyFile());
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path said = Files.createTempFile(directory, "said", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s", Files.readString(said)).isZero();
    return Files.readString(said);
  }
}
