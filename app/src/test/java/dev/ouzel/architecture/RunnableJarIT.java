package dev.ouzel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the runnable jar, once built, carries and what it leaves at home. */
class RunnableJarIT {
  private static final Path JAR = Path.of("target", "ouzel.jar");

  private static final Pattern FOR_TESTS =
      Pattern.compile(
          "(META-INF/services/)?(org[/.](junit|assertj|opentest4j|apiguardian|mockito|testng)"
              + "|net[/.]bytebuddy|com[/.]tngtech)[/.].*");

  @Test
  void carriesTheProgramAndTheTestkit() throws IOException {
    assertThat(entries(JAR))
        .contains("dev/ouzel/app/Main.class", "dev/ouzel/testkit/server/FakeX.class");
  }

  @Test
  void carriesNoTestFramework() throws IOException {
    assertThat(entries(JAR)).noneMatch(FOR_TESTS.asMatchPredicate());
  }

  @Test
  void knowsATestFrameworkWhenItSeesOne() throws Exception {
    for (Class<?> type : List.of(Test.class, org.assertj.core.api.Assertions.class)) {
      Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      assertThat(entries(jar)).anyMatch(FOR_TESTS.asMatchPredicate());
    }
  }

  private static List<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).toList();
    }
  }
}
