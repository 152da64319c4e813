package dev.ouzel.persistence.jsonl;

import dev.ouzel.sink.SinkFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** What sealed segments become. */
enum Compression {
  NONE("", 0, 0, 0) {
    @Override
    OutputStream to(OutputStream out, int level) {
      return out;
    }
  },
  GZIP(".gz", 1, 9, 6) {
    @Override
    OutputStream to(OutputStream out, int level) throws IOException {
      return new GZIPOutputStream(out, BUFFER_BYTES) {
        {
          def.setLevel(level);
        }
      };
    }
  },
  ZSTD(".zst", 1, 19, 1) {
    @Override
    OutputStream to(OutputStream out, int level) throws IOException {
      return ZstdLibrary.to(out, level);
    }

    @Override
    void require() {
      try {
        ZstdLibrary.load();
      } catch (LinkageError missing) {
        throw SinkFailure.permanent(
            "zstd needs its library: add com.github.luben:zstd-jni to the class path, or ask for"
                + " ?compress=gzip",
            missing);
      }
    }
  };

  private static final int BUFFER_BYTES = 64 * 1024;

  /** What follows {@code .jsonl} in names. */
  final String suffix;

  final int lowestLevel;
  final int highestLevel;
  final int usualLevel;

  Compression(String suffix, int lowestLevel, int highestLevel, int usualLevel) {
    this.suffix = suffix;
    this.lowestLevel = lowestLevel;
    this.highestLevel = highestLevel;
    this.usualLevel = usualLevel;
  }

  /** What compresses to {@code out}; closing it ends what is compressed, and closes that. */
  abstract OutputStream to(OutputStream out, int level) throws IOException;

  /** Fails with {@link SinkFailure} when a library is missing. */
  void require() {
    // The JDK brings what the others need.
  }
}
