package dev.ouzel.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ouzel.persistence.OtherProcess;
import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class StoreLockTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("store.lock");
  }

  private void refused(String holder) {
    assertThatThrownBy(() -> StoreLock.take(file(), "the store"))
        .isInstanceOf(SinkFailure.class)
        .hasMessageStartingWith("the store is already being written by " + holder)
        .hasMessageNotContaining("\n")
        .matches(failure -> !((SinkFailure) failure).isWorthRetrying());
  }

  /** Takes the lock and holds it until it is killed, or says why it cannot. */
  static final class Holder {
    public static void main(String[] arguments) throws IOException {
      try {
        StoreLock lock = StoreLock.take(Path.of(arguments[0]), "the store");
        System.out.println("holding");
        System.in.read();
        lock.close();
      } catch (SinkFailure refused) {
        System.out.println(refused.getMessage());
      }
    }
  }

  @Test
  void keepsAnotherProcessOutAndNamesItself() throws Exception {
    try (OtherProcess holder = OtherProcess.run(Holder.class, file())) {
      assertThat(holder.line()).isEqualTo("holding");

      refused("process " + holder.pid() + " on ");
      refused("process " + holder.pid() + " on ");
      assertThatThrownBy(() -> StoreLock.take(file(), "the store"))
          .hasMessageContaining("started 2")
          .hasMessageContaining(Holder.class.getName());
    }
  }

  @Test
  void endsWithItsProcessHoweverThatEnds() throws Exception {
    try (OtherProcess holder = OtherProcess.run(Holder.class, file())) {
      assertThat(holder.line()).isEqualTo("holding");
      holder.kill();

      StoreLock.take(file(), "the store").close();
    }
  }

  @Test
  void keepsTheSameProcessOut() {
    try (StoreLock lock = StoreLock.take(file(), "the store")) {
      assertThat(lock).isNotNull();
      refused("this process itself");
    }
  }

  @Test
  void survivesBeingAskedForByTheSameProcess() throws Exception {
    try (StoreLock lock = StoreLock.take(file(), "the store")) {
      assertThat(lock).isNotNull();
      refused("this process itself");

      try (OtherProcess other = OtherProcess.run(Holder.class, file())) {
        assertThat(other.line())
            .contains("being written by process " + ProcessHandle.current().pid());
      }
    }
  }

  @Test
  void isTheSameUnderEachOfTheFilesNames() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory);

    try (StoreLock lock = StoreLock.take(link.resolve("store.lock"), "the store")) {
      assertThat(lock).isNotNull();
      refused("this process itself");
    }
  }

  @Test
  void canBeTakenAgainOnceItIsFreed() {
    for (int i = 0; i < 3; i++) {
      StoreLock.take(file(), "the store").close();
    }
    assertThat(file()).isEmptyFile();
  }

  @Test
  void saysWhyAFileCannotBeLocked() {
    assertThatThrownBy(() -> StoreLock.take(directory.resolve("no/such/lock"), "the store"))
        .isInstanceOf(SinkFailure.class)
        .hasMessageContaining("no/such/lock");
  }
}
