package dev.ouzel.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once for each machine and run by somebody who is not root. */
final class PostgresBinaries {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

  /** Nobody. */
  private static final String UID = "65534";

  private static final List<String> NAMESPACE = List.of("unshare", "-U");
  private static final List<String> NOBODY =
      List.of("setpriv", "--reuid=" + UID, "--regid=" + UID, "--clear-groups");

  /** Where another PostgreSQL is to be tried, such as {@code /usr/lib/postgresql/15}. */
  private static final Optional<String> OTHER =
      Optional.ofNullable(System.getenv("OUZEL_POSTGRES_HOME"));

  private static final Path HOME = OTHER.map(Path::of).orElseGet(PostgresBinaries::unpacked);
  private static final List<String> PREFIX = prefix();

  private PostgresBinaries() {}

  static boolean areThere() {
    return HOME != null;
  }

  static boolean canRun() {
    return !isRoot() || !PREFIX.isEmpty();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** What root puts before a command. A container may forbid either. */
  private static List<String> prefix() {
    if (!isRoot()) {
      return List.of();
    }
    if (works(NAMESPACE)) {
      return NAMESPACE;
    }
    return works(NOBODY) ? NOBODY : List.of();
  }

  private static boolean works(List<String> prefix) {
    List<String> command = new ArrayList<>(prefix);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets whoever runs the programs write to a directory. */
  static void giveAway(Path directory) {
    if (PREFIX.equals(NOBODY)) {
      finish(start(null, List.of("chown", "-R", UID + ":" + UID, directory.toString())), "chown");
    }
  }

  /** Runs a program to its end, which must be a good one. */
  static void run(String program, String... arguments) {
    finish(start(null, command(program, List.of(arguments))), program);
  }

  /** Starts a program whose words go to {@code log}. */
  static Process start(Path log, String program, List<String> arguments) {
    return start(log, command(program, arguments));
  }

  private static List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(PREFIX);
    command.add(HOME.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  private static Process start(Path log, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (log != null) {
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void finish(Process process, String program) {
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError(program + " failed: " + said);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Null where there are no binaries. */
  private static Path unpacked() {
    try (InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
      boolean fits =
          System.getProperty("os.name").equals("Linux")
              && System.getProperty("os.arch").equals("amd64");
      if (archive == null || !fits) {
        return null;
      }
      String name = "ouzel-postgres-" + archive.available() + "-" + System.getProperty("user.name");
      Path home = Path.of(System.getProperty("java.io.tmpdir"), name);
      return Files.exists(home) ? home : unpack(archive, home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path unpack(InputStream archive, Path home) throws IOException {
    Path unfinished = Files.createTempDirectory("ouzel-postgres-binaries");
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, unfinished.resolve(entry.getName()));
      }
    }
    unfinished.toFile().setExecutable(true, false);
    unfinished.toFile().setReadable(true, false);
    try {
      return Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException another) {
      return home;
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, file);
      file.toFile().setExecutable((entry.getMode() & 0100) != 0, false);
    }
  }
}
