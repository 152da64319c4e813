package dev.ouzel.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory this process takes. */
final class Memory {
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+([0-9]+) kB");
  private static final long KIB = 1024;

  private Memory() {}

  /** The most that was ever resident, in bytes; empty where the system does not tell. */
  static OptionalLong peakResident() {
    try {
      String status = Files.readString(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1);
      Matcher peak = PEAK.matcher(status);
      return peak.find()
          ? OptionalLong.of(Long.parseLong(peak.group(1)) * KIB)
          : OptionalLong.empty();
    } catch (IOException noSuchFile) {
      return OptionalLong.empty();
    }
  }
}
