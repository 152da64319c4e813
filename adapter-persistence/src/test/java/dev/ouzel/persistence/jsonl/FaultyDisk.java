package dev.ouzel.persistence.jsonl;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * A disk whose steps fail when told to, and which forgets what was not synced when the power goes.
 * A write that fails has written half.
 */
final class FaultyDisk implements Disk {
  /** Told of each step before it is made; throws to have it fail. */
  interface Fault {
    void before(String step, Path file) throws IOException;
  }

  private interface Undoing {
    void run() throws IOException;
  }

  /** How to undo what a directory was told and not synced. */
  private record Named(Path directory, Undoing undo) {}

  private final Disk disk = new LocalDisk();
  private final Path attic;
  private final Map<Path, Long> synced = new HashMap<>();

  /** From where a failed sync has given up bytes, which then are in memory alone for ever. */
  private final Map<Path, Long> givenUp = new HashMap<>();

  private final Deque<Named> names = new ArrayDeque<>();
  private Fault fault = (step, file) -> {};
  private volatile Path stalled = Path.of("");
  private volatile CountDownLatch stalledUntil = new CountDownLatch(0);

  /** Keeps what may come back in {@code attic}, on the same file system. */
  FaultyDisk(Path attic) {
    this.attic = attic;
  }

  synchronized void failWith(Fault next) {
    fault = next;
  }

  /** Lets whoever opens {@code file} wait, and nobody else. */
  synchronized void stallAt(Path file, CountDownLatch over) {
    stalledUntil = over;
    stalled = file;
  }

  private void before(String step, Path file) throws IOException {
    fault.before(step, file);
  }

  @Override
  public Output open(Path file) throws IOException {
    if (file.equals(stalled)) {
      try {
        stalledUntil.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }
    return openNow(file);
  }

  private synchronized Output openNow(Path file) throws IOException {
    before("open", file);
    if (Files.notExists(file)) {
      names.push(new Named(file.getParent(), () -> Files.deleteIfExists(file)));
      synced.put(file, 0L);
    }
    return new FaultyOutput(file, disk.open(file));
  }

  @Override
  public synchronized void move(Path from, Path to) throws IOException {
    before("move", from);
    Undoing restore = kept(to);
    disk.move(from, to);
    rename(synced, from, to);
    rename(givenUp, from, to);
    names.push(
        new Named(
            to.getParent(),
            () -> {
              Files.move(to, from);
              restore.run();
            }));
  }

  private static void rename(Map<Path, Long> lengths, Path from, Path to) {
    lengths.remove(to);
    Long length = lengths.remove(from);
    if (length != null) {
      lengths.put(to, length);
    }
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    before("delete", file);
    Undoing restore = kept(file);
    disk.delete(file);
    names.push(new Named(file.getParent(), restore));
  }

  /** Another name for a file that is about to lose its own. */
  private Undoing kept(Path file) throws IOException {
    if (Files.notExists(file)) {
      return () -> {};
    }
    Path link = attic.resolve("kept-" + names.size() + "-" + System.nanoTime());
    Files.createLink(link, file);
    return () -> Files.move(link, file);
  }

  @Override
  public synchronized void forceDirectory(Path directory) throws IOException {
    before("forceDirectory", directory);
    names.removeIf(named -> named.directory().equals(directory));
  }

  /**
   * Takes back what was not synced: some of the last names, in the order they were given, and some
   * of the last bytes, or puts others in their place.
   */
  synchronized void losePower(Random random) throws IOException {
    givenUp.forEach((file, length) -> synced.merge(file, length, Math::min));
    for (Map.Entry<Path, Long> file : synced.entrySet()) {
      if (Files.exists(file.getKey()) && Files.size(file.getKey()) > file.getValue()) {
        loseTail(file.getKey(), file.getValue(), random);
      }
    }
    for (int i = random.nextInt(names.size() + 1); i > 0; i--) {
      names.pop().undo().run();
    }
    names.clear();
    synced.clear();
    givenUp.clear();
  }

  private static void loseTail(Path file, long safe, Random random) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      int unsafe = Math.toIntExact(channel.size() - safe);
      if (random.nextBoolean()) {
        byte[] noise = new byte[random.nextInt(unsafe) + 1];
        random.nextBytes(noise);
        channel.write(ByteBuffer.wrap(noise), safe + random.nextInt(unsafe - noise.length + 1));
      }
      if (random.nextBoolean()) {
        channel.truncate(safe + random.nextInt(unsafe + 1));
      }
    }
  }

  private final class FaultyOutput implements Output {
    private final Path file;
    private final Output output;

    FaultyOutput(Path file, Output output) {
      this.file = file;
      this.output = output;
    }

    @Override
    public long size() throws IOException {
      return output.size();
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      synchronized (FaultyDisk.this) {
        try {
          before("write", file);
        } catch (IOException e) {
          output.write(bytes.limit(bytes.position() + bytes.remaining() / 2), position);
          throw e;
        } finally {
          synced.putIfAbsent(file, position);
        }
        output.write(bytes, position);
        givenUp.computeIfPresent(file, (name, from) -> position <= from ? null : from);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (FaultyDisk.this) {
        before("truncate", file);
        output.truncate(size);
        givenUp.computeIfPresent(file, (name, from) -> size <= from ? null : from);
        synced.computeIfPresent(file, (name, length) -> Math.min(length, size));
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (FaultyDisk.this) {
        try {
          before("force", file);
        } catch (IOException e) {
          givenUp.putIfAbsent(file, synced.getOrDefault(file, 0L));
          throw e;
        }
        // The disk itself is not asked: what power would take, losePower takes.
        synced.put(file, output.size());
      }
    }

    @Override
    public boolean isInPlace() throws IOException {
      return output.isInPlace();
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
