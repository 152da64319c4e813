package dev.ouzel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ouzel.http.XClient;
import dev.ouzel.testkit.server.FakeX;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By what name X knows us, once everything is packaged. */
class UserAgentIT {
  private static final Path PROGRAM = Path.of("target", "ouzel.jar");
  private static final Path ADAPTER = Path.of("..", "adapter-http", "target");

  @TempDir private Path directory;

  @Test
  void theProgramTellsItsVersion() throws Exception {
    try (FakeX x = FakeX.builder().start();
        ChildProgram program =
            ChildProgram.startPackaged(
                directory, x.token(), "rules", "list", "--base-url", x.baseUrl().toString())) {
      assertThat(program.exitCode()).as(program.err()).isZero();

      assertThat(x.requests().get(0).header("user-agent")).hasValue("ouzel/" + version(PROGRAM));
    }
  }

  @Test
  void theAdapterAloneKnowsItToo() throws Exception {
    Path jar = adapter();
    try (URLClassLoader alone =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> client = Class.forName(XClient.class.getName(), false, alone);

      assertThat(client.getPackage().getImplementationVersion()).isEqualTo(version(jar));
    }
  }

  private static Path adapter() throws IOException {
    try (Stream<Path> files = Files.list(ADAPTER)) {
      return files
          .filter(file -> file.getFileName().toString().matches("ouzel-adapter-http-.*\\.jar"))
          .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String version(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest()
          .getMainAttributes()
          .getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    }
  }
}
