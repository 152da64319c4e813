package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, where the jar is built already: what it prepares must never be in the way. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for bash")
class LauncherIT {
  private static final long PATIENCE_SECONDS = 120;
  private static final FileTime LONG_AGO = FileTime.from(Instant.EPOCH.plus(Duration.ofDays(1)));

  @TempDir private Path root;
  private final Map<String, String> environment = new HashMap<>();
  private List<String> arguments = List.of("--version");
  private Path jar;
  private Path classes;

  @BeforeEach
  void copy() throws IOException {
    Path target = Files.createDirectories(root.resolve(Path.of("app", "target")));
    jar = target.resolve("ouzel.jar");
    classes = target.resolve("ouzel-" + System.getProperty("java.version") + ".jsa");
    old(Files.createFile(root.resolve("pom.xml")));
    old(Files.createFile(root.resolve(Path.of("app", "pom.xml"))));
    old(Files.createDirectories(root.resolve(Path.of("app", "src", "main"))));
    Path launcher = root.resolve("ouzel");
    Files.copy(Path.of("..", "ouzel"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(Path.of("target", "ouzel.jar"), jar);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
  }

  @Test
  void preparesOnceThoughTwoStartTogether() throws Exception {
    List<Start> together = List.of(start(), start());
    String said = together.get(0).said() + together.get(1).said();

    assertThat(said).isEqualTo("ouzel: preparing for quick starts…\n");
    assertThat(classes).isNotEmptyFile();
    assertThat(start().said()).isEmpty();
  }

  @Test
  void saysNothingOfClassesThatAreOfAnotherJar() throws Exception {
    start().said();
    old(jar);

    assertThat(start().said()).isEmpty();
  }

  @Test
  void saysNothingOfClassesThatAreNone() throws Exception {
    Files.createFile(classes);
    assertThat(start().said()).isEmpty();

    Files.writeString(classes, "no classes\n".repeat(10_000));
    assertThat(start().said()).isEmpty();
  }

  @Test
  void preparesAgainWhenTheJarIsNewer() throws Exception {
    old(Files.createFile(classes));

    assertThat(start().said()).isNotEmpty();
    assertThat(classes).isNotEmptyFile();
  }

  @Test
  void givesJavaTheOptionsOfTheEnvironmentLast() throws Exception {
    environment.put("OUZEL_JAVA_OPTIONS", "-Xmx96m -XX:+PrintCommandLineFlags");
    arguments = List.of("ingest", "--help");

    Start started = start();

    assertThat(started.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(started.out).content().contains("-XX:MaxHeapSize=" + 96 * 1024 * 1024 + " ");
  }

  @Test
  void preparesNothingWhereItMayNotWrite() throws Exception {
    assertThat(jar.getParent().toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(jar.getParent()), "root may write anywhere");

    assertThat(start().said()).isEmpty();
    assertThat(classes).doesNotExist();
  }

  private static void old(Path path) throws IOException {
    Files.setLastModifiedTime(path, LONG_AGO);
  }

  private Start start() throws IOException {
    Path out = Files.createTempFile(root, "out", ".txt");
    Path err = Files.createTempFile(root, "err", ".txt");
    List<String> command = new ArrayList<>(List.of(root.resolve("ouzel").toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    return new Start(
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
  }

  private record Start(Process process, Path out, Path err) {
    /** What it said on stderr, once it has told its version. */
    String said() throws IOException, InterruptedException {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(out).content().matches("ouzel \\S+ on Java \\S+\\R");
      return Files.readString(err);
    }
  }
}
