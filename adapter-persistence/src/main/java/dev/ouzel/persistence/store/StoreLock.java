package dev.ouzel.persistence.store;

import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps everyone else from writing a stream to a store, within this process and beyond it, until it
 * is closed or the process ends in whatever way. The lock is on a file that says who holds it; the
 * file stays behind, empty, since removing it would race with the next to open it.
 */
public final class StoreLock implements AutoCloseable {
  /**
   * A process loses a POSIX lock when it closes any channel to the file, so that a file which is
   * locked from here must not even be opened.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  /** Beyond what the file says, for where locks are mandatory locked bytes cannot be read. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private static final int LONGEST_NAME = 1024;

  private final Path file;
  private final FileChannel channel;

  private StoreLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock on {@code file}, which is created if need be, or fails at once with {@link
   * SinkFailure}, naming the holder. {@code what} says what is locked, for people.
   */
  public static StoreLock take(Path file, String what) {
    Path path;
    try {
      path = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      throw unusable(file, e);
    }
    if (!HELD_HERE.add(path)) {
      throw taken(what, "this process itself");
    }
    try {
      return new StoreLock(path, lock(path, what));
    } catch (IOException e) {
      HELD_HERE.remove(path);
      throw unusable(path, e);
    } catch (RuntimeException e) {
      HELD_HERE.remove(path);
      throw e;
    }
  }

  private static FileChannel lock(Path file, String what) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        throw taken(what, read(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(thisProcess().getBytes(StandardCharsets.UTF_8)));
      return channel;
    } catch (OverlappingFileLockException heldByAnotherLoader) {
      channel.close();
      throw taken(what, "this process itself");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_NAME);
    channel.read(bytes, 0);
    String holder = StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
    return holder.isEmpty() ? "another process" : holder;
  }

  private static String thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    Instant started = self.info().startInstant().orElseGet(Instant::now);
    return "process %d on %s, started %s: %s\n"
        .formatted(self.pid(), host(), started.truncatedTo(ChronoUnit.SECONDS), program());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "this machine";
    }
  }

  /** The main class or jar, without the arguments. */
  private static String program() {
    String command = System.getProperty("sun.java.command", "java");
    int end = command.indexOf(' ');
    return end < 0 ? command : command.substring(0, end);
  }

  private static SinkFailure taken(String what, String holder) {
    return SinkFailure.permanent(
        what + " is already being written by " + holder + "; stop it first or use another store");
  }

  private static SinkFailure unusable(Path file, IOException e) {
    return SinkFailure.permanent("cannot lock " + file + ": " + e, e);
  }

  /** Frees the lock. */
  @Override
  public void close() {
    try (channel) {
      channel.truncate(0);
    } catch (IOException e) {
      // The name of an ended process stays in the file; the lock itself ends with the channel.
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
