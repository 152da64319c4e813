package dev.ouzel.persistence.jsonl;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;

/** All that touches the zstd library, so that nothing else needs it on the class path. */
final class ZstdLibrary {
  private ZstdLibrary() {}

  /** Fails with {@link LinkageError} when it is missing, or has no code for this machine. */
  static void load() {
    Zstd.defaultCompressionLevel();
  }

  static OutputStream to(OutputStream out, int level) throws IOException {
    return new ZstdOutputStreamNoFinalizer(out, level).setChecksum(true);
  }
}
